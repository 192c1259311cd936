"""Alerts: who is told that somebody may be in danger, in which order, and what is known of it.

in_line     who can be told, the first of them first, and whether they are at work
ladder      what happens next with an alert that nobody is on, and when
standing    how an alert stands: who was told, who saw it, who is on it
telling     what the client reads of it; reading: what a counselor reads
climbers    on whose terms an alert climbs
"""
