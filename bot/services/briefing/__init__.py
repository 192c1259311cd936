"""The loop around a session: the evening before, the brief that leaves, the hours after."""
