"""What the client answers, by keys; an answer joins the episode and never takes anything back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import course
from bot.episode import EpisodeId, Mark
from bot.message import Purpose
from bot.safety.danger import Tier
from bot.screens import crisis, crisis_talk, rhythm
from bot.screens.crisis_talk import ANSWERS, DAY_AFTER
from bot.screens.screen import Screen, line, screen
from bot.services import after, alerts, talk
from bot.services.chosen import chosen
from bot.services.crisis import episodes, holding, later, telling
from bot.services.crisis.here import here
from bot.services.replan import next_local

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.episode import Episode
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def press(visit: Visit, pressed: Pressed) -> None:
    """Do what a key of a crisis says."""
    what, _, id_ = pressed.argument.partition(".")
    if what in ANSWERS:
        await _answered(visit, pressed, ANSWERS[what], EpisodeId(id_))
    elif what in DAY_AFTER:
        await _day_after(visit, pressed, DAY_AFTER[what], EpisodeId(id_))
    elif what in DOES:
        await DOES[what](visit, pressed)
    else:
        visit.blink(line("late.turn"))


async def _answered(visit: Visit, pressed: Pressed, mark: Mark, id_: EpisodeId) -> None:
    """Take an answer to the question; of one that is past, a yes is heard all the same."""
    episode = await _mine(visit, id_)
    if episode is None:
        visit.blink(line("late.over"))
        return
    await _gone(visit, pressed)
    open_, history = await episodes.current(visit)
    if open_ is not None and open_.id == id_:
        if course.answered(history) is not mark:
            await answer(visit, open_, mark)
        return
    if not course.is_yes(episode.danger, mark):
        await visit.show(crisis_talk.over(await holding.ways_on(visit)))
        return
    again = open_ or await episodes.begin(visit, episode.danger, episode.tier)
    await answer(visit, again, mark)


async def answer(visit: Visit, episode: Episode, mark: Mark) -> None:
    """Go the way of an answer: a yes is as urgent as it gets; a no clears nothing."""
    await episodes.note(visit, episode, mark)
    if course.is_yes(episode.danger, mark):
        await _yes(visit, episode)
        return
    on = await holding.ways_on(visit)
    shown = (
        crisis_talk.no(episode.danger, await here(visit), on)
        if mark is Mark.NO
        else crisis_talk.sometimes(episode.danger, await here(visit), on)
    )
    await visit.show(shown, purpose=Purpose.CRISIS)


async def _yes(visit: Visit, episode: Episode) -> None:
    """Show who is there; what was soft is urgent from now on, and is told as agreed."""
    was_soft = episode.tier is Tier.SOFT
    episode = await episodes.urgent(visit, episode)
    await visit.change(mirror_rests_until=visit.now + course.RESTS)
    await holding.hold(visit)
    await later.watch(visit)
    lines, keys = await telling.told(visit, episode) if was_soft else ((), ())
    place = await here(visit, lines, keys)
    if was_soft and episode.danger not in crisis_talk.LATER:
        shown = crisis.card(episode.danger, Tier.URGENT, place)
    else:
        shown = crisis_talk.yes(episode.danger, place)
    await visit.show(shown, purpose=Purpose.CRISIS)


async def _day_after(visit: Visit, pressed: Pressed, mark: Mark, id_: EpisodeId) -> None:
    """Take how they are the next day; better or the same, and it is over."""
    episode = await _mine(visit, id_)
    if episode is None:
        visit.blink(line("late.over"))
        return
    await _gone(visit, pressed)
    open_, history = await episodes.current(visit)
    if open_ is None and mark is Mark.WORSE:
        open_ = await episodes.begin(visit, episode.danger, Tier.URGENT)
    if open_ is None:
        await _show_no_worse(visit, episode, mark)
    elif not history or history[-1].mark is not mark:
        await episodes.note(visit, open_, mark)
        await (_worse(visit, open_) if mark is Mark.WORSE else _no_worse(visit, open_, mark))


async def _worse(visit: Visit, episode: Episode) -> None:
    await visit.change(mirror_rests_until=visit.now + course.RESTS)
    await holding.hold(visit)
    await later.watch(visit)
    lines, keys = await telling.told(visit, episode)
    shown = crisis_talk.worse(episode.danger, await here(visit, lines, keys))
    await visit.show(shown, purpose=Purpose.CRISIS)


async def _no_worse(visit: Visit, episode: Episode, mark: Mark) -> None:
    await _show_no_worse(visit, episode, mark)
    if not await alerts.going(visit, episode):
        await episodes.over(visit, episode)


async def _show_no_worse(visit: Visit, episode: Episode, mark: Mark) -> None:
    on = await holding.ways_on(visit)
    if mark is Mark.BETTER:
        await visit.show(crisis_talk.better(on))
    else:
        await visit.show(crisis_talk.same(episode.danger, await here(visit), on))


async def _tell(visit: Visit, pressed: Pressed) -> None:
    """Tell the counselor, because they ask for that."""
    episode = await _mine(visit, EpisodeId(pressed.argument.partition(".")[2]))
    if episode is None:
        visit.blink(line("late.over"))
        return
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
    "tell": _tell,
    "back": _back,
    "on": _on,
    "hide": _hide,
}
"""What the other keys do."""
