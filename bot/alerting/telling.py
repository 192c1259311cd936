"""What a client reads of an alert: who was told, when that person is back, and not to wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.alerting.in_line import at_work, back
from bot.course import NOW
from bot.episode import Mark
from bot.screens.lines import when
from bot.screens.screen import Key, line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.alerting.standing import Standing
    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.safety.danger import Danger
    from bot.safety.resources import Country
    from bot.screens.screen import Keys

_WEEK: Final = timedelta(days=6)
"""A weekday says which day is meant for so long."""
PASSED_ON: Final[Mapping[Mark, str]] = {
    Mark.SEEN: "alert.seen",
    Mark.TAKEN: "alert.taken",
    Mark.REACHED: "alert.reached",
    Mark.NOT_REACHED: "alert.not-reached",
}
"""What a client reads at once of what somebody did. Whether to say that emergency services were
called is left to who called them: not everybody who reads this chat should know."""


def offered(own: Counselor, *, rota: bool) -> Line:
    """Say, before anything is agreed, whether anybody is told."""
    return line("alert.offered" if rota else "alert.not-offered", counselor=own.name)


def told(one: Counselor, now: datetime, zone: ZoneInfo) -> Line:
    """Say that word is sent to somebody, and when they can see it, on a clock in `zone`.

    `now` is aware.
    """
    if at_work(one, now):
        return line("alert.sent-works", counselor=one.name)
    at = back(one, now).astimezone(zone)
    far = back(one, now) - now > _WEEK
    return line("alert.sent-far" if far else "alert.sent", counselor=one.name, **when(at))


def first(
    one: Counselor, own: Counselor, others: Sequence[Counselor], now: datetime, zone: ZoneInfo
) -> tuple[Line, ...]:
    """Say who was told first, who covers for whom, and who was told at the same time."""
    covers = () if one.id == own.id else (line("alert.covers", own=own.name, counselor=one.name),)
    too = (line("alert.too", counselor=other.name) for other in others)
    return (*covers, told(one, now, zone), *too)


def wait(country: Country, danger: Danger, now: datetime) -> Line:
    """Say not to wait, and who is there now: whoever comes, where minutes count."""
    way = country.comes(danger) if danger in NOW else country.line(danger, now)
    phrase, slots = way.how
    return line("alert.wait", how=line(phrase, **slots))


def contact(named: str, text: str) -> Keys:
    """Give a key that copies a ready text, for the client to pass on to somebody of theirs."""
    return ((Key(line("alert.contact", contact=named), copy=text),),)


def already(whom: Counselor, stands: Standing) -> Line:
    """Say how it stands with whom it was told to."""
    if stands.holder == whom.id:
        return line("alert.taken", counselor=whom.name)
    seen = whom.id in stands.seen
    return line("alert.seen" if seen else "alert.already", counselor=whom.name)


def nobody() -> Line:
    """Say plainly that no alert leaves from here."""
    return line("alert.nobody")
