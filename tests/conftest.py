"""Fixtures that every test may ask for."""

import signal

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.golden")  # so that it shows which lines differ

settings.register_profile("house", deadline=None)  # a busy machine is no failure
settings.load_profile("house")

# asked to end, the run ends as with Ctrl+C: PostgreSQL and the temporary folders go with it
signal.signal(signal.SIGTERM, signal.default_int_handler)

pytest_plugins = ("tests.databases",)
