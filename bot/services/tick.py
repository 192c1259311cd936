"""The tick: whatever is due happens, each in a transaction of its own, by the same door.

What fails three times is set aside and named, until a process starts that may know better.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.errors import Away, StoreError, Unreadable
from bot.interview.events import Lapse, Late
from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.ports.meters import Waking
from bot.services import after, again, lost, news, prompts, retention, silence, talk, taper
from bot.services.alerts import climbing, operators
from bot.services.anew import TRIES, Unsettled
from bot.services.briefing import afterwards, evening
from bot.services.counsel import briefs, overviews, sessions
from bot.services.counsel.call import Call
from bot.services.crisis import later
from bot.services.drawing import NotDrawn
from bot.services.enrol import handover
from bot.services.enrol.counselors import held
from bot.services.replan import resume
from bot.services.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.people import Client
    from bot.ports import Work
    from bot.services.drawing import Drawing
    from bot.services.house import House

LEASE: Final = timedelta(minutes=2)
"""How long a claimed timer is nobody else's; a process that died in between loses it after that."""


@dataclass(slots=True)
class Tick:
    """Turns due timers into what they wake."""

    house: House
    at_once: int = 200
    aside: Callable[[Timer], None] = lambda _: None
    """Told of a timer that failed too often."""
    asked: datetime | None = field(init=False, default=None)
    """When the store last said what is due; aware, UTC."""

    async def start(self) -> None:
        """Let what was set aside be tried once more, by what may be a newer version."""
        async with self.house.works() as work:
            await work.timers.once_more()

    async def tick(self) -> int:
        """Let everything due happen; return how many timers woke something."""
        woken = 0
        while timers := await self._claim():
            for timer in timers:
                late = self.house.clock.now() - timer.due_at
                waking = Waking.FAILED
                try:
                    waking = Waking.WOKE if await self._wake(timer) else Waking.NOTHING
                except Exception as error:  # noqa: BLE001 - one bad timer must not stop the rest
                    await self._failed(timer, error)
                self.house.meters.woke(timer.kind, waking, late)
                woken += waking is Waking.WOKE
            self.house.wake()
        return woken

    async def _claim(self) -> tuple[Timer, ...]:
        async with self.house.works() as work:
            now = self.house.clock.now()
            due = tuple(await work.timers.claim(now, self.at_once, LEASE))
        self.asked = now
        return due

    async def _wake(self, timer: Timer) -> bool:
        drawn: dict[Drawing, bytes] = {}
        for _ in range(TRIES):
            try:
                return await self._happen(timer, drawn)
            except NotDrawn as wanted:
                drawn[wanted.drawing] = await self.house.pencil.draw(wanted.drawing)
            except Unreadable:
                if not await lost.left(self.house, lambda work: _client(work, timer)):
                    raise
        raise Unsettled

    async def _failed(self, timer: Timer, error: Exception) -> None:
        """Name it, and count it unless the store is ailing; the third failure sets it aside.

        Somebody may be in danger where an alert has to climb: that is tried again for ever.
        """
        self.house.report(f"timer {timer.kind}", error)
        if isinstance(error, Away) or timer.kind is TimerKind.ALERT:
            return
        try:
            async with self.house.works() as work:
                aside = await work.timers.failed(timer.id)
        except StoreError as second:
            self.house.report(f"timer {timer.kind}, uncounted", second)
            return
        if aside:
            self.aside(timer)

    async def _happen(self, timer: Timer, drawn: Mapping[Drawing, bytes]) -> bool:
        async with self.house.works() as work:
            now = self.house.clock.now()
            if timer.client is not None:
                client = await work.clients.get(timer.client)
                if not await work.timers.done(timer.id) or client is None:
                    return False
                visit = Visit(self.house, work, client, now)
                visit.drawn = drawn
                await CLIENTS[timer.kind](visit, timer)
            elif timer.counselor is not None:
                counselor = await held(work, timer.counselor)
                if not await work.timers.done(timer.id) or counselor is None:
                    return False
                call = Call(self.house, work, counselor, now)
                call.drawn = drawn
                await COUNSELORS[timer.kind](call)
            elif await work.timers.done(timer.id):
                await HOUSES[timer.kind](self.house, work, timer, now)
        return True


async def _client(work: Work, timer: Timer) -> Client | None:
    return None if timer.client is None else await work.clients.get(timer.client)


async def _prompt(visit: Visit, timer: Timer) -> None:
    """Wake one prompt, its reminder or its end."""
    if timer.occurrence is not None:
        wakes = {
            TimerKind.PROMPT: prompts.prompt,
            TimerKind.REMINDER: prompts.remind,
            TimerKind.EXPIRY: prompts.expire,
        }
        await wakes[timer.kind](visit, timer.occurrence)


async def _resume(visit: Visit, _: Timer) -> None:
    """End a pause whose time has come; a later or open one goes on."""
    client = visit.client
    ends = client.paused_until
    if client.standing is Standing.PAUSED and ends is not None and ends <= visit.now:
        await resume(visit)
        await silence.count_anew(visit)


async def _lapse(visit: Visit, timer: Timer) -> None:
    if timer.conversation is None or timer.turn is None:
        return
    conversation = await visit.work.conversations.get(timer.conversation)
    if conversation is not None:
        heard = await talk.hear(visit, conversation, Lapse(timer.turn))
        if not isinstance(heard, Late):
            await after.ended(visit, heard)


CLIENTS: Final[Mapping[TimerKind, Callable[[Visit, Timer], Awaitable[None]]]] = {
    TimerKind.PROMPT: _prompt,
    TimerKind.REMINDER: _prompt,
    TimerKind.EXPIRY: _prompt,
    TimerKind.LAPSE: _lapse,
    TimerKind.RESUME: _resume,
    TimerKind.TAPER: lambda visit, _: taper.offer(visit),
    TimerKind.SILENCE: lambda visit, _: silence.silent(visit),
    TimerKind.NEWS: lambda visit, _: news.tell(visit),
    TimerKind.HANDOVER: lambda visit, _: handover.tell(visit),
    TimerKind.SESSION: sessions.begun,
    TimerKind.BEFORE_SESSION: lambda visit, _: evening.knock(visit),
    TimerKind.AFTER_SESSION: afterwards.over,
    TimerKind.AGAIN: again.knock,
    TimerKind.READ: briefs.tell,
    TimerKind.NO_REPLY: lambda visit, _: later.silent(visit),
    TimerKind.NEXT_DAY: lambda visit, _: later.next_day(visit),
    TimerKind.ALERT: climbing.due,
}
"""What each kind of timer wakes in a client's life."""
COUNSELORS: Final[Mapping[TimerKind, Callable[[Call], Awaitable[None]]]] = {
    TimerKind.OVERVIEW: overviews.weekly,
}
"""And in a counselor's."""
HOUSES: Final[Mapping[TimerKind, Callable[[House, Work, Timer, datetime], Awaitable[None]]]] = {
    TimerKind.OPERATORS: lambda house, work, _, now: operators.weekly(house, work, now),
    TimerKind.NIGHT: retention.go_on,
}
"""And what belongs to nobody in particular."""
