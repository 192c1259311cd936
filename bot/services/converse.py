"""The one door: something arrived from a chat, and happens to one client in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.arrival import (
    Arrival,
    Blocked,
    Command,
    Edited,
    Elsewhere,
    Forwarded,
    Reaction,
    Sent,
    Tapped,
    Unblocked,
    Wrote,
)
from bot.errors import Unreadable
from bot.message import Press
from bot.people import Client, ClientId
from bot.roles import Action, Role, may, role_of
from bot.screens import odd
from bot.services import (
    admitting,
    arriving,
    commands,
    edits,
    looking,
    lost,
    presence,
    presses,
    taps,
    whereabouts,
    words,
)
from bot.services.anew import TRIES, Unsettled
from bot.services.counsel import door
from bot.services.counsel.call import Call
from bot.services.crisis import catching, later
from bot.services.drawing import NotDrawn
from bot.services.enrol import codes, handover, operators
from bot.services.forgetting import incoming
from bot.services.looking import NotLooked
from bot.services.replan import replan
from bot.services.seeking import NotSought, Sought
from bot.services.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.counsel.written.looked import Looked
    from bot.ports import Work
    from bot.services.drawing import Drawing
    from bot.services.house import House

AT_ONCE: Final = frozenset({Action.HELP, Action.TAKE})
"""What is done for whoever asks, before they have agreed to anything."""


@dataclass(slots=True)
class Converse:
    """Lets whatever arrives happen."""

    house: House

    async def happen(self, arrival: Arrival) -> Reaction:
        """Let it happen, and mark the inbox row it came from as done in the same transaction."""
        looked = await self._looked(arrival)
        drawn: dict[Drawing, bytes] = {}
        sought = Sought()
        for _ in range(TRIES):
            try:
                reaction = await self._happen(arrival, drawn, sought, looked)
            except NotDrawn as wanted:
                drawn[wanted.drawing] = await self.house.pencil.draw(wanted.drawing)
            except Unreadable:
                if not await lost.left(self.house, lambda work: work.clients.by_chat(arrival.chat)):
                    raise
            except NotSought as what:
                await sought.seek(self.house, what.wanted)
            except NotLooked as wanted:
                looked = await looking.written(self.house, wanted.files)
            else:
                self.house.wake()
                return reaction
        raise Unsettled

    async def _happen(
        self,
        arrival: Arrival,
        drawn: Mapping[Drawing, bytes],
        sought: Sought,
        looked: Looked | None,
    ) -> Reaction:
        async with self.house.works() as work:
            if arrival.update is not None and not await work.inbox.done(arrival.update):
                return Reaction()  # another process has let it happen already
            happening = await self._whose(work, arrival)
            happening.drawn, happening.sought = drawn, sought
            if isinstance(happening, Visit):
                await happen(happening, arrival)
            else:
                happening.looked = looked
                await door.happen(happening, arrival)
            return Reaction(happening.toast)

    async def _looked(self, arrival: Arrival) -> Looked | None:
        """Fetch and look at a file that a counselor sent, before the transaction of its effect.

        Should this process die meanwhile, the row is still in the inbox, and it is done again.
        """
        file = arrival.what.file if isinstance(arrival.what, Sent) else None
        if file is None:
            return None
        async with self.house.works() as work:
            counselor = await work.counselors.by_chat(arrival.chat)
        if not may(role_of(arrival.what, None, counselor), Action.WRITE):
            return None
        return await looking.file(self.house, file)

    async def _whose(self, work: Work, arrival: Arrival) -> Visit | Call:
        """Find the client or the counselor, or look at a stranger."""
        now = self.house.clock.now()
        nobody = Client(
            ClientId(uuid4().hex),
            arrival.chat,
            created_at=now,
            locale=self.house.voice.nearest(arrival.language),
        )
        stranger = Visit(self.house, work, nobody, now, arrival.at, stranger=True)
        if isinstance(arrival.what, Elsewhere):
            return stranger
        client = await work.clients.by_chat(arrival.chat)
        if client is not None:
            return Visit(self.house, work, client, now, arrival.at)
        counselor = await work.counselors.by_chat(arrival.chat)
        if counselor is not None:
            return Call(self.house, work, counselor, now, arrival.at)
        stranger.operator = await operators.operator(stranger)
        return stranger


async def happen(visit: Visit, arrival: Arrival) -> None:
    """Let one thing happen to one client: safety first, then what they may, then what it is."""
    what, asks = arrival.what, await admitting.asking(visit, arrival.what)
    if not asks.allowed:
        await admitting.refuse(visit, asks.role, arrival)
        return
    if isinstance(what, Blocked):
        await _gone(visit)
        return
    if visit.client.gone_at is not None:
        await visit.change(gone_at=None)
        await replan(visit)
        await handover.remind(visit)
    if visit.client.consent is not None and arrival.name not in {"", visit.client.name}:
        await visit.change(name=arrival.name)
    await incoming.note(visit, arrival)
    await presence.seen(visit)
    await whereabouts.note(visit)
    if isinstance(what, Unblocked) or await _caught(visit, arrival, asks.action):
        return
    if isinstance(what, Command) and asks.action is Action.OPEN:
        await codes.opened(visit, what.argument)
    elif asks.role is Role.CLIENT or asks.action in AT_ONCE:
        await _take(visit, arrival)
        await whereabouts.offer(visit)
    else:
        await arriving.arrived(visit, arrival)


async def _caught(visit: Visit, arrival: Arrival, action: Action) -> bool:
    """Let safety hear it first, and say whether it answered; who asks for help just gets it."""
    if visit.client.held:
        await later.came(visit)
    return action is not Action.HELP and await catching.caught(visit, arrival.what)


async def _take(visit: Visit, arrival: Arrival) -> None:
    """Bring what a client sent to whoever answers that."""
    match arrival.what:
        case Command() as command:
            await commands.obey(visit, command)
        case Tapped(does=Press() as press) as tapped:
            await presses.press(visit, press, tapped, arrival.message)
        case Tapped() as tapped:
            await taps.tap(visit, tapped, arrival)
        case Wrote(text=text):
            await words.wrote(visit, text, arrival.message)
        case Edited(text=text):
            await edits.edited(visit, text, arrival.message)
        case Sent(caption=caption) if caption:
            await words.wrote(visit, caption, arrival.message)
        case Sent(thing=thing):
            await visit.show(odd.thing(thing))
        case Forwarded():
            await visit.show(odd.forwarded())


async def _gone(visit: Visit) -> None:
    """Nothing is planned or sent for somebody who cannot be reached."""
    await visit.change(gone_at=visit.now)
    await visit.work.outbox.drop(visit.client.id)
    await replan(visit)
