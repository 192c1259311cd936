"""The next date with a client, asked when a session is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from bot.care import Care
    from bot.interview.turn import Line


def ask(care: Care) -> Screen:
    """Ask, with the usual answers one tap away; any other day is the session's own dialog."""
    week = key("after.week", "next-date", f"{care.client}.1")
    weeks = key("after.weeks", "next-date", f"{care.client}.2")
    other = key("after.other", "session", care.client)
    none = key("after.none", "next-date", f"{care.client}.0")
    return Screen((line("after.ask", label=care.label),), ((week, weeks), (other, none)))


def done(care: Care, said: Line) -> Screen:
    """Say what holds now, and lead to the card."""
    return Screen((said,), ((key("enrol.card", "card", care.client),),))
