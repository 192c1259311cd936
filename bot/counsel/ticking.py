"""Choosing several clients from many: a page of labels to tick, one by one or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key, titled
from bot.counsel.label import counted
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.counsel.draft import Draft
    from bot.people import ClientId
    from bot.screens.screen import Key, Keys

PAGE: Final = 8
"""Labels shown at once."""
_NAMED: Final = 16
"""Digits of a client's id that tell them from the others on a key."""
TICK, ALL, TURN = "tick", "all", "page"


def pages(labels: Mapping[ClientId, str]) -> list[list[ClientId]]:
    """Lay the clients out in pages, by label; there is always one."""
    ordered = sorted(labels, key=lambda one: (counted(labels[one]), one))
    return [ordered[at : at + PAGE] for at in range(0, len(ordered), PAGE)] or [[]]


def keys(draft: Draft, labels: Mapping[ClientId, str], chosen: Collection[str], page: int) -> Keys:
    """Give a page's keys: the labels, all of them at once, and the pages beside it."""
    laid = pages(labels)
    page = min(page, len(laid) - 1)
    ticks = tuple((_tick(draft, one, labels[one], chosen),) for one in laid[page])
    turning = tuple(
        draft_key(draft, line(label, n=n + 1), f"{TURN}:{n}")
        for label, n in (("ticking.earlier", page - 1), ("ticking.later", page + 1))
        if 0 <= n < len(laid)
    )
    every = (draft_key(draft, "ticking.all", f"{ALL}:{page}"),)
    return (*ticks, every, turning) if turning else (*ticks, every)


def ticked(
    head: str, rest: str, labels: Mapping[ClientId, str], chosen: Iterable[str]
) -> list[str] | None:
    """Give whom a key of this page leaves chosen; None if it is no such key.

    All on a page are ticked, or none of them any more if all were.
    """
    laid, before = pages(labels), list(chosen)
    meant: list[ClientId] = []
    if head == TICK and rest:
        meant = [one for one in labels if one.startswith(rest)]
    elif head == ALL and rest.isdecimal() and int(rest) < len(laid):
        meant = laid[int(rest)]
    if not meant:
        return None
    if set(meant) <= set(before):
        return [one for one in before if one not in meant]
    return [*before, *(one for one in meant if one not in before)]


def _tick(draft: Draft, client: ClientId, label: str, chosen: Collection[str]) -> Key:
    choice = f"{TICK}:{client[:_NAMED]}"
    if client in chosen:
        return draft_key(draft, line("pick.on", choice=label), choice)
    return titled(draft, label, choice)
