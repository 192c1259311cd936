"""The check-ins a client can choose: what fits best now, and every other that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.screens import hard
from bot.screens.screen import Key, Screen, key, line, pages, rows, turning

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE: Final = 8
"""Check-ins on one page of all of them."""
_NOT_HELPING: Final = (key("menu.not-helping", "helping", "ask"),)


def checkins(on_demand: Mapping[str, str], best: Mapping[str, str], *, more: bool) -> Screen:
    """Offer by their titles (name → title) what is there at any time, then what fits best.

    Last comes the way to all the others, if there are `more`, and to say that this isn't helping.
    """
    keys = (*rows(_keys(on_demand), 2), *rows(_keys(best), 1))
    every = ((key("offer.all", "checkins", "0"),),) if more else ()
    return Screen((line("checkins.choose"),), (*keys, *every, hard.KEY, _NOT_HELPING))


def every(titles: Mapping[str, str], page: int) -> Screen:
    """Show a page of all check-ins (name → title), by title."""
    by_title = dict(sorted(titles.items(), key=lambda one: one[1]))
    shown, page, last = pages(_keys(by_title), page, PAGE)
    turns = turning(page, last, lambda to: Press("checkins", str(to)))
    return Screen((line("checkins.choose"),), (*rows(shown, 1), *turns, _NOT_HELPING))


def _keys(titles: Mapping[str, str]) -> list[Key]:
    return [Key(title, Press("begin", name)) for name, title in titles.items()]
