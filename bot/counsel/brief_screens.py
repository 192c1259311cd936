"""A brief on the counselor's screen: as it comes, when it is opened again, and to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.brief import Part
from bot.screens.lines import when
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.brief import Brief
    from bot.care import Care
    from bot.interview.turn import Line
    from bot.screens.screen import Key, Keys


def comes(
    care: Care, brief: Brief, body: Sequence[Line], at: datetime, *, newer: bool, cut: bool
) -> Screen:
    """Show one that has just been sent, for the session at a local time of the counselor's."""
    head = [line("brief.head", label=care.label, **when(at))]
    if newer:
        head.append(line("brief.newer"))
    return Screen((*head, *body), _keys(brief, cut=cut))


def again(care: Care, brief: Brief, zone: ZoneInfo) -> Screen:
    """Show one of before, whole, under when it was sent and read."""
    sent = line("brief.last-head", label=care.label, date=brief.sent_at.astimezone(zone).date())
    body = line("brief.as-sent", text=brief.text)
    if brief.read_at is None:
        return Screen((sent, body), _keys(brief, cut=False))
    read = line("brief.was-read", date=brief.read_at.astimezone(zone).date())
    return Screen((sent, read, body), after(brief, cut=False))


def chart(brief: Brief, zone: ZoneInfo) -> Screen:
    """Give it as plain text, under the day it was sent."""
    on = brief.sent_at.astimezone(zone).date()
    return Screen((line("brief.chart", date=on), line("brief.as-sent", text=brief.text)))


def after(brief: Brief, *, cut: bool) -> Keys:
    """Give the keys that stay when it has been answered."""
    copy, card = _copy(brief), key("enrol.card", "card", brief.client)
    return (_whole(brief, card), (copy,)) if cut else ((copy, card),)


def _keys(brief: Brief, *, cut: bool) -> Keys:
    """Give the keys while it waits for an answer, in as few rows as a phone's screen needs."""
    carried = f"{brief.id}{'.cut' if cut else ''}"
    thanks = key("brief.read-thanks", "brief-thanks", carried)
    card = key("enrol.card", "card", brief.client)
    rows: Keys = ((thanks, _copy(brief)), _whole(brief, card) if cut else (card,))
    if Part.AGENDA not in brief.parts:
        return rows
    return ((key("brief.read-first", "brief-first", carried),), *rows)


def _copy(brief: Brief) -> Key:
    return key("brief.copy", "brief-copy", brief.id)


def _whole(brief: Brief, card: Key) -> tuple[Key, Key]:
    return key("brief.all", "brief-whole", brief.id), card
