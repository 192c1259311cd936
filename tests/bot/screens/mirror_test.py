from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.script import Kind
from bot.interview.words import Held, KeptWords
from bot.message import Press
from bot.people import ClientId
from bot.screens import mirror
from bot.screens.screen import PAGE, Screen

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def words(number: int, kind: Kind = Kind.NOTE, held: Held = Held.HELD) -> KeptWords:
    return KeptWords(
        id=WordsId(f"{number:032}"),
        client=ClientId("c" * 32),
        kind=kind,
        text=f"words {number}",
        at=NOON + timedelta(minutes=number),
        on=date(2026, 3, 2),
        script="s",
        step="s",
        conversation=ConversationId("d" * 32),
        held=held,
    )


KEPT = st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(Held)), max_size=30).map(
    lambda some: [words(n, kind, held) for n, (kind, held) in enumerate(some)]
)


def said(screen: Screen) -> list[str]:
    return [str(one.slots["words"]) for one in screen.lines if one.id == "mirror.line"]


def let_go(screen: Screen) -> list[str]:
    presses = [key.does for row in screen.keys for key in row]
    return [press.argument for press in presses if press.action == "let-go"]


def pages(kept: list[KeptWords]) -> list[Screen]:
    """Turn from the first page to the last, as the keys lead."""
    found = [mirror.screen(kept)]
    while True:
        presses = [key.does for row in found[-1].keys for key in row]
        onward = Press("page", f"mirror-{len(found)}")
        if onward not in presses:
            return found
        found.append(mirror.screen(kept, page=len(found)))


@given(KEPT)
def test_everything_held_is_on_one_page_with_its_own_way_out(kept: list[KeptWords]) -> None:
    held = [one for one in kept if one.held is not Held.LET_GO]
    shown = pages(kept)
    assert sorted(text for page in shown for text in said(page)) == sorted(o.text for o in held)
    assert [id_ for page in shown for id_ in let_go(page)] == [
        one.id for page in shown for text in said(page) for one in held if one.text == text
    ]
    assert all(len(said(page)) <= PAGE for page in shown)


@given(KEPT, st.integers(-3, 99))
def test_a_page_that_is_no_more_is_the_nearest_there_is(kept: list[KeptWords], page: int) -> None:
    shown = pages(kept)
    assert mirror.screen(kept, page=page) == shown[max(0, min(page, len(shown) - 1))]


@given(KEPT)
def test_kinds_stand_together_under_their_heads(kept: list[KeptWords]) -> None:
    for page in pages(kept):
        heads = [one.id for one in page.lines if one.id.startswith("kind.")]
        assert len(heads) == len(set(heads))


def test_nothing_kept_says_so() -> None:
    assert [one.id for one in mirror.screen([]).lines] == ["mirror.none"]
    assert mirror.screen([]).keys == ()


def test_goals_offer_another_one_whether_there_are_any_or_not() -> None:
    for kept in ([], [words(1, Kind.GOAL), words(2)]):
        shown = mirror.screen(kept, mirror.GOALS)
        assert shown.keys[-1][-1].does == Press("begin", "first-goal")
    assert said(mirror.screen([words(1, Kind.GOAL), words(2)], mirror.GOALS)) == ["words 1"]


def test_somebody_elses_goal_is_kept_to_be_seen_and_is_no_goal_of_theirs() -> None:
    kept = [words(1, Kind.GOAL, Held.NOT_MINE)]
    assert said(mirror.screen(kept)) == ["words 1"]
    assert said(mirror.screen(kept, mirror.GOALS)) == []


def test_before_words_are_let_go_they_are_quoted_and_may_stay() -> None:
    asked = mirror.sure(words(7))
    assert asked.lines[0].slots["words"] == "words 7"
    assert {key.does.action for key in asked.keys[0]} == {"gone", "stays"}
