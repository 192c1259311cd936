"""Which version runs here."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final

CHECKOUT: Final = "of a checkout, not installed"


def number() -> str:
    """Give it, as the distribution that is installed says."""
    try:
        return version("stillwater-bot")
    except PackageNotFoundError:
        return CHECKOUT
