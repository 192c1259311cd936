"""Fixtures that every test may ask for."""

import signal

from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no failure
settings.load_profile("house")

# asked to end, the run ends as with Ctrl+C: PostgreSQL and the temporary folders go with it
signal.signal(signal.SIGTERM, signal.default_int_handler)

pytest_plugins = ("tests.databases",)
