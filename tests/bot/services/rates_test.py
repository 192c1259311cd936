from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.services.rates import Limits, Rates

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
A_MOMENT = timedelta(milliseconds=1)
A_LITTLE = 1e-6
LIMITS = Limits(chat_rate=1.0, chat_burst=3.0, all_rate=4.0, all_burst=6.0)
LEAVES = st.lists(st.tuples(st.integers(1, 3) | st.none(), st.floats(0, 2)), max_size=30)
"""To which chat (none: a change on screen), and how many seconds after the one before."""


def test_nothing_is_held_up_at_first() -> None:
    assert Rates(LIMITS, NOON).opens(NOON) is None


def test_a_chat_opens_when_it_has_a_token_again() -> None:
    rates = Rates(LIMITS, NOON)
    for _ in range(3):
        rates.take(NOON, 7)
    assert rates.busy(NOON) == {7}
    assert rates.opens(NOON) == timedelta(seconds=1)
    assert rates.busy(NOON + timedelta(seconds=1)) == frozenset()


def test_changes_on_screen_leave_the_chat_open() -> None:
    rates = Rates(LIMITS, NOON)
    for _ in range(5):
        rates.take(NOON)
    assert rates.busy(NOON) == frozenset()
    assert rates.room(NOON) == 1


def test_everybody_waits_as_long_as_telegram_asks() -> None:
    rates = Rates(LIMITS, NOON)
    rates.hold(NOON + timedelta(seconds=9))
    assert rates.room(NOON) == 0
    assert rates.opens(NOON) == timedelta(seconds=9)
    assert rates.opens(NOON + timedelta(seconds=9)) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=60), st.integers(1, 4))
def test_replicas_that_share_send_no_more_together_than_one_alone(
    leaves: list[tuple[int, float]], parts: int
) -> None:
    replicas = [Rates(LIMITS, NOON) for _ in range(parts)]
    for one in replicas:
        one.share(parts, NOON)
    now, sent = NOON, 0
    for which, later in leaves:
        now += timedelta(seconds=later)
        one = replicas[which % parts]
        room = one.room(now)
        for _ in range(room):
            one.take(now)
        sent += room
    most = parts * max(1.0, LIMITS.all_burst / parts)
    assert sent <= most + LIMITS.all_rate * (now - NOON).total_seconds() + A_LITTLE


def test_a_clock_that_is_set_back_holds_nobody_up() -> None:
    rates, earlier = Rates(LIMITS, NOON), NOON - timedelta(hours=1)
    for _ in range(6):
        rates.take(NOON, 1)
    rates.hold(NOON + timedelta(seconds=2))
    assert rates.opens(earlier) == timedelta(seconds=2)
    assert not rates.room(earlier)
    assert rates.room(earlier + timedelta(seconds=2)) == 6
    assert not rates.busy(earlier + timedelta(seconds=4))
    rates.hold(earlier + timedelta(seconds=5))
    assert rates.opens(earlier + timedelta(seconds=4)) == timedelta(seconds=1)


def test_a_share_that_grows_gives_no_tokens_and_one_that_shrinks_takes_them() -> None:
    rates = Rates(LIMITS, NOON)
    assert rates.room(NOON) == 6
    rates.share(3, NOON)
    assert rates.room(NOON) == 2
    rates.share(1, NOON)
    assert rates.room(NOON) == 2
    assert rates.room(NOON + timedelta(seconds=1)) == 6


@given(LEAVES)
def test_whoever_comes_back_when_it_opens_is_let_through(
    leaves: list[tuple[int | None, float]],
) -> None:
    rates, now = Rates(LIMITS, NOON), NOON
    for chat, later in leaves:
        now += timedelta(seconds=later)
        if rates.room(now) and chat not in rates.busy(now):
            rates.take(now, chat)
    shut, none_left = rates.busy(now), not rates.room(now)
    opens = rates.opens(now)
    if opens is None:
        assert not shut
        assert not none_left
        return
    then = now + opens + A_MOMENT
    assert rates.busy(then) < shut or (none_left and rates.room(then))
