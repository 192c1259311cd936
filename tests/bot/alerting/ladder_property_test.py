"""What holds of the ladder whoever works when, and whatever anybody does."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.alerting.ladder import (
    AT_LATEST,
    ENDS,
    GAVE_UP,
    TAKEN_FOR,
    Rung,
    going,
    holder,
    next_step,
)
from bot.alerting.standing import standing
from bot.episode import Entry, Mark
from bot.people import Counselor, Hours
from tests.bot.alerting.crew import MONDAY, WAIT, done, line, person, told

if TYPE_CHECKING:
    from collections.abc import Sequence

STARTS = st.integers(0, 60 * 24 * 300).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
DEEDS = (Mark.SEEN, Mark.TAKEN, *sorted(GAVE_UP))


@st.composite
def crews(draw: st.DrawFn) -> list[Counselor]:
    """Draw one to four counselors, at least the first of whom can be reached."""
    made = []
    for name in ["ana", "bea", "cai", "dov"][: draw(st.integers(1, 4))]:
        start = draw(st.integers(0, 22))
        days = draw(st.sets(st.integers(1, 7), min_size=1))
        hours = Hours(tuple(sorted(days)), time(start), time(draw(st.integers(start + 1, 23))))
        zone = draw(st.sampled_from(["America/New_York", "Europe/Madrid", "Asia/Tokyo"]))
        away = draw(st.none() | STARTS)
        made.append(person(name, hours=hours, zone=zone, away_until=away))
    for n, one in enumerate(made):
        if draw(st.booleans()):
            cover = made[draw(st.integers(0, len(made) - 1))].id
            made[n] = person(one.name, hours=one.hours, zone=one.zone, cover=cover)
    return made


@st.composite
def lives(draw: st.DrawFn) -> tuple[Sequence[Counselor], list[Entry], datetime]:
    """Draw a crew and an open alert some way up, with what people did meanwhile."""
    crew, now = draw(crews()), draw(STARTS)
    first = line(now, *crew)[0]
    history = told(now, first)
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            by = draw(st.sampled_from(standing(history).told))
            now += timedelta(minutes=draw(st.integers(0, 40)))
            history.append(Entry(draw(st.sampled_from(DEEDS)), now, by))
        elif (step := next_step(history, line(now, *crew), WAIT)) is not None:
            now = max(now, step.at)
            if (again := next_step(history, line(now, *crew), WAIT)) and again.at <= now:
                history.append(done(again, now))
    return crew, history, now


@given(life=lives())
def test_having_seen_it_changes_nothing(
    life: tuple[Sequence[Counselor], list[Entry], datetime],
) -> None:
    crew, history, now = life
    unseen = [entry for entry in history if entry.mark is not Mark.SEEN]
    people = line(now, *crew)
    assert next_step(history, people, WAIT) == next_step(unseen, people, WAIT)


@given(life=lives(), who=st.data())
def test_being_on_it_stops_it_for_an_hour(
    life: tuple[Sequence[Counselor], list[Entry], datetime], who: st.DataObject
) -> None:
    crew, history, now = life
    by = who.draw(st.sampled_from(standing(history).told))
    step = next_step([*history, Entry(Mark.TAKEN, now, by)], line(now, *crew), WAIT)
    assert step is not None
    assert step.at == now + TAKEN_FOR


@given(life=lives(), mark=st.sampled_from(sorted(ENDS)))
def test_having_reached_them_or_called_for_help_ends_it(
    life: tuple[Sequence[Counselor], list[Entry], datetime], mark: Mark
) -> None:
    crew, history, now = life
    ended = [*history, Entry(mark, now, standing(history).told[0])]
    assert next_step(ended, line(now, *crew), WAIT) is None
    assert not standing(ended).open


@given(life=lives())
def test_left_alone_it_ends_at_the_operators_and_tells_nobody_twice(
    life: tuple[Sequence[Counselor], list[Entry], datetime],
) -> None:
    crew, history, now = life
    for _ in range(40):
        step = next_step(history, line(now, *crew), WAIT)
        if step is None:
            break
        now = max(now, step.at)
        step = next_step(history, line(now, *crew), WAIT)
        if step is not None and step.at <= now:
            history.append(done(step, now))
    else:
        raise AssertionError([entry.mark for entry in history])
    marks = [(entry.mark, entry.by) for entry in history]
    assert marks.count((Mark.OPERATOR, None)) == 1
    assert all(marks.count((Mark.TOLD, one.id)) <= 1 for one in crew)


@given(crew=crews(), now=STARTS)
def test_unanswered_the_operators_know_in_time(crew: list[Counselor], now: datetime) -> None:
    begins = now
    history = told(now, line(now, *crew)[0])
    while not standing(history).operators:
        step = next_step(history, line(now, *crew), WAIT)
        assert step is not None
        assert step.at >= history[-1].at
        now = max(now, step.at)
        assert now - begins <= AT_LATEST * WAIT
        history.append(done(step, now))
    assert {entry.mark for entry in history} <= {*_UNANSWERED}


_UNANSWERED = (Mark.BEGAN, Mark.TOLD, Mark.REMINDED, Mark.OPERATOR)


@given(life=lives())
def test_no_step_lies_before_what_led_to_it(
    life: tuple[Sequence[Counselor], list[Entry], datetime],
) -> None:
    crew, history, now = life
    step = next_step(history, line(now, *crew), WAIT)
    rungs = [entry.at for entry in history if entry.mark in {*_UNANSWERED, *GAVE_UP}]
    on_it = holder(going(history))
    hour_over = None if on_it is None else on_it.at + TAKEN_FOR
    assert step is None or step.at >= rungs[-1] or step.at == hour_over
    assert step is None or step.rung is not Rung.OPERATOR or step.whom is None
