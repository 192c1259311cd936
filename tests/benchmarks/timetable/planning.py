"""The planner, timed alone over many clients: no store, no clock but the one it is given."""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from statistics import median
from time import perf_counter, perf_counter_ns
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.people import ClientId, Quiet
from bot.schedule.ahead import Course, Send, ahead, nexts
from bot.schedule.pacing import Rest
from bot.schedule.plan import PlanId
from bot.schedule.risky import Risky
from bot.schedule.template import made, packaged
from tests.benchmarks.timetable.figures import Planning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.schedule.ahead import LetGo
    from bot.schedule.plan import Plan

START: Final = datetime(2026, 3, 2, 15, tzinfo=UTC)
FIRST: Final = date(2026, 3, 3)
KEY: Final = b"a key for measuring, of 32 bytes"
DEFAULT: Final = packaged()["risky-time"]
ZONES: Final = tuple(
    map(ZoneInfo, ("America/New_York", "Europe/Madrid", "Asia/Kolkata", "Australia/Lord_Howe"))
)
_FORTNIGHT: Final = timedelta(days=14)


def plans(number: int, first: date = FIRST) -> Sequence[Plan]:
    """Give the plans of one client, each with a risky time of their own."""
    return made(
        DEFAULT,
        client=ClientId(f"{number:032x}"),
        start=first,
        risky=Risky(number % 7 + 1, time(16 + number % 6)),
        titles=[f"plan {n}" for n in range(len(DEFAULT.plans))],
        ids=[PlanId(f"{number:024x}{n:08x}") for n in range(len(DEFAULT.plans))],
    )


def measure(clients: int) -> Planning:
    """Plan for each of them once, and look a fortnight ahead for a hundredth of them."""
    rest = Rest(Quiet())
    courses = [[Course(plan) for plan in plans(number)] for number in range(clients)]

    def plan_next(number: int) -> None:
        nexts(courses[number], ZONES[number % len(ZONES)], {}, START, KEY, rest)

    def preview(number: int) -> None:
        coming = ahead(courses[number], ZONES[number % len(ZONES)], {}, START, KEY, rest)
        for _ in takewhile(_soon, coming):
            pass

    began = perf_counter()
    took = _timed(plan_next, clients)
    whole = perf_counter() - began
    return Planning(
        clients=clients,
        plans=len(DEFAULT.plans),
        next_us=took,
        next_all_s=whole,
        preview_us=_timed(preview, max(1, clients // 100)),
    )


def _soon(step: Send | LetGo) -> bool:
    due = step.occurrence.due_at if isinstance(step, Send) else step.due_at
    return due < START + _FORTNIGHT


def _timed(what: Callable[[int], None], times: int) -> float:
    took = []
    gc.disable()
    try:
        for number in range(times):
            began = perf_counter_ns()
            what(number)
            took.append(perf_counter_ns() - began)
    finally:
        gc.enable()
    return median(took) / 1000
