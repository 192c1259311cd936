"""Pictures, as functions from data to the bytes of a PNG."""
