"""Rounds of sending: letters in the outbox of a service whose Telegram misbehaves at random."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.app import serving
from bot.demo.telegram.faults import Broken, Reset, Silence, TooMany
from bot.message import Message, MessageId
from bot.opening import open_store
from bot.services.rates import Limits
from bot.stopping import until_stopped
from tests.faults.books import AT_REST, ask, one
from tests.faults.figures import Figures
from tests.faults.people import Settler, client_of
from tests.faults.person import MARK
from tests.faults.town import town
from tests.journeys.kill_life import Life
from tests.journeys.kill_telegram import Watch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from aiohttp import web

    from bot.demo.telegram import Telegram
    from bot.demo.telegram.faults import CallFault
    from tests.faults.town import Town
    from tests.journeys.kill_life import Home

LETTERS: Final = 2000
PEOPLE: Final = 50
RETRY_AFTER: Final = 1
TROUBLE: Final[Mapping[CallFault, float]] = {
    TooMany(RETRY_AFTER): 0.05,
    Silence(): 0.025,
    Silence(taken=True): 0.025,
    Broken(502): 0.025,
    Broken(502, taken=True): 0.025,
    Reset(): 0.01,
    Reset(taken=True): 0.01,
}
LIFTED: Final = Limits(chat_rate=1e6, chat_burst=1e6, all_rate=1e6, all_burst=1e6)
AT_ONCE: Final = 64
"""Messages that the service has in the air at the most."""
_GRAIN: Final = 0.02
"""Seconds by which two processes may tell one instant differently."""
_LOOK: Final = 0.1
_REFUSED: Final = 429


@dataclass(frozen=True, slots=True)
class Call:
    """One try to send a letter, as Telegram saw it."""

    text: str
    came: float
    answered: float
    status: int


class Ear(Watch):
    """Hears every try to send."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []

    async def hears(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.match_info.get("method") != "sendMessage":
            return await handler(request)
        came = time.monotonic()
        response = await handler(request)
        text = str((await request.post())["text"]).removeprefix(f"{MARK}\n\n")
        self.calls.append(Call(text, came, time.monotonic(), response.status))
        return response


async def unhurried(home: Home) -> None:
    """Serve with Telegram's rates lifted."""

    async def serve() -> None:
        async with serving(home.config, home.clock, LIFTED) as service:
            await service.ended()

    await until_stopped(serve())


async def misbehaving(
    folder: Path, seed: int, *, letters: int = LETTERS, people: int = PEOPLE
) -> Figures:
    """Let Telegram refuse, break, cut and say nothing, before and after it took a letter."""
    dice, ear = Random(seed), Ear()  # noqa: S311 - keeps no secret, and is to be had again
    async with town(folder, [Settler()] * people, dice, watch=ear) as place:
        await _post(place, letters)
        place.tg.faults.randomly(seed, TROUBLE, "sendMessage")
        began = time.monotonic()
        life = Life(place.home, unhurried)
        try:
            while not await one(place.home, AT_REST):  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(_LOOK)
            figures = Figures().tell("sending", time.monotonic() - began)
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        figures.count(sends=letters)
        for done in place.tg.faults.log:
            figures.counts[f"trouble: {done.fault}"] += 1
        _judge_waits(figures, ear.calls)
        await _judge(figures, place)
        return figures


async def _post(place: Town, letters: int) -> None:
    """Put letters to everybody into the outbox, in one order for each."""
    store = open_store(place.home.config)
    now = place.home.clock.now()
    async with store.works() as work:
        for number in range(letters):
            person = place.people[number % len(place.people)].id
            await work.outbox.add(
                Message(
                    MessageId(uuid4().hex),
                    person,
                    f"letter {number}",
                    now + timedelta(microseconds=number),
                    client_of(person),
                    if_repeated=MARK,
                )
            )
    await store.close()


def _judge_waits(figures: Figures, calls: Sequence[Call]) -> None:
    """Hold the tries to each `retry_after`: that letter, and all but what was in the air."""
    tries = defaultdict(list)
    for call in calls:
        tries[call.text].append(call)
    for call in calls:
        if call.status != _REFUSED:
            continue
        figures.counts["waits asked for"] += 1
        over = call.answered + RETRY_AFTER - _GRAIN
        again = [other.came for other in tries[call.text] if other.came > call.came]
        meanwhile = sum(call.answered < other.came < over for other in calls)
        figures.wrong["waits cut short"] += min(again, default=over) < over
        figures.wrong["sent while all were to wait"] += max(0, meanwhile - AT_ONCE + 1)


async def _judge(figures: Figures, place: Town) -> None:
    """Hold every chat to what was posted: each letter once, or twice and marked, and in order."""
    rows = await ask(place.home, "SELECT state, count(*) FROM outbox GROUP BY state")
    held = {str(state): int(many) for state, many in rows}
    uncertain = held.pop("uncertain", 0)
    held.pop("sent", 0)
    figures.count(uncertain=uncertain)
    figures.wrong["letters unsent"] = sum(held.values())
    missing = 0
    for nth, person in enumerate(place.people):
        came = _came(place.tg, person.id)
        order = [number for number, _ in came]
        copies = Counter(order)
        posted = range(nth, figures.counts["sends"], len(place.people))
        missing += sum(not copies[number] for number in posted)
        figures.counts["repeats"] += sum(marked for _, marked in came)
        figures.wrong["letters out of order"] += order != sorted(order)
        plain = Counter(number for number, marked in came if not marked)
        figures.wrong["doubles unmarked"] += sum(many > 1 for many in plain.values())
        figures.wrong["letters sent a third time"] += sum(many > 2 for many in copies.values())
    figures.wrong["letters lost"] = max(0, missing - uncertain)


def _came(tg: Telegram, person: int) -> list[tuple[int, bool]]:
    """Give the letters of one chat as they came, each with whether it was marked."""
    texts = [seen.text for seen in tg.chat(person) if seen.from_bot]
    return [(int(text.rpartition(" ")[2]), text.startswith(MARK)) for text in texts]
