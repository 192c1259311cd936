"""The interview: check-ins as data, and the pure engine that plays them."""
