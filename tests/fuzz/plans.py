"""Plan files and templates: TOML that an operator or a counselor wrote, and what they come to."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.errors import PlanError
from bot.people import ClientId
from bot.schedule import template
from bot.schedule.occurrences import occurrences
from bot.schedule.plan import PlanId
from bot.schedule.planfile import parse
from tests.fuzz.target import HOSTILE_TOML, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN: Final = b"""format = 1
title = "Tuesday and Friday evening"
checkins = ["goal-mirror", "week-review"]
[cadence]
kind = "weekdays"
weekdays = ["tue", "fri"]
[[slots]]
from = "17:00"
to = "20:00"
count = 1
min_gap = "60m"
[limits]
expire_after = "12h"
reminders = ["3h"]
"""
_FROM: Final = datetime(2026, 3, 1, tzinfo=UTC)
_ZONE: Final = ZoneInfo("America/New_York")


def once(content: bytes) -> None:
    """Read it both ways; of a plan, ask for what comes first."""
    text = content.decode("utf-8", "surrogateescape")
    with contextlib.suppress(PlanError):
        template.read(text, "fuzzed")
    plan = parse(text, plan=PlanId("p"), client=ClientId("c"), start=date(2026, 3, 2))
    list(islice(occurrences(plan, _ZONE, {"enrolment": date(2026, 3, 1)}, _FROM, bytes(32)), 3))


def seeds() -> Iterator[bytes]:
    """Give a plan, and the templates that come with it."""
    yield PLAN
    for one in (files("bot") / "schedule" / "templates").iterdir():
        if one.name.endswith(".toml"):
            yield one.read_bytes()
    yield from HOSTILE_TOML


TARGET = Target(once, seeds, raises=(PlanError,))
