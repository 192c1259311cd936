"""The course of an episode: what joins it, what is asked, and when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import course
from bot.episode import Entry, Episode, EpisodeId, Mark
from bot.people import Client, ClientId, Quiet
from bot.safety.assess import Assessment
from bot.safety.danger import Danger, Tier
from bot.schedule.quiet import is_quiet

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANN = ClientId("a" * 32)
EPISODE = Episode(EpisodeId("e" * 32), ANN, Danger.SELF_HARM, Tier.SOFT, NOON, ("first",))
TIERS = st.sampled_from([Tier.SOFT, Tier.URGENT])
DANGERS = st.sampled_from(Danger)
ASSESSMENTS = st.builds(
    Assessment,
    TIERS,
    st.lists(DANGERS, max_size=2, unique=True).map(tuple),
)
CLIENTS_SIDE = st.sampled_from(
    [*course.SHOWN, *course.ANSWERS, Mark.SILENT, Mark.NEXT_DAY, Mark.GOES_ON]
)


def history(*marks: Mark, apart: timedelta = timedelta(minutes=1)) -> list[Entry]:
    return [Entry(mark, NOON + n * apart) for n, mark in enumerate(marks)]


@given(ASSESSMENTS, DANGERS, TIERS)
def test_what_joins_never_makes_it_less(found: Assessment, danger: Danger, tier: Tier) -> None:
    before = replace(EPISODE, danger=danger, tier=tier)
    after = course.joined(before, found, "more")
    assert after.tier.weight == max(tier.weight, found.tier.weight)
    assert after.words == ("first", "more")
    order = list(Danger)
    if after.tier is before.tier:
        assert order.index(after.danger) <= order.index(before.danger)
    assert after.danger in {danger, *found.dangers}


@given(DANGERS)
def test_nothing_is_asked_once_minutes_count(danger: Danger) -> None:
    assert course.asks(danger, Tier.SOFT)
    assert course.asks(danger, Tier.URGENT) is (danger not in course.NOW)
    assert not course.asks(danger, Tier.URGENT, attempt=True)


@pytest.mark.parametrize(
    ("tier", "rules", "attempt"),
    [
        (Tier.URGENT, ("self-harm.attempt.now",), True),
        (Tier.URGENT, ("self-harm.attempt.past",), False),
        (Tier.URGENT, ("self-harm.intent.want",), False),
        (Tier.SOFT, ("self-harm.attempt.now",), False),
    ],
)
def test_an_attempt_is_known_by_its_rule(
    tier: Tier, rules: tuple[str, ...], *, attempt: bool
) -> None:
    assert course.attempted(Assessment(tier, (Danger.SELF_HARM,), rules)) is attempt


@given(st.lists(CLIENTS_SIDE, min_size=1, max_size=8), st.timedeltas(timedelta(), 9 * course.QUIET))
def test_whatever_happens_it_ends_once_nothing_comes(marks: list[Mark], after: timedelta) -> None:
    came = history(*marks)
    for tier in (Tier.SOFT, Tier.URGENT):
        episode = replace(EPISODE, tier=tier)
        last = came[-1].at
        assert course.is_over(episode, came, last + course.LONGEST)
        assert not course.is_over(episode, came, last)
        if course.is_over(episode, came, last + after):
            assert course.is_over(episode, came, last + after + timedelta(days=1))


def test_an_urgent_one_is_over_two_days_after_they_went_on() -> None:
    urgent = replace(EPISODE, tier=Tier.URGENT)
    went_on = history(Mark.BEGAN, Mark.GOES_ON)
    assert not course.is_over(urgent, went_on, NOON + timedelta(hours=47))
    assert course.is_over(urgent, went_on, NOON + timedelta(hours=49))
    again = history(Mark.BEGAN, Mark.GOES_ON, Mark.AGAIN)
    assert not course.is_over(urgent, again, NOON + timedelta(hours=49))


def test_a_typed_answer_is_one_until_it_was_given_or_half_a_day_went_by() -> None:
    shown = history(Mark.BEGAN)
    assert course.waits_for_answer(EPISODE, shown, NOON + timedelta(minutes=9))
    assert not course.waits_for_answer(EPISODE, shown, NOON + timedelta(hours=12))
    told = history(Mark.BEGAN, Mark.NO)
    assert not course.waits_for_answer(EPISODE, told, NOON + timedelta(minutes=9))
    assert course.answered(told) is Mark.NO
    assert course.answered(history(Mark.BEGAN, Mark.NO, Mark.AGAIN)) is None
    overdose = replace(EPISODE, danger=Danger.OVERDOSE, tier=Tier.URGENT)
    assert not course.waits_for_answer(overdose, shown, NOON)


@pytest.mark.parametrize(
    ("danger", "answer", "yes"),
    [
        (Danger.SELF_HARM, Mark.YES, True),
        (Danger.SELF_HARM, Mark.SOMETIMES, False),
        (Danger.OVERDOSE, Mark.SOMETIMES, True),
        (Danger.OVERDOSE, Mark.NO, False),
    ],
)
def test_not_sure_is_a_yes_where_minutes_count(danger: Danger, answer: Mark, *, yes: bool) -> None:
    assert course.is_yes(danger, answer) is yes


def test_more_of_the_same_is_answered_in_few_words_while_the_card_is_there() -> None:
    urgent = replace(EPISODE, tier=Tier.URGENT)
    same = Assessment(Tier.URGENT, (Danger.SELF_HARM,))
    soon, later = NOON + timedelta(minutes=5), NOON + timedelta(hours=1)
    assert course.still_shown(urgent, history(Mark.BEGAN), same, soon)
    assert not course.still_shown(urgent, history(Mark.BEGAN), same, later)
    worse = Assessment(Tier.URGENT, (Danger.OVERDOSE,))
    assert not course.still_shown(urgent, history(Mark.BEGAN), worse, soon)
    other = Assessment(Tier.URGENT, (Danger.THREAT,))
    assert not course.still_shown(urgent, history(Mark.BEGAN), other, soon)
    assert not course.still_shown(EPISODE, history(Mark.BEGAN), same, soon)
    assert not course.still_shown(None, [], same, soon)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - made aware below
    st.sampled_from(["America/New_York", "Europe/Madrid", "Pacific/Apia", "Asia/Kolkata", "UTC"]),
    st.times(),
    st.times(),
)
def test_the_next_day_is_asked_about_in_the_morning_and_never_at_night(
    at: datetime, zone: str, start: time, end: time
) -> None:
    now = at.replace(tzinfo=UTC)
    client = Client(ANN, 1, NOON, zone=zone, quiet=Quiet(start, end))
    asked = course.next_day(client, now)
    assert asked - now >= course.SLEPT
    assert asked - now <= timedelta(hours=56)
    assert not is_quiet(asked, client.quiet, ZoneInfo(zone))
