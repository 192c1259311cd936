"""What giving plans to clients changes for each of them: plans that end, and plans that begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.schedule.checks import problems
from bot.schedule.dates import dates
from bot.schedule.plan import Bounds, Every, PlanId, Weekdays
from bot.schedule.sketch import After, sketched
from bot.schedule.template import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from bot.people import ClientId
    from bot.schedule.plan import Plan
    from bot.schedule.risky import Risky
    from bot.schedule.sketch import Sketch
    from bot.schedule.template import Template

UNBORN: Final = PlanId("")
"""The id of a plan that is not kept yet."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Person:
    """A client as far as giving them plans goes."""

    client: ClientId
    label: str
    locale: str
    today: date
    """Where they are."""
    plans: tuple[Plan, ...] = ()
    """Those that are active."""
    risky: Risky | None = None
    """As they named it themselves."""
    known: AbstractSet[str] = frozenset()
    """Anchors whose day is known."""
    paused: bool = False
    """Nothing is sent to them just now."""

    @property
    def tomorrow(self) -> date:
        """The first day of what is given today."""
        return self.today + _DAY


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for one client."""

    person: Person
    ends: tuple[Plan, ...]
    begins: tuple[Plan, ...]
    """Not kept yet, so without an id."""

    @property
    def none(self) -> bool:
        """Whether they have it all already."""
        return not self.ends and not self.begins


def from_template(
    template: Template, person: Person, otherwise: Risky | None, titles: Sequence[str]
) -> tuple[Plan, ...]:
    """Give a template's plans for a client, from tomorrow on.

    `otherwise` is the risky time of somebody who named none. Raises ValueError if neither is
    known, and the template stands around it.
    """
    return made(
        template,
        client=person.client,
        start=person.tomorrow,
        risky=person.risky or otherwise,
        titles=titles,
        ids=[UNBORN] * len(template.plans),
    )


def copies(source: Person, person: Person, sketches: Iterable[Sketch]) -> tuple[Plan, ...]:
    """Give one client's active plans as another's own, from tomorrow on; not those that are past.

    Wall times, weekdays and the rotation stay. What stands around a risky time, as the `sketches`
    have it, stands around the other's own if they named one.
    """
    there = tuple(sketches)
    found = (_copy(plan, person, there) for plan in source.plans)
    return tuple(plan for plan in found if plan is not None and not problems(plan))


def change(person: Person, wanted: Iterable[Plan], *, adds: bool, phased: bool) -> Change:
    """Compare what a client has with what they are to have.

    A plan that is wanted and there already stays as it is. `adds`: all that is there stays, too.
    `phased`: every second Tuesday is another plan than every second Thursday.
    """
    left, begins = list(person.plans), []
    for plan in wanted:
        same = next((one for one in left if _alike(one, plan, phased=phased)), None)
        if same is None:
            begins.append(plan)
        else:
            left.remove(same)
    return Change(person, () if adds else tuple(left), tuple(begins))


def seal(changes: Iterable[Change]) -> str:
    """Give what tells these changes from any others; a change of a client's plans breaks it."""
    told = [(one.person.client, one.ends, one.begins) for one in changes]
    return sha256(repr(told).encode()).hexdigest()


def _copy(plan: Plan, person: Person, sketches: tuple[Sketch, ...]) -> Plan | None:
    start: date | None = max(plan.bounds.start, person.tomorrow)
    if isinstance(plan.cadence, Every):  # its days are counted from the first
        start = next(dates(plan, {}, person.tomorrow), None)
    if start is None:
        return None
    bounds = replace(plan.bounds, start=start)
    copied = replace(plan, id=UNBORN, client=person.client, version=1, bounds=bounds)
    around = next((one for one in sketches if _drawn(one, plan)), None)
    if around is None or person.risky is None:
        return copied
    theirs = sketched(around, UNBORN, person.client, plan.title, start, person.risky)
    return replace(copied, cadence=theirs.cadence, slots=theirs.slots)


def _drawn(sketch: Sketch, plan: Plan) -> bool:
    """Say whether a plan is what a sketch around a risky time becomes."""
    match plan.cadence, plan.slots:
        case Weekdays(days=(_,)), (slot,) if plan.checkins == sketch.checkins and not slot.width:
            around = sketch.risky
            return around is not None and (not isinstance(around, After) or around.at == slot.from_)
        case _:
            return False


def _alike(here: Plan, wanted: Plan, *, phased: bool) -> bool:
    """Say whether a plan that has begun is the one wanted, but for its name and first day."""
    stays = here.bounds.end == wanted.bounds.end and here.bounds.start <= wanted.bounds.start
    return stays and _bare(here) == _bare(wanted) and not (phased and _shifted(here, wanted))


def _bare(plan: Plan) -> Plan:
    bounds = Bounds(plan.bounds.start.min)
    return replace(plan, id=UNBORN, version=1, title="", bounds=bounds)


def _shifted(here: Plan, wanted: Plan) -> bool:
    first = wanted.bounds.start
    return isinstance(here.cadence, Every) and next(dates(here, {}, first), None) != first
