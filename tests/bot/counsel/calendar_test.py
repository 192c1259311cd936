"""The month to tap a day in, and the times of a day: what can be tapped exists and is to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.care import Care, Session
from bot.counsel import calendar, session, session_screens
from bot.counsel.day import Trouble
from bot.counsel.dayword import names
from bot.counsel.draft import Draft, choice_of
from bot.interview.phrases import packaged
from bot.message import Press
from bot.people import ClientId, CounselorId, Hours
from bot.services.voice import Voice
from tests.bot.screens.keys import press
from tests.keys import carried

ZONES = ("America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "Africa/Casablanca")
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
NAMES = names(packaged(), "en")
VOICE = Voice(packaged())
INSTANTS = st.datetimes(datetime(2010, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds of Hypothesis are naive


def facts(now: datetime = NOW, zone: str = "America/New_York") -> session.Facts:
    return session.Facts("Blue scarf", now, ZoneInfo(zone), Hours(), NAMES)


def opened(known: session.Facts) -> Draft:
    return session.open_(CounselorId("k" * 32), ClientId("c" * 32), known)


def went(draft: Draft, choice: str, known: session.Facts) -> Draft:
    after = session.pressed(draft, choice, known)
    assert isinstance(after, Draft)
    return after


def choices(draft: Draft, known: session.Facts) -> list[str]:
    does = [press(key) for row in session_screens.screen(draft, known).keys for key in row]
    found = [choice_of(draft, press.argument) for press in does]
    return [choice for choice in found if choice is not None]


@given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 12))
def test_every_day_to_come_of_the_month_can_be_tapped_and_no_other(
    now: datetime, zone: str, turned: int
) -> None:
    known = facts(now, zone)
    draft = opened(known)
    for _ in range(turned):
        later = [choice for choice in choices(draft, known) if choice.startswith("m:")][-1]
        draft = went(draft, later, known)
    month = date.fromisoformat(f"{draft.data['month']}-01")
    assert month == calendar_month(known.today, turned)
    after = calendar_month(month, 1)
    days = [month + timedelta(days=n) for n in range((after - month).days)]
    tapped = [choice for choice in choices(draft, known) if choice.startswith("d:")]
    assert tapped == [f"d:{day}" for day in days if day >= known.today]
    weeks = session_screens.screen(draft, known).keys[2:-2]
    assert all(any(".d:" in press(key).argument for key in week) for week in weeks)
    for choice in tapped:
        tapped_on = went(draft, choice, known)
        assert tapped_on.step == "time"
        assert tapped_on.data["day"] == choice[2:]


def calendar_month(day: date, after: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + after, 12)
    return date(year, month + 1, 1)


@given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 400), st.times(), st.times())
def test_every_time_offered_exists_and_is_to_come(
    now: datetime, zone: str, away: int, start: time, end: time
) -> None:
    hours = Hours(start=start.replace(microsecond=0), end=end.replace(microsecond=0))
    known = replace(facts(now, zone), hours=hours)
    day = known.today + timedelta(days=away)
    offered = session_screens.times(day, known)
    assert len(offered) <= 28
    for at in offered:
        assert start.replace(microsecond=0) <= at < end
        kept = session.settled(day, at, known)
        assert kept == datetime.combine(day, at)
        assert Session(datetime.combine(day, at), zone).instant > now


@given(INSTANTS, st.sampled_from(ZONES), st.integers(-2, 400), st.times())
def test_what_is_settled_is_a_time_there_is_and_to_come(
    now: datetime, zone: str, away: int, at: time
) -> None:
    known = facts(now, zone)
    day = known.today + timedelta(days=away)
    kept = session.settled(day, at.replace(second=0, microsecond=0), known)
    if isinstance(kept, datetime):
        instant = Session(kept, zone).instant
        assert instant > now
        assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == kept


def test_a_time_the_clocks_jump_over_is_read_back_an_hour_later() -> None:
    known = facts(datetime(2027, 3, 13, 12, tzinfo=UTC))
    draft = session.wrote(opened(known), "tomorrow 2:30 am", known)
    text, _ = VOICE.screen(session_screens.screen(draft, known), "en", known.today)
    assert text == "Sunday, March 14 at 3:30 am?"


def test_a_day_the_zone_skipped_is_no_day() -> None:
    known = facts(datetime(2011, 12, 28, tzinfo=UTC), "Pacific/Apia")
    assert session.settled(date(2011, 12, 30), time(10), known) is Trouble.UNCLEAR
    assert session_screens.times(date(2011, 12, 30), known) == ()


def test_a_time_that_passes_while_one_looks_at_it_is_not_kept() -> None:
    draft = session.wrote(opened(facts()), "today 5pm", facts())
    later = facts(NOW + timedelta(hours=8))
    assert went(draft, "yes", later).data["trouble"] == Trouble.GONE.value


def test_the_last_session_and_the_one_to_come_are_kept() -> None:
    wall = NOW.replace(tzinfo=None)
    past = [Session(wall - timedelta(days=n), "UTC") for n in (20, 3)]
    coming = [Session(wall + timedelta(days=n), "UTC") for n in (4, 11)]
    care = Care(ClientId("c" * 32), CounselorId("k" * 32), "Blue scarf", NOW)
    care = replace(care, sessions=(*past, coming[0]))
    assert session.sessions(care, NOW, coming[1]) == (past[1], coming[1])
    assert session.sessions(care, NOW) == (past[1],)


TYPED = (
    "Tue 3pm",
    "next Fri",
    "in two weeks",
    "tomorrow at 10",
    "3pm",
    "Nov 3",
    "hm",
    "29 Feb",
    "",
)
FORGED = ("d:2026-11-01", "d:x", "m:2026-11", "m:1", "t:3", "t:25:99", "t:", "yes", "back", "x", "")
DEEDS = st.one_of(
    st.sampled_from(TYPED).map(lambda text: ("types", text)),
    st.sampled_from(FORGED).map(lambda choice: ("taps", choice)),
    st.integers(0, 60).map(lambda n: ("taps", n)),
    st.integers(1, 80).map(lambda hours: ("waits", hours)),
)


@example(NOW, "UTC", [("types", "Tue"), ("taps", "t:")])
@given(INSTANTS, st.sampled_from(ZONES), st.lists(DEEDS, max_size=8))
def test_whatever_is_done_every_step_can_be_shown_and_only_what_is_to_come_is_kept(
    now: datetime, zone: str, deeds: list[tuple[str, str | int]]
) -> None:
    known = facts(now, zone)
    draft = opened(known)
    for deed, what in deeds:
        after: object = None
        if deed == "waits":
            known = replace(known, now=known.now + timedelta(hours=int(what)))
        elif deed == "types":
            after = session.wrote(draft, str(what), known)
        else:
            offered = choices(draft, known)
            choice = offered[what % len(offered)] if isinstance(what, int) else what
            assert len(choice.encode()) <= 30
            after = session.pressed(draft, choice, known)
        if isinstance(after, session.Settle):
            assert after.at is None or Session(after.at, zone).instant > known.now
            return
        if isinstance(after, Draft):
            assert after.turn == draft.turn + 1
            draft = after
        VOICE.screen(session_screens.screen(draft, known), "en", known.today)


@pytest.mark.parametrize("locale", sorted(packaged().words))
@pytest.mark.parametrize(
    "said", ["", "Tue 3pm", "next Tuesday", "next Tuesday 3pm", "in two weeks", "hm", "Nov 3"]
)
def test_each_step_can_be_said_and_its_keys_carried(said: str, locale: str) -> None:
    known = facts(datetime(2026, 11, 23, 15, tzinfo=UTC))
    planned = Session(datetime(2026, 12, 1, 9), "Europe/Madrid")  # noqa: DTZ001 - a wall time
    for one in (known, replace(known, planned=planned)):
        draft = session.wrote(opened(one), said, one) if said else opened(one)
        text, rows = VOICE.screen(session_screens.screen(draft, one), locale, one.today)
        assert "{" not in text
        assert sum(map(len, rows)) <= 100
        for button in (one for row in rows for one in row):
            assert button.label
            assert isinstance(button.does, Press)
            assert carried(button.does) == button.does


def test_a_month_too_far_away_or_past_is_not_turned_to() -> None:
    assert calendar.read_month("2026-11", NOW.date()) == "2026-11"
    for written in ("2026-10", "2028-01", "2026-13", "x", "", "2026-11-01"):
        assert calendar.read_month(written, NOW.date()) is None
