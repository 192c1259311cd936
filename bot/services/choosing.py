"""Choosing: which check-in a prompt brings, and which the menu offers; none outside its gate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview import offer
from bot.interview.offer import Shut
from bot.screens import menu
from bot.screens.screen import line, page_number
from bot.services.known import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.interview.conversation import WordsId
    from bot.interview.offer import Moment
    from bot.interview.script import Script
    from bot.schedule.occurrences import Occurrence
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

BEST: Final = 4
"""Check-ins offered at once, before all of them."""
LATELY: Final = 20
"""Conversations among which a prompt's own is looked for."""


async def brings(visit: Visit, id_: str, occurrence: Occurrence) -> str | None:
    """Choose what a prompt brings now, and note it where that is not what it was; None: nothing."""
    plan = await visit.work.plans.get(occurrence.plan)
    checkins = (occurrence.checkin,) if plan is None else plan.checkins
    shelf, planned, there = await visit.shelf(), occurrence.checkin, await moment(visit)
    name = offer.of_plan(checkins, planned, shelf, there)
    if name != planned:
        name = offer.of_plan(checkins, planned, shelf, await _but_for(visit, id_, planned, there))
    if name is not None and name != occurrence.checkin:
        await visit.work.plans.brings(id_, name)
    return name


async def _but_for(visit: Visit, id_: str, name: str, there: Moment) -> Moment:
    """Take what this very prompt began for not begun: it rests for nobody who has not had it."""
    latest = await visit.work.conversations.latest(visit.client.id, LATELY)
    newest = next((one for one in latest if one.script == name), None)
    if newest is None or newest.occurrence != id_:
        return there
    begun = {one: at for one, at in (there.begun or {}).items() if one != name}
    return replace(there, begun=begun)


async def fits(
    visit: Visit, script: Script, about: WordsId | None = None, *, asked: bool = False
) -> bool:
    """Say whether a check-in fits the client now, about this goal or the next in turn.

    `asked`: they asked for this very one, so that it comes however lately it was there.
    """
    there = await moment(visit, about)
    return _comes(script, there) if asked else offer.fits(script.gate, script.name, there) is None


async def on_goal(visit: Visit, goal: WordsId, names: Iterable[str]) -> frozenset[str]:
    """Give those of some check-ins that come if the client asks for them about a goal."""
    there = await moment(visit, goal)
    scripts = [await visit.checkin(name) for name in names]
    return frozenset(one.name for one in scripts if one is not None and _comes(one, there))


def _comes(script: Script, there: Moment) -> bool:
    return offer.fits(script.gate, script.name, there) in {None, Shut.RESTS}


async def show(visit: Visit, *, refused: bool = False) -> None:
    """Show the check-ins that fit best now; `refused` says first that one does not."""
    there, shelf = await moment(visit), await visit.shelf()
    fit = offer.offered(shelf.values(), there)
    shown = menu.checkins(
        _titles(visit, offer.on_demand(shelf.values(), there)),
        _titles(visit, fit[:BEST]),
        more=len(fit) > BEST,
    )
    if refused:
        shown = replace(shown, lines=(line("offer.not-now"), *shown.lines))
    await visit.show(shown)


async def all_(visit: Visit, pressed: Pressed) -> None:
    """Show a page of all the check-ins that fit now, in the order of their titles."""
    there, shelf = await moment(visit), await visit.shelf()
    titles = _titles(visit, offer.offered(shelf.values(), there))
    shown = menu.every(titles, page_number(pressed.argument))
    await visit.show(shown, edits=pressed.message)


def _titles(visit: Visit, names: tuple[str, ...]) -> Mapping[str, str]:
    return {name: visit.title(name) for name in names}
