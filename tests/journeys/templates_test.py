"""Each template, as a client gets it: what comes, when by their clock, and what comes no more.

The client has no goal and no value kept yet, so that what needs one makes room for something else.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.practice import PROMPT, SPREAD, Practice, a_practice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from tests.journeys.client import Client

HOME = ZoneInfo("America/New_York")
OTHER = "Begin with another plan"


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


def at(written: str) -> datetime:
    """Give an instant of the client's clock in 2026, written as `03-04 18:00`."""
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=HOME)


async def come(practice: Practice, robin: Client, wanted: Iterable[tuple[str, str]]) -> None:
    """Live through prompts: each comes at its time, or within the template's tolerance."""
    for written, checkin in wanted:
        came, started = await practice.had(robin)
        assert timedelta() <= came - at(written) <= SPREAD, (written, came)
        assert started == checkin, written


async def nothing_until(practice: Practice, robin: Client, written: str) -> None:
    """Live on, and hear of no check-in."""
    before = robin.texts().count(PROMPT)
    await practice.house.live_to(at(written))
    await robin.look()
    assert robin.texts().count(PROMPT) == before


async def session(practice: Practice, when: str) -> None:
    """Let the counselor set when the next session is."""
    await practice.card()
    await practice.dana.tap("Next session")
    await practice.dana.say(when)
    await practice.dana.tap("Yes")


async def test_before_and_after_the_risky_time(practice: Practice) -> None:
    robin = await practice.client()
    await come(
        practice,
        robin,
        [
            ("03-03 18:00", "importance"),
            ("03-06 17:00", "week-ahead"),
            ("03-07 12:30", "week-review"),
            ("03-10 18:00", "readiness"),
            ("03-13 17:00", "week-ahead"),
        ],
    )


async def test_once_a_week(practice: Practice) -> None:
    robin = await practice.client("Blue scarf", OTHER, "Once a week")
    days = ("03-08", "03-15", "03-22", "03-29")
    turns = ("week-review", "readiness", "importance", "strengths")
    await come(
        practice, robin, [(f"{day} 18:00", turn) for day, turn in zip(days, turns, strict=True)]
    )


async def test_around_a_session_that_is_set_and_moved_and_passes(practice: Practice) -> None:
    robin = await practice.client("Blue scarf", OTHER, "Around the sessions")
    await nothing_until(practice, robin, "03-04 10:00")
    await session(practice, "mar 12 3pm")
    await nothing_until(practice, robin, "03-11 10:00")
    await session(practice, "mar 16 3pm")
    await come(practice, robin, [("03-15 18:00", "agenda"), ("03-17 12:30", "takeaway")])
    await nothing_until(practice, robin, "03-24 10:00")
    await session(practice, "mar 26 3pm")
    await come(practice, robin, [("03-25 18:00", "agenda"), ("03-27 12:30", "takeaway")])


async def test_around_a_session_that_moves_after_what_to_bring_was_asked(
    practice: Practice,
) -> None:
    robin = await practice.client("Blue scarf", OTHER, "Around the sessions")
    await session(practice, "mar 12 3pm")
    await come(practice, robin, [("03-11 18:00", "agenda")])
    await session(practice, "mar 19 3pm")
    await come(practice, robin, [("03-18 18:00", "agenda"), ("03-20 12:30", "takeaway")])


async def test_after_a_hard_week_until_it_is_over(practice: Practice) -> None:
    robin = await practice.client("Blue scarf", OTHER, "After a hard week")
    daily = ["03", "04", "05", "06", "07", "08", "09"]
    turns = ["people", "strengths", "reflection", "confidence", "went-well", "week-review"]
    await come(
        practice,
        robin,
        [(f"03-{d} 18:00", turn) for d, turn in zip(daily, [*turns, "readiness"], strict=True)],
    )
    second = ["11", "13", "15", "17", "19", "21", "23"]
    turns = ["week-ahead", "reflection", "went-well", "week-review", "week-ahead", "reflection"]
    await come(
        practice,
        robin,
        [(f"03-{d} 18:00", turn) for d, turn in zip(second, [*turns, "went-well"], strict=True)],
    )
    weekly = ["03-30", "04-06", "04-13", "04-20"]
    turns = ["week-review", "reflection", "readiness", "week-review"]
    await come(
        practice, robin, [(f"{d} 18:00", turn) for d, turn in zip(weekly, turns, strict=True)]
    )
    assert await practice.house.service.next_prompt() is None
    await nothing_until(practice, robin, "05-20 12:00")


async def test_keeping_in_touch_comes_again_a_fortnight_later(practice: Practice) -> None:
    robin = await practice.client("Blue scarf", OTHER, "Keeping in touch")
    await come(
        practice,
        robin,
        [
            ("03-03 18:00", "week-review"),
            ("03-17 18:00", "readiness"),
            ("03-31 18:00", "went-well"),
        ],
    )


async def test_a_template_given_later_takes_the_place_of_what_there_was(
    practice: Practice,
) -> None:
    robin = await practice.client()
    dana = practice.dana
    await practice.card()
    await dana.tap("Templates")
    (said,) = await dana.tap("Once a week")
    assert "every Sunday at 6:00 pm" in said.text
    assert "Ends:" in said.text
    await dana.tap("Save")
    await nothing_until(practice, robin, "03-02 10:30")
    assert robin.texts()[-1].startswith("Your counselor changed what comes when.")
    assert "every Sunday at 6:00 pm" in robin.texts()[-1]
    await come(practice, robin, [("03-08 18:00", "week-review"), ("03-15 18:00", "readiness")])
