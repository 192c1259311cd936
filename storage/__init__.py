"""What Stillwater keeps, and how it is sealed."""
