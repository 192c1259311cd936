"""The outlook: everything that a client's planning follows from, read once, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.care import anchors
from bot.schedule.ahead import Course, ahead, nexts
from bot.schedule.occurrences import Occurrence, State, occurrences, zone_of
from bot.schedule.pace import Pace, pace, unanswered
from bot.schedule.pacing import Rest
from bot.schedule.quiet import when_awake
from bot.services.notes import holds_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from bot.people import Client
    from bot.schedule.ahead import LetGo, Send
    from bot.schedule.occurrences import Exceptions
    from bot.schedule.plan import Plan, PlanId
    from bot.services.visit import Visit

WEEK: Final = timedelta(days=8)
"""An ISO week, wherever the client has been in it."""
_NEAR: Final = timedelta(days=2)
"""As far as another zone, and a night, can move a prompt."""
_NONE: Final[frozenset[Occurrence]] = frozenset()


@dataclass(frozen=True, slots=True)
class Outlook:
    """A client, their plans, and what has become of those so far; all of it as it is `now`."""

    client: Client
    plans: Sequence[Plan]
    """The earlier made first."""
    exceptions: Mapping[PlanId, Exceptions]
    had: Sequence[Occurrence]
    """What was lately sent, or passed, of all plans, by instant."""
    waiting: Mapping[str, Occurrence]
    """What is still to be sent, by id: of each plan one planned row, and what is snoozed."""
    anchors: Mapping[str, date]
    rest: Rest
    now: datetime
    """Aware, UTC."""
    key: bytes

    def ahead(
        self, after: datetime, held: AbstractSet[Occurrence] = _NONE
    ) -> Iterator[Send | LetGo]:
        """Give what is sent after an instant, and what is let go; `held` are rows that stay."""
        courses, zone = self.courses(held), self.client.zoneinfo
        return ahead(courses, zone, self.anchors, after, self.key, self.rest)

    def rows(self) -> Mapping[PlanId, Occurrence]:
        """Give the one row that each plan is to have: its next prompt, or one that is held back."""
        if not self.client.reachable:
            return {}
        held = self.held()
        nexts = self._nexts(frozenset(held.values()))
        return nexts | {due.plan: due for due in held.values()}

    def held(self) -> Mapping[Occurrence, Occurrence]:
        """Give the unsent rows whose time has come, and each as it is to be from now on."""
        if not self.client.reachable or self.rest.pace is Pace.REST:
            return {}
        return {row: due for row in self.planned if (due := self._overdue(row)) is not None}

    @property
    def planned(self) -> Sequence[Occurrence]:
        """The rows that wait for their first time."""
        return [one for one in self.waiting.values() if one.state is State.PLANNED]

    def plan(self, id_: PlanId) -> Plan:
        """Give a plan of theirs."""
        return next(plan for plan in self.plans if plan.id == id_)

    def courses(self, held: AbstractSet[Occurrence] = _NONE) -> list[Course]:
        """Give each plan with what has become of it, and what waits whatever is planned."""
        snoozed = [one for one in self.waiting.values() if one.state is State.SNOOZED]
        known = (*self.had, *snoozed, *held)
        return [
            Course(plan, self.exceptions[plan.id], [one for one in known if one.plan == plan.id])
            for plan in self.plans
        ]

    def _nexts(self, held: AbstractSet[Occurrence]) -> dict[PlanId, Occurrence]:
        courses, zone = self.courses(held), self.client.zoneinfo
        firsts = nexts(courses, zone, self.anchors, self.now, self.key, self.rest)
        return {plan: send.occurrence for plan, send in firsts.items()}

    def _overdue(self, row: Occurrence) -> Occurrence | None:
        """Give an unsent row as it is to be, if its time has come and it is still good.

        A night, an open check-in or an outage held it back, or it is later now where they are. What
        an edit moved into the past does not come: its time had not come when it was moved. What is
        over already stays, for its own timer to mark it.
        """
        if row.expires_at <= self.now:
            return row
        plan, zone = self.plan(row.plan), self.client.zoneinfo
        begun = row.expires_at - plan.limits.expire_after <= self.now
        moved = row.zone != zone_of(plan, zone).key
        if not begun and (not moved or row.plan_version != plan.version):
            return None
        since, changed = self.now - plan.limits.expire_after, self.exceptions[plan.id]
        for one in occurrences(plan, zone, self.anchors, since, self.key, exceptions=changed):
            if one.due_at > self.now:
                return None
            if one.place == row.place:
                return self._anew(row, one)
        return None

    def _anew(self, row: Occurrence, meant: Occurrence) -> Occurrence | None:
        """Leave a held row alone; one whose plan or zone is another now comes at once."""
        if (row.plan_version, row.zone) == (meant.plan_version, meant.zone):
            return row
        awake = when_awake(self.now, self.client.quiet, self.client.zoneinfo)
        due = replace(meant, due_at=awake, checkin=row.checkin)
        return due if awake < due.expires_at else None


async def outlook(visit: Visit) -> Outlook:
    """Read what a client's planning follows from."""
    client, work = visit.client, visit.work
    plans = await work.plans.of(client.id)
    good = max((plan.limits.expire_after for plan in plans), default=_NEAR)
    near = visit.now - max(WEEK, good + _NEAR)
    kept = await work.plans.since(client.id, min(near, awake_since(client)))
    waiting = dict(await work.plans.waiting(client.id))
    known = frozenset(waiting.values())
    return Outlook(
        client=client,
        plans=plans,
        exceptions={plan.id: await work.plans.exceptions(plan.id) for plan in plans},
        had=[one for one in kept if one.due_at >= near and one not in known],
        waiting=waiting,
        anchors=anchors(client, await work.cares.of(client.id), visit.now),
        rest=Rest(
            client.quiet,
            client.caps.day,
            client.caps.week,
            until=client.paused_until,
            pace=_pace(client, kept),
        ),
        now=visit.now,
        key=visit.house.key,
    )


def awake_since(client: Client) -> datetime:
    """Give since when silences count: when they last answered, or chose their own rhythm."""
    return client.woken_at or client.created_at


def _pace(client: Client, kept: Sequence[Occurrence]) -> Pace:
    since = awake_since(client)
    if holds_back(client, since):
        return Pace.REST
    return pace(unanswered(one.state for one in kept if one.due_at >= since))


async def pace_of(visit: Visit) -> Pace:
    """Give how often the client is asked just now, over all their plans."""
    kept = await visit.work.plans.since(visit.client.id, awake_since(visit.client))
    return _pace(visit.client, kept)
