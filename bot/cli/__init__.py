"""The command line's rooms: what each `python -m bot …` does."""
