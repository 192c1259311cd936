"""Alerts: word to a counselor that a client may be in danger, as that client agreed.

What the client's side asks for stands here; `duty` knows who can be told, `climbing` does what the
ladder says, `thread` is what they read, `operators` are told at its end, and what counselors press
is `bot.services.counsel.alerts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.alerting import telling
from bot.alerting.ladder import going as open_of
from bot.alerting.standing import standing
from bot.care import Telling
from bot.episode import Entry, Mark
from bot.screens.screen import line
from bot.services.alerts import climbing, thread
from bot.services.alerts.duty import climbers

if TYPE_CHECKING:
    from bot.alerting.climbers import Climbers
    from bot.episode import Episode
    from bot.interview.turn import Line
    from bot.screens.screen import Keys
    from bot.services.visit import Visit


@dataclass(frozen=True, slots=True)
class Offer:
    """That somebody can be told."""

    counselor: str
    """The name of the client's own counselor, or of who is told in their place."""
    telling: Telling
    """ALWAYS: `raised` tells them at once; ASK: `ask` does, at the client's tap. Never NEVER."""


async def offer(visit: Visit) -> Offer | None:
    """Give who can be told of this client; None if nobody is, which the client is to read.

    That is so for strangers and who is with nobody, where no rota is kept, where nobody in line
    can be reached, and for who chose that nobody is told.
    """
    found = await climbers(visit)
    if found is None:
        return None
    named = found.own if found.own.reachable else found.line[0]
    return Offer(named.name, found.care.telling)


async def raised(visit: Visit, episode: Episode) -> tuple[Line, ...]:
    """Tell the counselor at once, if the client agreed to that for always.

    Gives what the client is to read of it; nothing if nobody was told.
    """
    found = await climbers(visit)
    if found is None or found.care.telling is not Telling.ALWAYS:
        return ()
    return await _tell(visit, episode, found)


async def ask(visit: Visit, episode: Episode) -> tuple[Line, ...]:
    """Tell the counselor at the client's own tap; give what the client is to read of it."""
    found = await climbers(visit)
    if found is None:
        return (telling.nobody(),)
    if not await going(visit, episode):
        await visit.work.episodes.note(episode.id, Entry(Mark.ASKED, visit.now))
    return await _tell(visit, episode, found)


def contact(visit: Visit) -> Keys:
    """Give a key with a text for whomever the client named to tell themselves; none without one."""
    named = visit.client.profile.get("contact")
    return () if named is None else telling.contact(named, visit.text(line("alert.contact-text")))


async def add(visit: Visit, episode: Episode, entry: Entry) -> None:
    """Note a line of the client's side; if an alert is open, who was told of it reads it too."""
    await visit.work.episodes.note(episode.id, entry)
    await thread.pass_on(visit, episode, entry)


async def going(visit: Visit, episode: Episode) -> bool:
    """Say whether somebody was told and has not ended it: then the episode stays open."""
    return bool(open_of(await visit.work.episodes.history(episode.id)))


async def _tell(visit: Visit, episode: Episode, found: Climbers) -> tuple[Line, ...]:
    """Begin to climb, or say how it stands if somebody was told already."""
    told = await climbing.climb(visit, episode, begins=True)
    country = visit.house.country_of(visit.client.zone)
    wait = telling.wait(country, episode.danger, visit.now)
    if not told:
        return (await _already(visit, episode, found), wait)
    first, *others = told
    return (*telling.first(first, found.own, others, visit.now, visit.zone), wait)


async def _already(visit: Visit, episode: Episode, found: Climbers) -> Line:
    """Say how it stands: who is on it, else who has seen it, else who was told."""
    stands = standing(await visit.work.episodes.history(episode.id))
    seen = next((one for one in stands.told if one in stands.seen), None)
    which = stands.holder or seen or next(iter(stands.told), None)
    whom = None if which is None else await visit.work.counselors.get(which)
    return telling.already(whom or found.own, stands)
