"""The list of check-ins a client can choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Press
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Mapping


def checkins(titles: Mapping[str, str]) -> Screen:
    """Offer each check-in (name → title), and the way to say that this isn't helping."""
    titled = sorted((title, name) for name, title in titles.items())
    rows = tuple((Key(title, Press("begin", name)),) for title, name in titled)
    return Screen((line("checkins.choose"),), (*rows, (key("menu.not-helping", "helping", "ask"),)))
