"""The overview: one message, of each client who shares it what a counselor would ask about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, takewhile
from math import ceil
from typing import TYPE_CHECKING, Final

from bot.care import Share, Silence, silent_from
from bot.counsel.clients import paused
from bot.counsel.label import counted
from bot.screens.lines import below, weekday
from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.care import Care
    from bot.counsel.tally import Tally
    from bot.interview.turn import Line
    from bot.people import Client

_WIDTH: Final = 36
"""Characters in a line on a small phone."""
_PART: Final = 30
"""Characters that a sentence about a client takes, about, in any language."""
_HEIGHT: Final = 18
"""Lines that leave room for the first and the last ones on a small phone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One client who shares counts."""

    care: Care
    client: Client
    tally: Tally

    def waiting(self, now: datetime) -> tuple[str, ...]:
        """Give what may want the counselor's attention, as phrases, the weightiest first."""
        away = paused(self.client)
        told = self.care.silence is Silence.TELL and not away  # who paused has not gone quiet
        holds = {
            "overview.quiet": told and now >= silent_from(self.care, self.client),
            "overview.no-session": self.care.next_session(now) is None,
            "overview.paused": away,
        }
        return tuple(phrase for phrase, there in holds.items() if there)


def shares(care: Care) -> bool:
    """Say whether a client stands in the overview by name."""
    return care.lets(Share.COUNTS)


def overview(rows: Sequence[Row], hidden: int, zone: ZoneInfo, now: datetime) -> Screen:
    """Show it to a counselor whose clock is in `zone`; `hidden` clients share no counts.

    Who waits for something comes first, then by the next session, then by label. `now` is aware.
    """
    if not rows:
        return screen("overview.none-share" if hidden else "overview.none")
    named = [_row(row.care.label, _parts(row, zone, now)) for row in shown(rows, zone, now)]
    lines = (line("overview.head"), below(named), *_rest(len(rows) - len(named), hidden))
    return Screen(lines, ((key("overview.clients", "clients", "0"),),))


def shown(rows: Sequence[Row], zone: ZoneInfo, now: datetime) -> Sequence[Row]:
    """Give those for whom there is room, in their order."""
    ordered = sorted(rows, key=lambda row: _order(row, now))
    parts = [_parts(row, zone, now) for row in ordered]
    return ordered[: _fitting([len(row.care.label) for row in ordered], parts)] if rows else ()


def _order(row: Row, now: datetime) -> tuple[bool, int, float, list[tuple[int, str]]]:
    waiting, coming = row.waiting(now), row.care.next_session(now)
    at = float("inf") if coming is None else coming.instant.timestamp()
    return "overview.quiet" not in waiting, -len(waiting), at, counted(row.care.label)


def _parts(row: Row, zone: ZoneInfo, now: datetime) -> Sequence[Line]:
    """Say what is known of a client, a sentence each; their calendar is the counselor's."""
    tally, seen, coming = row.tally, row.client.seen_at, row.care.next_session(now)
    parts = [line("overview.nothing")]
    if tally.sent:
        parts = [line("overview.counts", answered=tally.answered, sent=tally.sent)]
    if seen is None:
        parts.append(line("overview.unseen"))
    else:
        parts.append(line("overview.seen", date=seen.astimezone(zone).date()))
    if coming is not None:
        day = coming.instant.astimezone(zone).date()
        parts.append(line("overview.session", weekday=weekday(day), date=day))
    return [*parts, *map(line, row.waiting(now))]


def _fitting(labels: Sequence[int], parts: Sequence[Sequence[Line]]) -> int:
    """Give how many clients fit on one screen, at least one; `labels` are the labels' lengths."""
    lines = (
        ceil((label + _PART * len(said)) / _WIDTH)
        for label, said in zip(labels, parts, strict=True)
    )
    return max(1, sum(1 for _ in takewhile(lambda used: used <= _HEIGHT, accumulate(lines))))


def _row(label: str, parts: Sequence[Line]) -> Line:
    said = reduce(lambda said, also: line("overview.and", said=said, also=also), parts)
    return line("overview.row", label=label, said=said)


def _rest(more: int, hidden: int) -> Iterator[Line]:
    if more:
        yield line("overview.more", n=more)
    if hidden:
        yield line("overview.hidden", n=hidden)
