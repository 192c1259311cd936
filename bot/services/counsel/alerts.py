"""Alerts at the counselor's: opened, listed, and what is done about each, kept and passed on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bot.alerting import reading, telling
from bot.alerting.standing import standing
from bot.episode import Entry, EpisodeId, Mark
from bot.looks import Seen
from bot.message import Purpose
from bot.screens import operating
from bot.screens.screen import Screen, line, screen
from bot.services.alerts import climbing, thread
from bot.services.enrol import operators
from bot.services.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.alerting.reading import Alert
    from bot.care import Care
    from bot.episode import Episode
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def show(call: Call, _: str) -> None:
    """List the open alerts that this counselor was told of."""
    listed = []
    for episode in await call.work.episodes.told(call.counselor.id):
        care = await call.work.cares.of(episode.client)
        history = await call.work.episodes.history(episode.id)
        if care is not None and standing(history).open:
            listed.append((episode, care.label, standing(history)))
            call.saw(Seen.ALERT, episode.client)
    on_duty = call.counselor.id in await call.work.rota.all()
    shown = reading.listed(listed, call.zone, on_duty=on_duty)
    if await operators.operator(call) is not None:
        home = operating.home()
        shown = Screen((*shown.lines, *home.lines), (*shown.keys, *home.keys))
    await call.show(shown)


async def open_(call: Call, pressed: Pressed) -> None:
    """Show one below, as it stands now."""
    found = await _told(call, pressed.argument)
    if found is None:
        await call.show(screen("alert.gone"))
        return
    visit, episode, care = found
    await call.show(reading.screen(await thread.read(visit, episode, care), call.zone))


async def deed(call: Call, pressed: Pressed, mark: Mark) -> None:
    """Keep what the counselor did; the client and whoever else was told read it."""
    found = await _told(call, pressed.argument)
    if found is None:
        await call.show(screen("alert.gone"))
        return
    visit, episode, care = found
    before = await thread.read(visit, episode, care)
    if standing(before.history).open and not reading.done(before.history, call.counselor.id, mark):
        await _done(visit, episode, Entry(mark, call.now, call.counselor.id))
    after = await thread.read(visit, episode, care)
    await _show(call, after, pressed)


async def _done(visit: Visit, episode: Episode, entry: Entry) -> None:
    await visit.work.episodes.note(episode.id, entry)
    await thread.pass_on(visit, episode, entry)
    told = await climbing.climb(visit, episode)
    counselor = None if entry.by is None else await visit.work.counselors.get(entry.by)
    lines = [telling.told(one, visit.now, visit.zone) for one in told]
    if counselor is not None and entry.mark in telling.PASSED_ON:
        lines.insert(0, line(telling.PASSED_ON[entry.mark], counselor=counselor.name))
    if lines and entry.mark is not Mark.REACHED:
        country = visit.house.country_of(visit.client.zone)
        lines.append(telling.wait(country, episode.danger, visit.now))
    await thread.say(visit, *lines)


async def _show(call: Call, alert: Alert, pressed: Pressed) -> None:
    """Show it as it stands, in place of what was pressed."""
    shown = reading.screen(alert, call.zone)
    await call.show(shown, edits=pressed.message, purpose=Purpose.ALERT)


async def _told(call: Call, id_: str) -> tuple[Visit, Episode, Care] | None:
    """Give an open episode that this counselor was told of, for as long as its client is with one.

    The client is held first, then the episode, as everybody does who comes by a client.
    """
    theirs = await call.work.episodes.told(call.counselor.id)
    whose = next((one.client for one in theirs if one.id == id_), None)
    client = None if whose is None else await call.work.clients.get(whose)
    episode = None if client is None else await call.work.episodes.get(EpisodeId(id_))
    care = None if client is None else await call.work.cares.of(client.id)
    if client is None or episode is None or care is None:
        return None
    call.saw(Seen.ALERT, client.id)
    return Visit(call.house, call.work, client, call.now), episode, care


PRESSES: Final[Mapping[str, Callable[[Call, Pressed], Awaitable[None]]]] = {
    "alert": open_,
    operating.LEAVE: operators.leave,
    **{action: partial(deed, mark=mark) for action, mark in reading.DEEDS.items()},
}
"""What each key under an alert, or beside the list, does."""
