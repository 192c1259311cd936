"""The talk: updates at a rate, from people who begin anew when they are not answered."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from bot.demo.telegram import CannotDoThat
from tests.benchmarks.person import LENGTH, REST, ROUTINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.person import Person
    from tests.soak.run import Size


async def talk(people: Sequence[Person], size: Size) -> int:
    """Let updates come at random moments for so long; give how many were not answered in time."""
    chance = Random(size.seed)  # noqa: S311 - when somebody writes is no secret
    free: asyncio.Queue[Person] = asyncio.Queue()
    for person in people:
        free.put_nowait(person)
    began, due, turns = perf_counter(), 0.0, set[asyncio.Task[bool]]()
    unanswered = 0
    while (due := due + chance.expovariate(size.rate)) < size.seconds:
        await asyncio.sleep(began + due - perf_counter())
        over = {task for task in turns if task.done()}
        unanswered += sum(not task.result() for task in over)
        turns = turns - over | {asyncio.create_task(_turn(await free.get(), free, size.patience))}
    return unanswered + sum(not answered for answered in await asyncio.gather(*turns))


async def _turn(person: Person, free: asyncio.Queue[Person], patience: float) -> bool:
    checkin, at = divmod(person.turns, LENGTH)
    while not person.heard.empty():  # what came late, or twice
        person.heard.get_nowait()
    answered = True
    try:
        doing = asyncio.create_task(person.do((ROUTINE[checkin % 2] + REST)[at]))
        doing.add_done_callback(_over)
        await person.hear(patience)
        person.turns += 1
    except TimeoutError:
        answered = False
        person.turns += LENGTH - at  # to the beginning of the next check-in
    finally:
        free.put_nowait(person)
    return answered


def _over(doing: asyncio.Task[None]) -> None:
    """Let go of a deed: a tap may have been lost, or what was to be tapped never have come."""
    with suppress(LookupError, TimeoutError, CannotDoThat, asyncio.CancelledError):
        doing.result()
