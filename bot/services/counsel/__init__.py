"""What a counselor's command, press or sentence does: one door, and one file for each matter."""
