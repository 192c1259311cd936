"""Every target by its name, brought in when it is asked for: some take a second to load."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.fuzz.target import Target

NAMES: Final = (
    "updates", "arrivals", "keys", "plans", "checkins", "settings", "clinics", "answers", "words",
    "typed", "opened", "posted",
)  # fmt: skip


def target(name: str) -> Target:
    """Give a target; raises ModuleNotFoundError where there is none of that name."""
    found: Target = import_module(f"tests.fuzz.{name}").TARGET
    return found
