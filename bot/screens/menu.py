"""The list of check-ins a client can choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Press
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.interview.script import Script


def checkins(listed: Iterable[Script], locale: str) -> Screen:
    """Offer each check-in by its title, and the way to say that this isn't helping."""
    titled = sorted((script.words[locale]["title"], script.name) for script in listed)
    rows = tuple((Key(title, Press("begin", name)),) for title, name in titled)
    return Screen((line("checkins.choose"),), (*rows, (key("menu.not-helping", "helping", "ask"),)))
