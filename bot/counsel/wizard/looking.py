"""A look ahead in words: the next sends in the client's time, what moves or drops out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.wizard.preview import SENDS
from bot.schedule.pacing import Reason
from bot.schedule.plan import Once, PlanStatus, Relative
from bot.screens.lines import below, when
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.counsel.wizard.facts import Facts
    from bot.counsel.wizard.preview import Preview
    from bot.interview.turn import Line
    from bot.schedule.plan import Plan

DROPPED: Final = {
    Reason.QUIET: "wizard.dropped.quiet",
    Reason.CAP: "wizard.dropped.cap",
    Reason.WEEK: "wizard.dropped.week",
    Reason.TOO_NEAR: "wizard.dropped.too-near",
    Reason.SAME_HOUR: "wizard.dropped.same-hour",
    Reason.HALVED: "wizard.dropped.halved",
    Reason.SKIPPED: "wizard.dropped.skipped",
    Reason.RESTING: "wizard.dropped.resting",
}
"""Why prompts of the plan are not sent."""
MOVED: Final = {
    Reason.QUIET: "wizard.moved.quiet",
    Reason.SAME_HOUR: "wizard.moved.same-hour",
}
"""Why one comes later than planned."""


def look(plan: Plan, seen: Preview, facts: Facts, *, asked: bool) -> Iterator[Line]:
    """Say what the plan would do among the client's others."""
    if seen.sends:
        ends = plan.bounds.end is not None or isinstance(plan.cadence, Once)
        last = (line("wizard.last"),) if ends and len(seen.sends) < SENDS else ()
        yield below((line("wizard.next", label=facts.label), *_sends(seen, facts), *last))
    else:
        yield _nothing(plan, facts)
    if seen.dropped:
        yield below(_dropped(seen, facts))
    if seen.gives_way:
        first = _when(seen.gives_way[0].due_at, facts)
        yield line("wizard.gives-way", n=len(seen.gives_way), first=first)
    if len(plan.checkins) > 1 and isinstance(plan.cadence, Once | Relative):
        yield line("wizard.first-only", title=facts.title_of(plan.checkins[0]))
    if plan.status is PlanStatus.PAUSED:
        yield line("wizard.paused")
    yield from _limits(seen, facts, asked=asked)


def _when(at: datetime, facts: Facts) -> Line:
    """Say an instant by the client's clock, with its weekday."""
    return line("wizard.when", **when(at.astimezone(facts.zone)))


def _sends(seen: Preview, facts: Facts) -> Iterator[Line]:
    for send in seen.sends:
        title = facts.title_of(send.occurrence.checkin)
        said = line("wizard.send", when=_when(send.occurrence.due_at, facts), title=title)
        if send.moved_from is None or send.why is None:
            yield said
        else:
            planned = send.moved_from.astimezone(facts.zone).time()
            yield line(MOVED[send.why], said=said, planned=planned)


def _nothing(plan: Plan, facts: Facts) -> Line:
    """Say why nothing comes."""
    if isinstance(plan.cadence, Relative) and plan.cadence.anchor not in facts.anchors:
        return line("wizard.no-anchor", label=facts.label)
    return line("wizard.nothing")


def _dropped(seen: Preview, facts: Facts) -> Iterator[Line]:
    rest = facts.rest
    caps = {Reason.CAP: rest.cap, Reason.WEEK: rest.week or 0}
    for one in seen.dropped:
        first = _when(one.first, facts)
        yield line(DROPPED[one.reason], n=one.count, first=first, cap=caps.get(one.reason, 0))


def _limits(seen: Preview, facts: Facts, *, asked: bool) -> Iterator[Line]:
    """Say what the client's own limits hold back, and that the client alone can change them."""
    if not facts.reachable:
        yield line("wizard.unreachable", label=facts.label)
    if seen.most > facts.rest.cap:
        id_ = "wizard.asked" if asked else "wizard.over-cap"
        yield line(id_, label=facts.label, n=seen.most, cap=facts.rest.cap)
        if facts.reachable and not asked and facts.awake_at > facts.now:
            at = facts.awake_at.astimezone(facts.zone).time()
            yield line("wizard.asleep", time=at)
