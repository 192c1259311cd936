"""What a command shows: pure functions from what is known of a client to lines and buttons."""
