from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId, Then, WordsId
from bot.interview.past import LOOKS_BACK, SOME_TIME, series, then
from bot.interview.words import Rating
from bot.people import ClientId

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
HERE = ZoneInfo("America/New_York")


def rating(value: int, days: int, goal: str | None = None, of: str = "importance") -> Rating:
    return Rating(
        ClientId("c"),
        of,
        value,
        NOW - timedelta(days=days),
        ConversationId(f"{days}"),
        "rate",
        None if goal is None else WordsId(goal),
    )


def values(ratings: list[Rating], goal: str | None) -> list[int]:
    found = series(ratings, None if goal is None else WordsId(goal))
    return [one.value for one in found.get("importance", [])]


def test_numbers_of_one_goal_are_no_numbers_of_another() -> None:
    ratings = [rating(1, 9), rating(3, 7, "a"), rating(5, 5, "b"), rating(4, 6, "a")]
    assert values(ratings, "a") == [3, 4]
    assert values(ratings, "b") == [5]
    assert values(ratings, "c") == [1]
    assert values(ratings, None) == [1]
    assert values(ratings[1:], None) == [5]
    assert values(ratings[1:], "c") == []


def test_the_oldest_of_the_last_weeks_stands_beside_todays() -> None:
    ratings = {"importance": [rating(n, days) for n, days in ((1, 70), (2, 50), (3, 20), (4, 3))]}
    assert then(ratings, NOW, HERE) == {"importance": Then(2, (NOW - timedelta(days=51)).date())}
    assert then({"importance": [rating(4, 3)]}, NOW, HERE) == {}


@given(
    st.lists(
        st.builds(
            rating,
            st.integers(0, 10),
            st.integers(0, 200),
            st.none() | st.sampled_from("ab"),
            st.sampled_from(["importance", "confidence"]),
        )
    ),
    st.none() | st.sampled_from("abc"),
)
def test_a_series_is_of_one_thing_and_one_goal_in_order(
    ratings: list[Rating], goal: str | None
) -> None:
    found = series(ratings, None if goal is None else WordsId(goal))
    for of, several in found.items():
        assert {one.of for one in several} == {of}
        assert len({one.goal for one in several}) == 1
        assert goal is None or several[0].goal in {goal, None}
        assert several == sorted(several, key=lambda one: one.at)
    for of, old in then(found, NOW, HERE).items():
        ages = [NOW - one.at for one in found[of] if one.value == old.value]
        assert any(SOME_TIME <= age <= LOOKS_BACK for age in ages)
