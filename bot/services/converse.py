"""The one door: something arrived from a chat, and happens to one client in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.arrival import (
    Arrival,
    Blocked,
    Command,
    Edited,
    InGroup,
    Reaction,
    Sent,
    Tapped,
    Unblocked,
    Wrote,
)
from bot.message import Press
from bot.people import Client, ClientId, Standing
from bot.screens import odd
from bot.services import commands, presses, prompts, safety, taps, words
from bot.services.visit import Visit

if TYPE_CHECKING:
    from bot.ports import Work
    from bot.services.house import House


@dataclass(slots=True)
class Converse:
    """Lets whatever arrives happen."""

    house: House

    async def happen(self, arrival: Arrival) -> Reaction:
        """Let it happen, and mark the inbox row it came from as done in the same transaction."""
        async with self.house.works() as work:
            if arrival.update is not None and not await work.inbox.done(arrival.update):
                return Reaction()  # another process has let it happen already
            visit = await self._visit(work, arrival)
            if visit is not None:
                await happen(visit, arrival)
        self.house.wake()
        return Reaction("" if visit is None else visit.toast)

    async def _visit(self, work: Work, arrival: Arrival) -> Visit | None:
        """Find the client, or meet a new one; somebody unknown who blocks the bot is nobody."""
        client = await work.clients.by_chat(arrival.chat)
        now = self.house.clock.now()
        if client is None:
            if isinstance(arrival.what, Blocked | Unblocked):
                return None
            client = Client(
                ClientId(uuid4().hex),
                arrival.chat,
                created_at=now,
                name=arrival.name,
                locale=self.house.voice.nearest(arrival.language),
            )
            if not isinstance(arrival.what, InGroup):
                await work.clients.add(client)
        return Visit(self.house, work, client, now)


async def happen(visit: Visit, arrival: Arrival) -> None:
    """Let one thing happen to one client: safety first, then who they are, then what it is."""
    what = arrival.what
    if isinstance(what, InGroup):
        await visit.show(odd.group())
        return
    if isinstance(what, Blocked):
        await _gone(visit)
        return
    if visit.client.gone_at is not None:
        await visit.change(gone_at=None)
        await prompts.replan(visit)
    if isinstance(what, Unblocked) or await safety.caught(visit, _heard(arrival)):
        return
    if visit.client.standing is Standing.ARRIVING and not _for_help(what):
        await words.arriving(visit, arrival)
    else:
        await _take(visit, arrival)


async def _take(visit: Visit, arrival: Arrival) -> None:
    """Bring what a client sent to whoever answers that."""
    what = arrival.what
    match what:
        case Command():
            await commands.obey(visit, what)
        case Tapped(does=Press() as press):
            await presses.press(visit, press, arrival)
        case Tapped():
            await taps.tap(visit, what, arrival)
        case Wrote():
            await words.wrote(visit, what.text, arrival)
        case Edited():
            await words.edited(visit, what, arrival)
        case Sent():
            await words.sent(visit, what, arrival)


def _heard(arrival: Arrival) -> str:
    """Give the client's own words in it, for safety to hear before anybody else does."""
    match arrival.what:
        case Wrote(text=text) | Edited(text=text) | Sent(caption=text):
            return text
        case _:
            return ""


def _for_help(what: object) -> bool:
    """Say whether this asks for people to call, which is never behind anything."""
    match what:
        case Command(name="help") | Tapped(does=Press(action="help")):
            return True
        case _:
            return False


async def _gone(visit: Visit) -> None:
    """Nothing is planned or sent for somebody who cannot be reached."""
    await visit.change(gone_at=visit.now)
    await visit.work.outbox.drop(visit.client.id)
    await prompts.replan(visit)
