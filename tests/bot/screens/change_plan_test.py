from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.terms import Kind
from bot.interview.words import Held, KeptWords
from bot.screens import change_plan
from bot.screens.change_plan import PARTS, SCRIPT
from tests.bot.screens.keeping import NOON, presses, words

GOALS = st.sampled_from([None, WordsId("1" * 32), WordsId("2" * 32)])


def part(number: int, step: str, held: Held = Held.HELD, goal: WordsId | None = None) -> KeptWords:
    return words(number, Kind.STEP, held, script=SCRIPT, step=step, goal=goal)


KEPT = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(Held), GOALS), max_size=20).map(
    lambda some: [part(n, *what) for n, what in enumerate(some)]
)


@given(KEPT)
def test_the_page_holds_the_newest_words_of_each_part_of_one_plan(some: list[KeptWords]) -> None:
    page = change_plan.page(some)
    assert tuple(page) == PARTS
    shown = [one for one in some if one.held not in {Held.HIDDEN, Held.LET_GO, Held.ALONE}]
    goal = shown[-1].goal if shown else None
    for name, there in page.items():
        same = [one for one in shown if one.step == name and one.goal == goal]
        assert list(there) == same[-1:]


def test_of_several_that_were_picked_at_once_all_stand() -> None:
    together = ConversationId("d" * 32)
    some = [
        words(n, Kind.SUPPORT, script=SCRIPT, step="people", conversation=together, at=NOON)
        for n in range(3)
    ]
    earlier = words(9, script=SCRIPT, step="people", at=NOON - timedelta(days=1))
    assert change_plan.page([earlier, *some])["people"] == tuple(some)


def test_the_page_says_which_parts_are_open() -> None:
    page = change_plan.page([part(1, "want")])
    lines = change_plan.screen(page).lines
    assert lines[0].id == "change-plan.head"
    assert [getattr(one.slots["words"], "id", "") for one in lines[1:]] == [
        "kept.words",
        *["change-plan.open"] * 5,
    ]
    assert not change_plan.complete(page)
    whole = change_plan.page([part(n, name) for n, name in enumerate(PARTS)])
    assert change_plan.complete(whole)
    assert [
        one.action
        for one in presses(change_plan.screen(whole, change_plan.keys(whole, begins=True)))
    ] == ["plan", "plan"]


def test_without_any_part_it_says_so_and_offers_to_begin() -> None:
    empty = change_plan.page([words(1)])
    shown = change_plan.screen(empty, change_plan.keys(empty, begins=True))
    assert [one.id for one in shown.lines] == ["change-plan.none"]
    assert [one.argument for one in presses(shown)] == [SCRIPT]
    assert change_plan.keys(empty, begins=False) == ()
