"""A month to tap a day in: from this week on, Monday first, today marked; past days do nothing."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key, titled
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.counsel.draft import Draft
    from bot.screens.screen import Key, Keys

NOTHING: Final = "none"
"""The choice of a key that does nothing: a heading, a past day, a gap."""
AHEAD: Final = timedelta(days=366)
"""How far ahead one can turn the months."""
_WEEK: Final = 7


def month_of(day: date) -> str:
    """Give the month a day is in, as a key carries it: `2026-11`."""
    return f"{day:%Y-%m}"


def read_month(written: str, today: date) -> str | None:
    """Give a month that can be shown, as a key carries it; None for what is no such month."""
    try:
        first = date.fromisoformat(f"{written}-01")
    except ValueError:
        return None
    return written if today.replace(day=1) <= first <= today + AHEAD else None


def read_day(written: str, today: date) -> date | None:
    """Give a day that can be tapped; None for a past one, or what is no day."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day >= today else None


def grid(draft: Draft, month: str, today: date) -> Keys:
    """Give a month's keys: choices `m:2026-12` turn it, `d:2026-11-24` are its days to come."""
    first = date.fromisoformat(f"{month}-01")
    names = (draft_key(draft, line(f"day.weekday.short-{n}"), NOTHING) for n in range(1, _WEEK + 1))
    weeks = (
        week
        for week in Calendar().monthdatescalendar(first.year, first.month)
        if any(day >= today and day.month == first.month for day in week)
    )
    rows = (tuple(_day(draft, day, first, today) for day in week) for week in weeks)
    return (tuple(_turning(draft, first, today)), tuple(names), *rows)


def _turning(draft: Draft, first: date, today: date) -> Iterator[Key]:
    before = month_of(first - timedelta(days=1))
    after = month_of(first + timedelta(days=31))
    if read_month(before, today):
        yield draft_key(draft, "session.earlier", f"m:{before}")
    title = line("session.month", month=line(f"month.{first.month}"), year=str(first.year))
    yield draft_key(draft, title, NOTHING)
    if read_month(after, today):
        yield draft_key(draft, "session.later", f"m:{after}")


def _day(draft: Draft, day: date, first: date, today: date) -> Key:
    if day.month != first.month or day < today:
        return draft_key(draft, "session.past", NOTHING)
    choice = f"d:{day.isoformat()}"
    if day == today:
        return draft_key(draft, line("session.today", n=day.day), choice)
    return titled(draft, str(day.day), choice)
