"""The window of the last messages: at most two, never old, never long."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.services.crisis.window import (
    FRESH,
    HEARD,
    KEPT,
    LONGEST,
    having_heard,
    heard,
    remembered,
    without,
)
from tests.bot.services.room import MONDAY

GAPS = st.timedeltas(timedelta(), timedelta(days=1))


@given(st.lists(st.tuples(st.text(), GAPS), max_size=6))
def test_it_holds_the_newest_that_are_fresh(messages: list[tuple[str, timedelta]]) -> None:
    profile, now, said = {"thing": "drinking"}, MONDAY, []
    for text, gap in messages:
        now += gap
        said.append((now, text[:LONGEST]))
        profile = dict(having_heard(profile, text, now))
    fresh = [text for at, text in said if now - at < FRESH]
    assert heard(profile, now) == fresh[-KEPT:]
    assert heard(profile, now + FRESH) == []
    assert without(profile) == {"thing": "drinking"}
    assert remembered({**profile, "phone": "1", "held": "now"}) == {"thing": "drinking"}
    assert len(profile.get(HEARD, "")) <= KEPT * (6 * LONGEST + 60)
