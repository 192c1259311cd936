from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.covering import covered, seen
from tests.strategies import memories

if TYPE_CHECKING:
    from bot.interview.conversation import Memory, Recalled


def words(memory: Memory) -> set[Recalled]:
    every = {*memory.words.values(), *(one for some in memory.several.values() for one in some)}
    return every if memory.about is None else {*every, memory.about}


@given(memories(), st.data())
def test_what_is_covered_shows_nothing_but_what_may_stay(
    memory: Memory, data: st.DataObject
) -> None:
    stays = (
        data.draw(st.sets(st.sampled_from(sorted(words(memory), key=repr))))
        if words(memory)
        else set()
    )
    assert words(covered(memory, stays.__contains__)) == stays
    assert covered(memory, lambda _: True) == memory or () in memory.several.values()


@given(memories(), memories(), st.booleans())
def test_of_what_was_known_then_only_what_is_on_screen_is_left(
    then: Memory, known: Memory, shows: bool
) -> None:
    shown = {one.id for one in words(then)} if shows else set()
    now = seen(then, known, shown)
    on_screen = {one for one in words(then) if one.id in shown}
    assert words(now) <= words(known) | on_screen
    assert (now.resting, now.ratings, now.then, now.several, now.picked) == (
        known.resting,
        known.ratings,
        known.then,
        known.several,
        known.picked,
    )
    assert (now.goal, now.mirrors) == (then.goal, then.mirrors)
    if now.about is not None:
        assert now.about in on_screen or then.goal == known.goal
