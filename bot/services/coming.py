"""What is coming for a client, over all their plans, and what they leave out of it."""

from __future__ import annotations

from heapq import merge
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from bot.schedule.ahead import Send
from bot.schedule.coming import Coming, Which
from bot.schedule.occurrences import State
from bot.schedule.pacing import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.schedule.ahead import LetGo
    from bot.schedule.occurrences import Occurrence, Place
    from bot.schedule.plan import PlanId
    from bot.services.outlook import Outlook


def coming(look: Outlook, most: int) -> Sequence[Coming]:
    """Give the next prompts, by instant, with those that are left out between them."""
    return list(islice(_coming(look), most))


def find(look: Outlook, name: Which, until: datetime) -> Coming | None:
    """Find a prompt among those that come until an instant."""
    found = takewhile(lambda one: one.at <= until, _coming(look))
    return next((one for one in found if one.which == name), None)


def _coming(look: Outlook) -> Iterator[Coming]:
    held = look.held()
    snoozed = [one for one in look.waiting.values() if one.state is State.SNOOZED]
    waits = (_sent(look, one, State.SNOOZED) for one in (*snoozed, *held.values()))
    sure = sorted(waits, key=_instant)
    found = (_shown(look, step) for step in look.ahead(look.now, frozenset(held.values())))
    return merge(sure, (one for one in found if one is not None), key=_instant)


def _shown(look: Outlook, step: Send | LetGo) -> Coming | None:
    if isinstance(step, Send):
        return _sent(look, step.occurrence, State.PLANNED)
    if step.reason is not Reason.SKIPPED:
        return None
    at = step.due_at.astimezone(look.client.zoneinfo)
    return Coming(_name(look, step.plan, step.place), at, State.SKIPPED)


def _sent(look: Outlook, one: Occurrence, state: State) -> Coming:
    at = one.due_at.astimezone(look.client.zoneinfo)
    return Coming(_name(look, one.plan, one.place), at, state, one.checkin)


def _name(look: Outlook, plan: PlanId, place: Place) -> Which:
    return Which([one.id for one in look.plans].index(plan), place)


def _instant(one: Coming) -> datetime:
    return one.at
