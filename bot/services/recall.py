"""What is remembered when a check-in begins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview import mirror, offer, past, reflecting
from bot.interview.conversation import Memory, Recalled
from bot.interview.mirror import Choice, Why
from bot.interview.steps import Fork, Pick
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.services.crisis import window
from bot.services.known import know

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.interview.conversation import Then, WordsId
    from bot.interview.script import Script
    from bot.interview.words import KeptWords
    from bot.services.known import Known
    from bot.services.visit import Visit

REST: Final = timedelta(days=30)
"""An authored reflection or affirmation is not repeated to the same client within this time."""
LATELY: Final = 60
"""Conversations among which earlier reflections are looked for."""
STANDS: Final = frozenset({Held.HELD, Held.REACHED, Held.RESTS, Held.HIDDEN, Held.ALONE})


async def recall(
    visit: Visit, script: Script, about: WordsId | None = None, *, picked: bool = False
) -> Memory:
    """Gather the words to mirror, the earlier ratings, the client's own names and what rests.

    `about` is the goal it goes on with, or the one that the client `picked`; without it, a goal's
    check-in takes the next in turn.
    """
    client, work = visit.client, visit.work
    known = await know(visit, on_demand=script.on_demand)
    goal = await _goal(visit, script, known, about)
    of_goal = None if goal is None else goal.id
    chosen = mirror.choose(known.words, known.glass, of_goal)
    if picked and goal is not None and goal.id == about and Kind.GOAL in known.glass.kinds:
        # Whoever picks a goal sees it, however lately it was there.
        chosen[Kind.GOAL] = Choice(mirror.recalled(goal, Why.CHOSEN), Why.CHOSEN)
    series = past.series(known.numbers, of_goal)
    ratings = {of: tuple(one.value for one in all_[-past.LAST :]) for of, all_ in series.items()}
    then = past.then(series, visit.now, visit.zone)
    words = {kind: choice.recalled for kind, choice in chosen.items()}
    return Memory(
        words=words,
        ratings=ratings,
        profile=window.remembered(client.profile),
        resting=await work.conversations.resting(client.id, visit.now - REST),
        seed=int(visit.now.timestamp()),
        about=None if goal is None else words.get(Kind.GOAL),
        goal=of_goal,
        several=mirror.listed(known.words, known.glass, of_goal),
        earlier=_earlier(known.words, script, of_goal),
        picked=_picked(known.words, script),
        mirrors=await _mirrors(visit, script, known, words, ratings, then),
        then=then,
        goals=len(known.goals),
    )


async def _goal(
    visit: Visit, script: Script, known: Known, about: WordsId | None
) -> KeptWords | None:
    """Give the goal that a goal's check-in is about; where they are with it is asked in turn."""
    if not script.on_goal:
        return None
    if about is None and script.name == offer.READINESS:
        about = known.unasked(await visit.work.conversations.begun(visit.client.id))
    return known.goal(about)


def _earlier(words: Sequence[KeptWords], script: Script, goal: WordsId | None) -> frozenset[str]:
    """Give the steps of this check-in whose words, from another sitting, still stand."""
    standing = {
        one.step
        for one in words
        if one.script == script.name and one.held in STANDS and goal in {None, one.of}
    }
    picks = {step.id for step in script.steps.values() if isinstance(step, Pick)}
    return frozenset(standing - picks | _picked(words, script).keys())


def _picked(words: Sequence[KeptWords], script: Script) -> dict[str, tuple[str, ...]]:
    """Give what was picked in another sitting: by the labels, which are all that was kept of it."""
    found = {}
    for step in script.steps.values():
        if isinstance(step, Pick):
            texts = {one.text for one in words if _of(one, script, step) and one.held is Held.HELD}
            labels = {
                option: {said.get(f"{step.id}.choice.{option}") for said in script.words.values()}
                for option in step.choices
            }
            found[step.id] = tuple(o for o in step.choices if not texts.isdisjoint(labels[o]))
    return {step: options for step, options in found.items() if options}


def _of(words: KeptWords, script: Script, step: Pick) -> bool:
    return words.script == script.name and words.step == step.id


async def _mirrors(
    visit: Visit,
    script: Script,
    known: Known,
    words: Mapping[Kind, Recalled],
    ratings: Mapping[str, Sequence[int]],
    then: Mapping[str, Then],
) -> str:
    """Give whose turn it is in the mirror, where the check-in asks for that."""
    if not any(isinstance(step, Fork) and step.on == "mirrors" for step in script.steps.values()):
        return reflecting.NOTHING
    latest = await visit.work.conversations.latest(visit.client.id, LATELY)
    before = [one.memory.mirrors for one in latest if one.script == script.name]
    there = reflecting.available(frozenset(words), ratings, then, hard_week=known.glass.hard_week)
    return reflecting.turn_of(there, before)
