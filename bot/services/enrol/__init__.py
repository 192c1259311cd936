"""Enrolling: invitations and their codes, becoming a counselor, being the client of one."""
