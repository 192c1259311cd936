"""The thread of an alert: what those who were told read of it, and what the client does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.alerting import reading
from bot.alerting.reading import Alert
from bot.alerting.standing import standing
from bot.care import Share
from bot.looks import Seen
from bot.message import Purpose
from bot.screens.screen import Screen
from bot.services.alerts.duty import people
from bot.services.counsel.call import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.care import Care
    from bot.episode import Entry, Episode
    from bot.interview.turn import Line
    from bot.people import Counselor, CounselorId
    from bot.services.visit import Visit

PHONE: Final = "phone"
"""The profile's word for the number that a client gave for alerts."""


async def pass_on(visit: Visit, episode: Episode, entry: Entry) -> None:
    """Let everybody else who was told of an open alert read what came since, or how it ended."""
    care = await visit.work.cares.of(visit.client.id)
    stands = standing(await visit.work.episodes.history(episode.id))
    if care is None or not (stands.open or stands.ended == entry):
        return
    alert = await read(visit, episode, care)
    for call in await told(visit, stands.told):
        if call.counselor.id != entry.by:
            await call.show(reading.came(alert, entry, call.zone), purpose=Purpose.ALERT)


async def read(visit: Visit, episode: Episode, care: Care) -> Alert:
    """Give an alert as somebody who was told may read it."""
    history = await visit.work.episodes.history(episode.id)
    known = await people(visit.work, {entry.by for entry in history if entry.by is not None})
    return Alert(
        episode,
        care.label,
        history,
        {id_: one.name for id_, one in known.items()},
        phone=visit.client.profile.get(PHONE, ""),
        words=episode.words if Share.ALERT_WORDS in care.sharing else (),
    )


async def told(visit: Visit, whom: Iterable[CounselorId]) -> Sequence[Call]:
    """Speak to those who were told and can be reached."""
    found = [await visit.work.counselors.get(id_) for id_ in whom]
    return [speak(visit, one) for one in found if one is not None and one.reachable]


def speak(visit: Visit, counselor: Counselor) -> Call:
    """Speak to a counselor of this client's, about an alert."""
    call = Call(visit.house, visit.work, counselor, visit.now)
    call.saw(Seen.ALERT, visit.client.id)
    return call


async def say(visit: Visit, *lines: Line) -> None:
    """Let the client read what came of an alert, if they can be reached."""
    if lines and visit.client.gone_at is None:
        await visit.show(Screen(lines), purpose=Purpose.ALERT)
