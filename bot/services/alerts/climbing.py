"""Climbing: what the ladder says is done, step by step, and a timer set for the step after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerting import ladder, reading, telling
from bot.alerting.ladder import Rung, Step
from bot.alerting.standing import standing
from bot.episode import Entry, EpisodeId, Mark
from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.screens.screen import screen
from bot.services.alerts import operators, thread
from bot.services.alerts.duty import climbers

if TYPE_CHECKING:
    from bot.care import Care
    from bot.episode import Episode
    from bot.people import Counselor, CounselorId
    from bot.ports import Work
    from bot.services.visit import Visit


async def climb(visit: Visit, episode: Episode, *, begins: bool = False) -> list[Counselor]:
    """Do what is due by now, and give who was told by it; the next step gets a timer.

    `begins` tells the first in line at once, unless they were told already.
    """
    told: list[Counselor] = []
    while (step := await _next(visit, episode, begins=begins)) is not None:
        if step.at > visit.now:
            await visit.work.timers.set(_timer(episode, step))
            return told
        begins = False
        await _do(visit, episode, step)
        if step.rung is Rung.TELL and step.whom is not None:
            told.append(step.whom)
    await visit.work.timers.done(_id(episode.id))
    return told


async def due(visit: Visit, timer: Timer) -> None:
    """Go on with an alert that nobody is on; the client reads who else was told."""
    episode = await visit.work.episodes.get(EpisodeId(timer.id.partition(":")[2]))
    if episode is None:
        return
    told = await climb(visit, episode)
    await thread.say(visit, *(telling.told(one, visit.now, visit.zone) for one in told))


async def moved(visit: Visit) -> None:
    """Let who takes a client over be told of the alert that is open."""
    episode = await visit.work.episodes.current(visit.client.id)
    if episode is not None and standing(await visit.work.episodes.history(episode.id)).open:
        await climb(visit, episode, begins=True)


async def parted(visit: Visit, care: Care) -> None:
    """Let an alert go no further, since its client is with that counselor no more."""
    episode = await visit.work.episodes.current(visit.client.id)
    stands = standing(() if episode is None else await visit.work.episodes.history(episode.id))
    if episode is None or not stands.open:
        return
    await visit.work.timers.done(_id(episode.id))
    for call in await thread.told(visit, stands.told):
        call.spare(visit.client.id)
        await call.show(screen("alert.parted", label=care.label), purpose=Purpose.ALERT)


async def hurry(work: Work, counselor: CounselorId) -> None:
    """Look anew, at the next tick, at every alert that somebody was told of who is gone or away."""
    for episode in await work.episodes.told(counselor):
        due_at = episode.began_at  # long past
        await work.timers.set(Timer(_id(episode.id), episode.client, TimerKind.ALERT, due_at))


async def _next(visit: Visit, episode: Episode, *, begins: bool) -> Step | None:
    found = await climbers(visit)
    if found is None:
        return None
    history = await visit.work.episodes.history(episode.id)
    told = {entry.by for entry in ladder.going(history) if entry.mark is Mark.TOLD}
    if begins and found.line[0].id not in told:
        return Step(Rung.TELL, visit.now, found.line[0])
    return ladder.next_step(history, found.line, visit.house.alert_after)


async def _do(visit: Visit, episode: Episode, step: Step) -> None:
    marks = {Rung.TELL: Mark.TOLD, Rung.REMIND: Mark.REMINDED, Rung.OPERATOR: Mark.OPERATOR}
    by = None if step.whom is None else step.whom.id
    await visit.work.episodes.note(episode.id, Entry(marks[step.rung], visit.now, by))
    care = await visit.work.cares.of(visit.client.id)
    if step.whom is None or care is None:
        await operators.unopened(visit)
        return
    call = thread.speak(visit, step.whom)
    show = reading.screen if step.rung is Rung.TELL else reading.reminder
    shown = show(await thread.read(visit, episode, care), call.zone)
    await call.show(shown, purpose=Purpose.ALERT)


def _id(episode: EpisodeId) -> str:
    return f"alert:{episode}"


def _timer(episode: Episode, step: Step) -> Timer:
    return Timer(_id(episode.id), episode.client, TimerKind.ALERT, step.at)
