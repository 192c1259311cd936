"""Edits and travels in between: nothing is sent twice, and the rules hold where the client is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.ahead import Course, nexts
from bot.schedule.mending import mend
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.pacing import Rest
from bot.schedule.plan import Limits
from bot.schedule.quiet import is_quiet
from tests.bot.schedule.lives import HOUR, MINUTE, Life, lives
from tests.bot.schedule.making import CALM, KEY, daily, slots, zones
from tests.bot.schedule.pacing_test import NEVER, had


@CALM
@given(st.data(), lives())
def test_whatever_changes_in_between_the_rules_hold(data: st.DataObject, life: Life) -> None:
    sent: list[Occurrence] = []
    after = life.after
    for _ in range(6):
        change = data.draw(st.sampled_from([None, travelled, edited]))
        life = life if change is None else data.draw(change(life))
        one = life.next(sent, after)
        if one is None:
            break
        past = [*life.had, *sent]
        assert after < one.due_at < one.expires_at
        assert (one.plan, one.place) not in {(other.plan, other.place) for other in past}
        assert not is_quiet(one.due_at, life.rest.quiet, life.zone)
        others = [other.due_at for other in past if other.plan != one.plan]
        assert all(abs(one.due_at - at) >= HOUR for at in others)
        days = [life.local(other.due_at).date() for other in past]
        assert days.count(life.local(one.due_at).date()) < life.rest.cap
        sent.append(replace(one, state=State.SENT))
        after = one.due_at + data.draw(st.integers(0, 2000)) * MINUTE


@st.composite
def travelled(draw: st.DrawFn, life: Life) -> Life:
    return replace(life, zone=draw(zones))


@st.composite
def edited(draw: st.DrawFn, life: Life) -> Life:
    """Give one of the plans other times."""
    n = draw(st.integers(0, len(life.courses) - 1))
    courses = list(life.courses)
    plan = courses[n].plan
    other = mend(replace(plan, version=plan.version + 1, slots=draw(slots()))).plan
    courses[n] = replace(courses[n], plan=other)
    return replace(life, courses=tuple(courses))


LONDON, HONOLULU, TOKYO = map(ZoneInfo, ("Europe/London", "Pacific/Honolulu", "Asia/Tokyo"))


def test_who_flies_west_over_midnight_gets_nothing_twice() -> None:
    # sent in Tokyo on the second at 09:00, when it is the first in Honolulu, 14:00
    plan = daily("09:00", limits=Limits(expire_after=12 * HOUR))
    morning = datetime(2026, 5, 2, 0, tzinfo=UTC)
    (tokyo,) = nexts([Course(plan)], TOKYO, {}, morning - MINUTE, KEY, Rest(NEVER)).values()
    assert tokyo.occurrence.due_at == morning
    sent = replace(tokyo.occurrence, state=State.ANSWERED)
    found = nexts([Course(plan, recent=[sent])], HONOLULU, {}, morning + HOUR, KEY, Rest(NEVER))
    # the second is there again, and had its prompt: the next is the third's
    assert found[plan.id].occurrence.due_at == datetime(2026, 5, 3, 19, tzinfo=UTC)


def test_who_flies_east_loses_no_day_that_is_still_to_come() -> None:
    plan = daily("20:00")
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    there = nexts([Course(plan)], TOKYO, {}, noon, KEY, Rest(NEVER))
    # 21:00 already: the first's has passed
    assert there[plan.id].occurrence.due_at == datetime(2026, 5, 2, 11, tzinfo=UTC)


def test_the_share_of_a_day_is_counted_where_the_client_is_now() -> None:
    # 23:00 in London is the next morning in Tokyo
    plan = daily("10:00")
    other = replace(had(daily("23:00"), "01 22:00"), plan=plan.id, slot=1)
    evening = datetime(2026, 5, 1, 22, 30, tzinfo=UTC)
    tokyo = nexts([Course(plan, recent=[other])], TOKYO, {}, evening, KEY, Rest(NEVER))
    assert tokyo[plan.id].occurrence.due_at == datetime(2026, 5, 3, 1, tzinfo=UTC)
    london = nexts([Course(plan, recent=[other])], LONDON, {}, evening, KEY, Rest(NEVER))
    assert london[plan.id].occurrence.due_at == datetime(2026, 5, 2, 9, tzinfo=UTC)
