"""Fixtures that every test may ask for."""

import signal

import pytest
from hypothesis import settings

# so that what tests share says, too, what it compared
_SHARED = ("golden", "bot", "contract", "faults", "fuzz", "handlers", "journeys", "storage")
pytest.register_assert_rewrite(*(f"tests.{name}" for name in _SHARED))

# a busy machine is no failure, and a clone that passed will pass again
settings.register_profile("house", deadline=None, derandomize=True)
# other examples each time, for whoever looks further: `pytest --hypothesis-profile=wander`
settings.register_profile("wander", deadline=None)
settings.load_profile("house")

# asked to end, the run ends as with Ctrl+C: PostgreSQL and the temporary folders go with it
signal.signal(signal.SIGTERM, signal.default_int_handler)

pytest_plugins = ("tests.databases",)
