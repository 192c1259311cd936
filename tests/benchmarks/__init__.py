"""What Stillwater costs: measured beside its own bare parts, never judged by an absolute time."""
