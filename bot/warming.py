"""Warming: at installation, what a start reads is read once and kept beside the code.

`python -m bot.warming`. A service that may write nothing there would read it anew at every start.
"""

from __future__ import annotations

from bot.interview.library import library
from bot.listening import Meaning, listen


def main() -> None:
    """Read all of it."""
    listen(Meaning.ON)
    library()


if __name__ == "__main__":
    main()
