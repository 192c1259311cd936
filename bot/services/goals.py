"""Goals and their keys: the lists, one goal, what becomes of it, and the check-ins about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Then
from bot.interview.past import series
from bot.interview.terms import Effect, Kind
from bot.screens import goal, goals, kept
from bot.screens.screen import line, page_number
from bot.services import choosing, talk
from bot.services.chosen import chosen
from bot.services.crisis import holding
from bot.services.keep import act
from bot.services.making_room import make_room
from bot.services.mine import EVER, mine, parted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.interview.words import KeptWords, Rating
    from bot.screens.kept import Thing
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

BECOMES: Final[Mapping[str, Effect]] = {
    "reached": Effect.REACHED,
    "rests": Effect.RESTS,
    "working": Effect.WORKING,
}
"""What a key makes of a goal."""


async def show(
    visit: Visit, which: str = goals.NOW, page: int = 0, edits: int | None = None
) -> None:
    """Show a page of a list of goals."""
    words = await visit.work.words.of(visit.client.id)
    await visit.show(goals.screen(words, which, page), edits=edits)


async def listed(visit: Visit, pressed: Pressed) -> None:
    """Turn to a list of goals, or to a page of one."""
    which, _, page = pressed.argument.partition(".")
    if (which or goals.NOW) in goals.LISTS:
        await show(visit, which or goals.NOW, page_number(page), pressed.message)


async def open_(visit: Visit, pressed: Pressed) -> None:
    """Show one goal."""
    id_, page = parted(pressed.argument)
    words = await _mine(visit, id_)
    if words is not None:
        await _show(visit, words, page, pressed.message)


async def become(visit: Visit, pressed: Pressed) -> None:
    """Let a goal be reached, rest, or be worked on again."""
    id_, _, state = pressed.argument.partition(".")
    words = await _mine(visit, id_)
    if words is not None and state in BECOMES:
        await act(visit, words.id, BECOMES[state])
        await _show(visit, await visit.work.words.get(words.id) or words, 0, pressed.message)


async def about(visit: Visit, pressed: Pressed) -> None:
    """Begin a check-in about this goal."""
    name, _, id_ = pressed.argument.partition(".")
    words = await _mine(visit, id_)
    if words is None or name not in goal.BEGINS:
        return
    script = await visit.checkin(goal.BEGINS[name])
    if script is None:
        visit.blink(line("late.over"))
    elif await choosing.fits(visit, script, words.id, asked=True):
        await make_room(visit, pressed)
        await holding.free(visit)
        await talk.begin(visit, script.name, about=words.id, picked=True)
    else:  # a key of an older screen
        await chosen(visit, pressed.tapped, pressed.message)
        await choosing.show(visit, refused=True)


async def _mine(visit: Visit, id_: str) -> KeptWords | None:
    words = await mine(visit, id_, goal.STATES)
    return words if words is not None and words.kind is Kind.GOAL else None


async def _show(visit: Visit, words: KeptWords, page: int, edits: int | None) -> None:
    rated = series(await visit.work.words.rated(visit.client.id, EVER), words.id)

    def then(of: str) -> Sequence[Then]:
        return [_then(visit, rating) for rating in rated.get(of, ())]

    shown = goal.Goal(
        words,
        importance=then("importance"),
        confidence=then("confidence"),
        readiness=then("readiness"),
        beside=tuple(_beside(await visit.work.words.of(visit.client.id), words)),
        page=page,
        fit=await choosing.on_goal(visit, words.id, goal.ABOUT.values()),
    )
    await visit.show(goal.screen(shown), edits=edits)


def _beside(every: Sequence[KeptWords], words: KeptWords) -> Iterator[Thing]:
    """Give what belongs to a goal: its reasons, then its plans."""
    held = [one for one in kept.things(every) if kept.main(one).held in kept.SHOWN]
    for kind in (Kind.REASON, Kind.PLAN):
        for one in held:
            main = kept.main(one)
            ours = main.goal == words.id or main.conversation == words.conversation
            if main.kind is kind and ours:
                yield one


def _then(visit: Visit, rating: Rating) -> Then:
    return Then(rating.value, rating.at.astimezone(visit.zone).date())
