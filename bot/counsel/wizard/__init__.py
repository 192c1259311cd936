"""The plan wizard: a plan under construction, said as one sentence on every screen; pure."""
