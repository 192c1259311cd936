"""Check-ins that counselors write: a file is looked at, kept, published and withdrawn."""
