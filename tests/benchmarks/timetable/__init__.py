"""What the timetable costs: planning, knocking, sending what is due at one minute, and the disk."""
