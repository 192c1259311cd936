"""What is ahead of a client: all their plans walked through together, in the order of time.

Quiet hours move a prompt to their end. Two plans never meet within an hour: the later waits until
the hour is over, or is let go, as its overlap says. No local day and no ISO week of the client's
holds more than their caps. All of it follows from what was had and from the plans, so planning
again, at any instant or after a restart, gives the same.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.schedule.turns import Course, LetGo, Send
from bot.schedule.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.schedule.occurrences import Anchors
    from bot.schedule.pacing import Rest
    from bot.schedule.plan import PlanId

__all__ = ["Course", "LetGo", "Send", "ahead", "nexts"]

STEPS = 1000
"""What is looked at to find the next of each plan: over a year of two daily plans."""


def ahead(
    courses: Sequence[Course],
    zone: ZoneInfo,
    anchors: Anchors,
    after: datetime,
    key: bytes,
    rest: Rest,
) -> Iterator[Send | LetGo]:
    """Give what is sent after `after`, and what is let go, each when it is decided.

    `courses` are all plans of one client, the earlier made first: at one instant that one comes
    first. `zone` is the client's. The instants of what is sent never decrease; the iterator is
    endless where a plan is. Raises ValueError for a naive `after`.
    """
    return iter(Walk(courses, zone, anchors, after, key, rest))


def nexts(
    courses: Sequence[Course],
    zone: ZoneInfo,
    anchors: Anchors,
    after: datetime,
    key: bytes,
    rest: Rest,
) -> Mapping[PlanId, Send]:
    """Give what `ahead` sends first of each plan; a plan of which nothing comes is not there.

    Nor is one whose first is so far away that it takes too long to walk there past all that other
    plans send; it is found when one asks again after those.
    """
    walk = Walk(courses, zone, anchors, after, key, rest, resting=False)
    firsts: dict[PlanId, Send] = {}
    for step in islice(walk, STEPS):
        if isinstance(step, Send):
            firsts.setdefault(step.occurrence.plan, step)
        if walk.offering <= firsts.keys():
            break
    return firsts
