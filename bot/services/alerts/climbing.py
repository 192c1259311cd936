"""Climbing: what the ladder says is done, step by step, and a timer set for the step after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerting import ladder, reading, telling
from bot.alerting.climbers import Climbers
from bot.alerting.in_line import in_line
from bot.alerting.ladder import Rung, Step
from bot.alerting.reading import Alert
from bot.alerting.standing import standing
from bot.care import Share, Telling
from bot.episode import Entry, EpisodeId, Mark
from bot.message import Purpose
from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.screens.screen import Screen, screen
from bot.services.alerts import operators
from bot.services.counsel.call import Call

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.alerting.standing import Standing as Stands
    from bot.care import Care
    from bot.episode import Episode
    from bot.people import Counselor, CounselorId
    from bot.ports import Work
    from bot.services.visit import Visit

PHONE = "phone"
"""The profile's word for the number that a client gave for alerts."""


async def climbers(visit: Visit) -> Climbers | None:
    """Give on whose terms an alert of this client climbs; None if nobody may or can be told."""
    if visit.stranger or visit.client.standing is Standing.ARRIVING:
        return None
    care = await visit.work.cares.of(visit.client.id)
    rota = await visit.work.rota.all()
    if care is None or not rota or care.telling is Telling.NEVER:
        return None
    people = await _people(visit, {care.counselor, *rota})
    line = in_line(care.counselor, rota, people, visit.now)
    return Climbers(care, people[care.counselor], line) if line else None


async def on_duty(work: Work) -> bool:
    """Say whether a rota is kept: only then alerts are offered at all."""
    return bool(await work.rota.all())


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
    if told:
        lines = [telling.told(one, visit.now, visit.zone) for one in told]
        await visit.show(Screen(tuple(lines)), purpose=Purpose.ALERT)


async def pass_on(visit: Visit, episode: Episode, entry: Entry) -> None:
    """Let everybody else who was told of an open alert read what came since, or how it ended."""
    care = await visit.work.cares.of(visit.client.id)
    stands = standing(await visit.work.episodes.history(episode.id))
    if care is None or not (stands.open or stands.ended == entry):
        return
    alert = await read(visit, episode, care)
    for call in [call async for call in _told(visit, stands) if call.counselor.id != entry.by]:
        await call.show(reading.came(alert, entry, call.zone), purpose=Purpose.ALERT)


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
    for call in [call async for call in _told(visit, stands)]:
        await call.show(screen("alert.parted", label=care.label), purpose=Purpose.ALERT)


async def hurry(work: Work, counselor: CounselorId) -> None:
    """Look anew, at the next tick, at every alert that somebody was told of who is gone or away."""
    for episode in await work.episodes.told(counselor):
        due_at = episode.began_at  # long past
        await work.timers.set(Timer(_id(episode.id), episode.client, TimerKind.ALERT, due_at))


async def read(visit: Visit, episode: Episode, care: Care) -> Alert:
    """Give an alert as somebody who was told may read it."""
    history = await visit.work.episodes.history(episode.id)
    people = await _people(visit, {entry.by for entry in history if entry.by is not None})
    return Alert(
        episode,
        care.label,
        history,
        {id_: one.name for id_, one in people.items()},
        phone=visit.client.profile.get(PHONE, ""),
        words=episode.words if Share.ALERT_WORDS in care.sharing else (),
    )


async def _next(visit: Visit, episode: Episode, *, begins: bool) -> Step | None:
    found = await climbers(visit)
    if found is None:
        return None
    history = await visit.work.episodes.history(episode.id)
    if begins and found.line[0].id not in standing(history).told:
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
    call = _call(visit, step.whom)
    show = reading.screen if step.rung is Rung.TELL else reading.reminder
    shown = show(await read(visit, episode, care), call.zone)
    await call.show(shown, purpose=Purpose.ALERT)


async def _told(visit: Visit, stands: Stands) -> AsyncIterator[Call]:
    """Speak to everybody who was told and can be reached."""
    for id_ in stands.told:
        found = await visit.work.counselors.get(id_)
        if found is not None and found.reachable:
            yield _call(visit, found)


def _call(visit: Visit, counselor: Counselor) -> Call:
    """Speak to a counselor of this client: what they are told is sealed with the client's key."""
    call = Call(visit.house, visit.work, counselor, visit.now)
    call.about = visit.client.id
    return call


async def _people(visit: Visit, ids: set[CounselorId]) -> dict[CounselorId, Counselor]:
    """Give the counselors of these ids, and who covers for them."""
    people: dict[CounselorId, Counselor] = {}
    wanted = set(ids)
    while wanted:
        found = await visit.work.counselors.get(wanted.pop())
        if found is not None:
            people[found.id] = found
            if found.cover is not None and found.cover not in people:
                wanted.add(found.cover)
    return people


def _id(episode: EpisodeId) -> str:
    return f"alert:{episode}"


def _timer(episode: Episode, step: Step) -> Timer:
    return Timer(_id(episode.id), episode.client, TimerKind.ALERT, step.at)
