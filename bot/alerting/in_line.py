"""Who can be told of an alert: the client's counselor or who covers for them, then the rota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel.working import next_working

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.people import Counselor, CounselorId


def back(one: Counselor, now: datetime) -> datetime:
    """Give `now` (aware) if a counselor is at work, else the UTC instant at which they next are."""
    since = now if one.away_until is None else max(now, one.away_until)
    return next_working(one.hours, one.zoneinfo, since)


def at_work(one: Counselor, now: datetime) -> bool:
    """Say whether a counselor works at an instant (aware)."""
    return back(one, now) <= now


def in_line(
    own: CounselorId,
    rota: Sequence[CounselorId],
    people: Mapping[CounselorId, Counselor],
    now: datetime,
) -> tuple[Counselor, ...]:
    """Give everybody who can be reached, in the order in which they are told.

    First is the client's own counselor, or who covers for them while they are not at work. Of the
    others those who work `now` (aware) come before those who do not.
    """
    line = list(dict.fromkeys(_named(own, rota, people, now)))
    reached = [people[id_] for id_ in line if id_ in people and people[id_].reachable]
    return (*reached[:1], *sorted(reached[1:], key=lambda one: not at_work(one, now)))


def _named(
    own: CounselorId,
    rota: Sequence[CounselorId],
    people: Mapping[CounselorId, Counselor],
    now: datetime,
) -> Iterator[CounselorId]:
    for id_ in (own, *rota):
        one = people.get(id_)
        if one is not None and one.cover is not None and not at_work(one, now):
            yield one.cover
        yield id_
