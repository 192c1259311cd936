"""The keys of a crisis: an answer, the next day, word to somebody, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.episode import EpisodeId
from bot.message import Purpose
from bot.screens import rhythm
from bot.screens.crisis_talk import ABOUT, ANSWERS, DAY_AFTER
from bot.screens.screen import Screen, line, screen
from bot.services import after, alerts, talk
from bot.services.chosen import chosen
from bot.services.crisis import answering, day_after, episodes, holding
from bot.services.crisis.answering import Answer
from bot.services.replan import next_local

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.episode import Episode
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def press(visit: Visit, pressed: Pressed) -> None:
    """Do what a key of a crisis says; one of somebody else's episode does nothing."""
    said, _, id_ = pressed.argument.partition(".")
    what, _, about = said.partition("-")
    if what in DOES:
        await DOES[what](visit, pressed)
        return
    episode = await _mine(visit, EpisodeId(id_))
    if episode is None:
        visit.blink(line("late.over"))
    elif what in ANSWERS and about in ABOUT:
        await _gone(visit, pressed)
        await answering.answered(visit, episode, Answer(ANSWERS[what], ABOUT[about]))
    elif what in DAY_AFTER:
        await _gone(visit, pressed)
        await day_after.answered(visit, episode, DAY_AFTER[what])
    elif what == "tell":
        await _tell(visit, episode)
    else:
        visit.blink(line("late.turn"))


async def _tell(visit: Visit, episode: Episode) -> None:
    """Tell the counselor, because they ask for that."""
    open_, _ = await episodes.current(visit)
    episode = open_ or await episodes.begin(visit, episode.danger, episode.tier)
    await visit.show(Screen(await alerts.ask(visit, episode)), purpose=Purpose.CRISIS)


async def _back(visit: Visit, pressed: Pressed) -> None:
    """Go on with the check-in where it stood."""
    current = await visit.work.conversations.current(visit.client.id)
    await _gone(visit, pressed)
    await holding.free(visit)
    if current is None:
        visit.blink(line("late.over"))
        return
    came = await talk.resumed(visit, current)
    if came is None:
        await talk.ask_again(visit, current)
    else:
        await after.ended(visit, came)


async def _on(visit: Visit, pressed: Pressed) -> None:
    """Let the check-ins come again."""
    await _gone(visit, pressed)
    await holding.free(visit)
    await visit.show(rhythm.resumed(await next_local(visit)))


async def _hide(visit: Visit, pressed: Pressed) -> None:
    """Take the card away: somebody may look."""
    if pressed.message is not None:
        await visit.show(screen("crisis.hidden"), edits=pressed.message)


async def _gone(visit: Visit, pressed: Pressed) -> None:
    """Take the keys off, unless they have gone already: then the choice is seen there."""
    if pressed.tapped.label:
        await chosen(visit, pressed.tapped, pressed.message)


async def _mine(visit: Visit, id_: EpisodeId) -> Episode | None:
    episode = await visit.work.episodes.get(id_)
    return None if episode is None or episode.client != visit.client.id else episode


DOES: Final[Mapping[str, Callable[[Visit, Pressed], Awaitable[None]]]] = {
    "back": _back,
    "on": _on,
    "hide": _hide,
}
"""What the keys do that are of no episode."""
