"""The overview: what counts, who comes first, and that it never outgrows a screen."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import Care, Session, Share, Silence
from bot.counsel.overview import Row, overview
from bot.counsel.tally import SPAN, Tally, tally
from bot.counsel.working import next_start, next_working
from bot.interview.phrases import packaged
from bot.people import Client, ClientId, CounselorId, Hours, Standing
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.plan import PlanId
from bot.services.voice import Voice

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
VOICE = Voice(packaged())
DANA = CounselorId("d" * 32)


def occurrence(state: State, due_at: datetime = NOW - timedelta(days=1)) -> Occurrence:
    return Occurrence(
        PlanId("p" * 32),
        1,
        ClientId("c" * 32),
        due_at.date(),
        0,
        0,
        due_at,
        due_at + timedelta(hours=12),
        "UTC",
        "goal-mirror",
        state,
    )


def row(label: str, n: int = 0, **fields: object) -> Row:
    seen = NOW - timedelta(days=2)
    client = Client(ClientId(f"{n:032x}"), n, NOW, standing=Standing.ACTIVE, seen_at=seen)
    session = Session(datetime(2026, 11, 24, 15), "America/New_York")  # noqa: DTZ001 - a wall time
    care = Care(
        client.id, DANA, label, NOW - timedelta(days=60), frozenset(Share), sessions=(session,)
    )
    made = Row(care, client, Tally(3, 4))
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields of Row


def said(rows: list[Row], hidden: int = 0, locale: str = "en") -> str:
    return VOICE.screen(overview(rows, hidden, ZONE, NOW), locale, NOW.date())[0]


COUNTS = {
    State.ANSWERED: (1, 1),
    State.LATE: (1, 1),
    State.MISSED_BY_CLIENT: (0, 1),
}


@pytest.mark.parametrize("state", State)
def test_only_what_was_open_to_an_answer_and_is_over_counts(state: State) -> None:
    assert tally([occurrence(state)], NOW) == Tally(*COUNTS.get(state, (0, 0)))


@given(
    st.lists(
        st.builds(
            occurrence,
            st.sampled_from(State),
            st.timedeltas(timedelta(days=-30), timedelta(days=9)).map(lambda ago: NOW + ago),
        )
    )
)
def test_no_more_are_answered_than_were_sent_in_two_weeks(held: list[Occurrence]) -> None:
    counted = tally(held, NOW)
    assert 0 <= counted.answered <= counted.sent <= len(held)
    lately = [one for one in held if NOW - SPAN <= one.due_at <= NOW]
    assert counted == tally(lately, NOW)
    missed = [one for one in lately if one.state is State.MISSED_BY_CLIENT]
    assert counted.sent - counted.answered == len(missed)


def test_it_says_what_a_counselor_would_ask() -> None:
    text = said([row("Blue scarf")], hidden=2)
    assert text == (
        "The last two weeks\n\n"
        "Blue scarf: answered 3 of 4. Last here November 18. Session Tuesday, November 24.\n\n"
        "Sharing no counts: 2. They are in /clients."
    )


def test_who_waits_for_something_comes_first() -> None:
    quiet = row("Zoe", 1)
    gone = replace(quiet.client, seen_at=NOW - timedelta(days=15))
    quiet = replace(quiet, client=gone, care=replace(quiet.care, silence=Silence.TELL))
    left_be = replace(row("Yan", 2), client=replace(gone, id=ClientId("2" * 32)))
    loose = row("Xia", 3)
    loose = replace(loose, care=replace(loose.care, sessions=()))
    paused = row("Walt", 4)
    client = replace(paused.client, standing=Standing.PAUSED, seen_at=NOW - timedelta(days=15))
    paused = replace(
        paused, client=client, care=replace(paused.care, silence=Silence.TELL, sessions=())
    )
    text = said([row("Ann", 5), left_be, paused, loose, quiet])
    labels = [line.partition(":")[0] for line in text.split("\n\n")[1].splitlines()]
    assert labels == ["Zoe", "Walt", "Xia", "Ann", "Yan"]
    assert text.count("Quiet for two weeks.") == 1
    assert text.count("No session planned.") == 2
    assert text.count("Paused.") == 1


@pytest.mark.parametrize("locale", sorted(packaged().words))
@given(st.lists(st.text("abc def", min_size=1, max_size=40), min_size=1, max_size=40))
def test_it_is_never_more_than_a_screen(locale: str, labels: list[str]) -> None:
    rows = []
    for n, label in enumerate(labels):
        made = row(label, n)
        client = replace(made.client, seen_at=NOW - timedelta(days=20))
        care = replace(made.care, silence=Silence.TELL, sessions=())
        rows.append(replace(made, client=client, care=care) if n % 2 else made)
    text = said(rows, 3, locale)
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, 36) or [""]]
    assert len(lines) <= 28
    assert ("/clients" in text) is True


@pytest.mark.parametrize("locale", sorted(packaged().words))
def test_nobody_to_show_is_said_kindly(locale: str) -> None:
    assert "/invite" in said([], 0, locale)
    assert "/clients" in said([], 3, locale)


def test_somebody_who_has_not_been_here_yet_is_said_so() -> None:
    made = row("Blue scarf", tally=Tally(0, 0))
    never = replace(made, client=replace(made.client, seen_at=None))
    assert "Blue scarf: nothing to count yet. Nothing yet since joining." in said([never])


WORKING = Hours((1, 2, 3, 4), time(9), time(17))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-19T10:00", "2026-11-19T10:00"),
        ("2026-11-19T08:59", "2026-11-19T09:00"),
        ("2026-11-19T17:00", "2026-11-23T09:00"),
        ("2026-11-21T12:00", "2026-11-23T09:00"),
    ],
)
def test_news_waits_for_working_hours(now: str, then: str) -> None:
    at, awaited = (datetime.fromisoformat(one).replace(tzinfo=ZONE) for one in (now, then))
    assert next_working(WORKING, ZONE, at.astimezone(UTC)) == awaited


def test_hours_that_never_are_hold_nothing_back() -> None:
    assert next_working(Hours(()), ZONE, NOW) == NOW
    assert next_working(Hours(start=time(17), end=time(9)), ZONE, NOW) == NOW
    assert next_start((), time(9), ZONE, NOW) is None


ZONES = st.sampled_from(["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])
INSTANTS = st.datetimes(datetime(2009, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds of Hypothesis are naive


@given(INSTANTS, ZONES, st.integers(1, 7), st.times().map(lambda at: at.replace(microsecond=0)))
def test_the_weekly_one_is_a_week_after_the_last_by_the_clock_on_the_wall(
    now: datetime, zone: str, day: int, start: time
) -> None:
    where = ZoneInfo(zone)
    first = next_start([day], start, where, now)
    assert first is not None
    second = next_start([day], start, where, first)
    assert second is not None
    assert now < first <= now + timedelta(days=15)
    local = [at.astimezone(where) for at in (first, second)]
    assert all(at.isoweekday() == day for at in local)
    weeks = (local[1].date() - local[0].date()).days
    assert weeks == 7 or zone == "Pacific/Apia"
    for at in local:
        jumped = datetime.combine(at.date(), start) != at.replace(tzinfo=None)
        assert not jumped or _in_a_gap(at.date(), start, where)


def _in_a_gap(day: date, wall: time, zone: ZoneInfo) -> bool:
    naive = datetime.combine(day, wall)
    return naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive
