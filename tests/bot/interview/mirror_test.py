from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.glass import ASKED, AT_HAND, FAVOURS, GENTLE, HARD_WEEK, Glass
from bot.interview.mirror import (
    AT_MOST,
    LONG_REST,
    OFTEN,
    REST,
    Why,
    at_hand,
    choose,
    goal_for,
    listed,
    standing,
)
from bot.interview.phrases import packaged
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, KeptWords, acted
from bot.people import ClientId

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CALM = Glass(NOW)


def kept(
    id_: str = "1",
    kind: Kind = Kind.GOAL,
    *,
    days: int = 0,
    shown: int | None = None,
    held: Held = Held.HELD,
    worth: bool = True,
    still: int = 0,
    goal: str | None = None,
    conversation: str = "0",
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
        conversation=ConversationId(conversation),
        held=held,
        worth_seeing=worth,
        shown_at=None if shown is None else NOW - timedelta(days=shown),
        still=still,
        goal=None if goal is None else WordsId(goal),
    )


def test_what_was_never_shown_comes_first_then_what_was_shown_longest_ago() -> None:
    words = [kept("1", shown=14), kept("2", shown=16, days=3), kept("3", days=5), kept("4", days=9)]
    for id_, why in (("4", Why.NEVER), ("3", Why.NEVER), ("2", Why.LONGEST), ("1", Why.ONLY)):
        choice = choose(words, CALM)[Kind.GOAL]
        assert (choice.recalled.id, choice.why, choice.recalled.why) == (id_, why, why.value)
        words = [other for other in words if other.id != id_]


def test_one_of_each_kind() -> None:
    chosen = choose([kept("1"), kept("2", Kind.REASON), kept("3", Kind.STRENGTH)], CALM)
    assert {kind: choice.recalled.text for kind, choice in chosen.items()} == {
        Kind.GOAL: "words 1",
        Kind.REASON: "words 2",
        Kind.STRENGTH: "words 3",
    }


def test_what_belongs_to_the_goal_it_is_about_goes_before_what_was_never_shown() -> None:
    words = [
        kept("a"),
        kept("b"),
        kept("1", Kind.REASON),
        kept("2", Kind.REASON, goal="b", shown=20),
    ]
    choice = choose(words, CALM, about=WordsId("b"))[Kind.REASON]
    assert (choice.recalled.id, choice.why) == ("2", Why.GOAL)
    assert choose(words, CALM, about=WordsId("b"))[Kind.GOAL].recalled.id == "b"
    assert choose(words, CALM)[Kind.REASON].recalled.id == "1"


@pytest.mark.parametrize(
    ("mine", "other", "why"),
    [(15, None, Why.ABOUT), (15, 16, Why.ABOUT), (16, 15, Why.LONGEST), (15, 3, Why.ONLY)],
)
def test_why_the_goal_it_is_about_is_no_more_than_the_truth(
    mine: int, other: int | None, why: Why
) -> None:
    goals = [kept("1", shown=mine), kept("2", shown=other)]
    choice = choose(goals, CALM, about=WordsId("1"))[Kind.GOAL]
    assert (choice.recalled.id, choice.why, choice.recalled.why) == ("1", why, why.value)


def test_beside_a_goal_stand_words_of_that_goal() -> None:
    words = [kept("a"), kept("1", Kind.REASON, days=9), kept("2", Kind.REASON, goal="a")]
    assert choose(words, CALM)[Kind.REASON].recalled.id == "2"


def test_a_plan_comes_with_its_if_or_not_at_all() -> None:
    cue = kept("1", Kind.CUE, conversation="7")
    plan = kept("2", Kind.PLAN, conversation="7")
    recalled = choose([cue, plan], CALM)[Kind.PLAN].recalled
    assert (recalled.cue, recalled.text) == ("words 1", "words 2")
    assert choose([plan], CALM) == {}
    assert choose([replace(cue, held=Held.LET_GO), plan], CALM) == {}


@pytest.mark.parametrize(
    "words",
    [
        *(kept(held=held) for held in Held if held is not Held.HELD),
        *(kept(kind=kind, worth=False) for kind in ASKED),
        *(kept(kind=kind) for kind in Kind if kind not in FAVOURS),
        *(kept(kind=kind, shown=REST[kind].days - 1) for kind in FAVOURS),
        kept(still=OFTEN, shown=20),
        kept(still=2 * OFTEN, shown=0),
    ],
)
def test_some_words_do_not_come_back(words: KeptWords) -> None:
    assert choose([words], CALM) == {}


@pytest.mark.parametrize(
    "words",
    [
        kept(still=OFTEN, shown=21),
        kept(still=OFTEN - 1, shown=13),
        kept(still=OFTEN + 1, shown=13),
        kept(kind=Kind.REASON, still=OFTEN, shown=14),
        kept(kind=Kind.VALUE, worth=False),
    ],
)
def test_a_rest_is_over_some_time(words: KeptWords) -> None:
    assert choose([words], CALM)[words.kind].recalled.id == words.id


def test_a_plan_for_one_occasion_comes_back_once_and_again_if_it_fits_another() -> None:
    cue = kept("1", Kind.CUE, conversation="a")
    plan = replace(kept("2", Kind.PLAN, conversation="a"), script="week-ahead")
    assert Kind.PLAN in choose([cue, plan], CALM)
    seen = replace(plan, shown_at=NOW - 40 * DAY)
    assert Kind.PLAN not in choose([cue, seen], CALM)
    assert Kind.PLAN in choose([cue, replace(seen, still=1)], CALM)
    assert Kind.PLAN in choose([cue, replace(seen, script="if-then")], CALM)


def test_a_resting_mirror_shows_nothing_to_nobody() -> None:
    words = [kept(), kept("2", Kind.STRENGTH)]
    for on_demand in (False, True):
        glass = Glass(NOW, rests=True, on_demand=on_demand)
        assert choose(words, glass) == {}
        assert list(at_hand(words, glass)) == []


def test_after_a_slip_only_strengths_and_values_for_a_week() -> None:
    words = [kept(kind.value, kind) for kind in Kind]
    soon, later = NOW - HARD_WEEK + DAY, NOW - HARD_WEEK
    assert choose(words, Glass(NOW, slipped_at=soon)).keys() == GENTLE
    asked = choose(words, Glass(NOW, slipped_at=soon, on_demand=True))
    assert asked.keys() == AT_HAND
    assert choose(words, Glass(NOW, slipped_at=later)).keys() == FAVOURS


def test_who_asks_gets_what_is_at_hand_however_lately_it_was_seen() -> None:
    words = [kept("1", Kind.SUPPORT, shown=0)]
    assert choose(words, CALM) == {}
    assert choose(words, Glass(NOW, on_demand=True))[Kind.SUPPORT].recalled.id == "1"


def test_a_check_in_is_about_the_goal_that_was_left_alone_longest() -> None:
    goals = [kept("1", shown=2), kept("2", shown=9), kept("3", still=OFTEN, shown=9)]
    first = goal_for(goals, NOW, {})
    rated = goal_for(goals, NOW, {WordsId("2"): NOW})
    assert (first and first.id, rated and rated.id) == ("2", "1")
    assert goal_for([kept(held=Held.RESTS), kept(kind=Kind.REASON)], NOW, {}) is None


def test_why_can_be_said_in_every_language() -> None:
    for words in packaged().words.values():
        assert {f"why.{why}" for why in Why} <= words.keys()


WORDS = st.lists(
    st.builds(
        kept,
        st.sampled_from("0123456789abcdef"),  # few, so that some is the goal it is about
        st.sampled_from(Kind),
        days=st.integers(0, 99),
        shown=st.none() | st.integers(0, 99),
        held=st.sampled_from(Held),
        worth=st.booleans(),
        still=st.integers(0, 7),
        goal=st.none() | st.sampled_from("0123"),
        conversation=st.sampled_from("01"),
    ),
    unique_by=lambda words: words.id,
)
GLASSES = st.builds(
    Glass,
    st.just(NOW),
    rests=st.booleans(),
    slipped_at=st.none() | st.integers(0, 20).map(lambda days: NOW - timedelta(days=days)),
    on_demand=st.booleans(),
)
ABOUT = st.none() | st.sampled_from("0123").map(WordsId)


@given(
    WORDS.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))), GLASSES, ABOUT
)
def test_every_promise_about_what_comes_back_in_whatever_order_it_was_read(
    read: tuple[list[KeptWords], list[KeptWords]], glass: Glass, about: WordsId | None
) -> None:
    words, shuffled = read
    by_id = {one.id: one for one in words}
    chosen = choose(words, glass, about)
    assert {kind: pick.why for kind, pick in choose(shuffled, glass, about).items()} == {
        kind: pick.why for kind, pick in chosen.items()
    }
    assert not (glass.rests and chosen)
    if glass.hard_week:
        assert chosen.keys() <= (AT_HAND if glass.on_demand else GENTLE)
    for kind, choice in chosen.items():
        source = by_id[choice.recalled.id]
        assert source.kind is kind
        assert kind in FAVOURS
        assert source.held is Held.HELD
        assert source.worth_seeing or kind not in ASKED
        assert (choice.recalled.text, choice.recalled.on) == (source.text, source.on)
        assert bool(choice.recalled.cue) == (kind is Kind.PLAN)
        if kind is Kind.GOAL and about is not None:
            assert source.id == about
        others = choose([one for one in words if one is not source], glass)
        if choice.why is Why.ONLY:
            assert kind not in others
        else:
            assert kind in others
        assert (choice.why is Why.NEVER) <= (source.shown_at is None)
        if source.shown_at is not None and not glass.on_demand:
            ago = NOW - source.shown_at
            assert ago >= REST[kind]
            assert (
                kind is not Kind.GOAL
                or not source.still
                or source.still % OFTEN
                or ago >= LONG_REST
            )


@given(
    WORDS.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))), GLASSES, ABOUT
)
def test_what_is_listed_stands_newest_last_and_of_the_goal_in_question_after_all_others(
    read: tuple[list[KeptWords], list[KeptWords]], glass: Glass, goal: WordsId | None
) -> None:
    words, shuffled = read
    by_id = {one.id: one for one in words}
    found = listed(words, glass, goal)
    assert found == listed(shuffled, glass, goal)
    there = standing(words, glass)
    assert there.keys() == {one.id for one in at_hand(words, glass)}
    for kind, several in found.items():
        assert 0 < len(several) <= AT_MOST
        assert all(there[one.id] == one for one in several)
        sources = [by_id[one.id] for one in several]
        assert {one.kind for one in sources} == {kind}
        assert [(one.text, one.on) for one in several] == [(one.text, one.on) for one in sources]
        assert all(bool(one.cue) == (kind is Kind.PLAN) for one in several)
        places = [(goal is not None and one.goal == goal, one.at) for one in sources]
        assert places == sorted(places)
    assert found.keys() == {by_id[id_].kind for id_ in there}


@given(
    st.lists(st.sampled_from([Kind.GOAL, Kind.REASON, Kind.PLAN]), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 96), st.sampled_from([Effect.STILL, Effect.CHANGED, None])),
        max_size=40,
    ),
)
def test_through_months_of_showing_nothing_comes_twice_within_its_rest_time(
    kinds: list[Kind], looks: list[tuple[int, Effect | None]]
) -> None:
    words = {
        id_: kept(id_, kind, conversation=id_) for id_, kind in zip("012345", kinds, strict=False)
    }
    cues = [kept(f"cue {id_}", Kind.CUE, conversation=id_) for id_ in words]
    shown: dict[WordsId, datetime] = {}
    now = NOW
    for hours, effect in looks:
        now += timedelta(hours=hours)
        for kind, choice in choose([*words.values(), *cues], Glass(now)).items():
            id_ = choice.recalled.id
            assert id_ not in shown or now - shown[id_] >= REST[kind]
            seen = replace(words[id_], shown_at=now)
            words[id_] = seen if effect is None else acted(seen, effect)
            shown[id_] = now
