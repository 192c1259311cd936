from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.mirror import FAVOURS, OFTEN, REST, Why, choose
from bot.interview.script import Kind
from bot.interview.words import Held, KeptWords
from bot.people import ClientId

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def kept(
    id_: str = "1",
    kind: Kind = Kind.GOAL,
    *,
    days: int = 0,
    shown: int | None = None,
    held: Held = Held.HELD,
    worth: bool = True,
    still: int = 0,
) -> KeptWords:
    at = NOW - timedelta(days=days)
    return KeptWords(
        id=WordsId(id_),
        client=ClientId("c"),
        kind=kind,
        text=f"words {id_}",
        at=at,
        on=at.date(),
        script="first-goal",
        step="goal",
        conversation=ConversationId("0"),
        held=held,
        worth_seeing=worth,
        shown_at=None if shown is None else NOW - timedelta(days=shown),
        still=still,
    )


def test_what_was_never_shown_comes_first_then_what_was_shown_longest_ago() -> None:
    words = [kept("1", shown=1), kept("2", shown=9, days=3), kept("3", days=5), kept("4", days=9)]
    for id_, why in (("4", Why.NEVER), ("3", Why.NEVER), ("2", Why.LONGEST), ("1", Why.ONLY)):
        choice = choose(words, NOW)[Kind.GOAL]
        assert (choice.recalled.id, choice.why) == (id_, why)
        words = [other for other in words if other.id != id_]


def test_one_of_each_kind() -> None:
    chosen = choose([kept("1"), kept("2", Kind.REASON), kept("3", Kind.STRENGTH)], NOW)
    assert {kind: choice.recalled.text for kind, choice in chosen.items()} == {
        Kind.GOAL: "words 1",
        Kind.REASON: "words 2",
        Kind.STRENGTH: "words 3",
    }


@pytest.mark.parametrize(
    "words",
    [
        kept(held=Held.LET_GO),
        kept(held=Held.NOT_MINE),
        kept(kind=Kind.REASON, worth=False),
        kept(kind=Kind.OBSTACLE),
        kept(still=OFTEN, shown=20),
        kept(still=2 * OFTEN, shown=0),
    ],
)
def test_some_words_do_not_come_back(words: KeptWords) -> None:
    assert choose([words], NOW) == {}


@pytest.mark.parametrize(
    "words",
    [
        kept(still=OFTEN, shown=21),
        kept(still=OFTEN - 1, shown=1),
        kept(still=OFTEN + 1, shown=1),
        kept(kind=Kind.REASON, still=OFTEN, shown=1),
    ],
)
def test_a_rest_is_over_some_time(words: KeptWords) -> None:
    assert choose([words], NOW)[words.kind].recalled.id == words.id


def test_a_resting_mirror_shows_nothing() -> None:
    assert choose([kept(), kept("2", Kind.STRENGTH)], NOW, rests=True) == {}


@given(
    st.lists(
        st.builds(
            kept,
            st.text("0123456789abcdef", min_size=1, max_size=4),
            st.sampled_from(Kind),
            days=st.integers(0, 99),
            shown=st.none() | st.integers(0, 99),
            held=st.sampled_from(Held),
            worth=st.booleans(),
            still=st.integers(0, 7),
        ),
        unique_by=lambda words: words.id,
    ).flatmap(lambda words: st.tuples(st.just(words), st.permutations(words)))
)
def test_only_held_words_that_favour_change_come_back_in_whatever_order_they_were_read(
    read: tuple[list[KeptWords], list[KeptWords]],
) -> None:
    words, shuffled = read
    by_id = {one.id: one for one in words}
    chosen = choose(words, NOW)
    assert choose(shuffled, NOW) == chosen
    for kind, choice in chosen.items():
        source = by_id[choice.recalled.id]
        assert source.kind is kind
        assert kind in FAVOURS
        assert source.held is Held.HELD
        assert source.worth_seeing
        assert choice.recalled.text == source.text
        assert not (
            kind is Kind.GOAL
            and source.still
            and source.still % OFTEN == 0
            and source.shown_at is not None
            and NOW - source.shown_at < REST
        )
