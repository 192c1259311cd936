"""What of all that is kept may be told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.brief import Part
from bot.counsel.matter import matter
from bot.counsel.tally import Tally
from bot.interview.conversation import ConversationId
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held
from tests.bot.counsel.kept import DAY, SINCE, kept, known, rated, told


def test_nothing_known_is_no_part_at_all() -> None:
    assert matter(known()).parts == ()


def test_every_part_with_something_in_it_is_there_in_its_order() -> None:
    words = [kept(kind, "w") for kind in (Kind.AGENDA, Kind.GOAL, Kind.REASON, Kind.PLAN)]
    found = matter(
        known(
            words=words,
            ratings=[rated("importance", 6)],
            tally=Tally(0, 1),
            stuck=date(2026, 3, 3),
        )
    )
    assert found.parts == tuple(Part)


@pytest.mark.parametrize("held", [Held.LET_GO, Held.HIDDEN, Held.NOT_MINE])
@pytest.mark.parametrize("kind", [Kind.AGENDA, Kind.GOAL, Kind.REASON, Kind.PLAN])
def test_what_is_not_held_is_not_told(held: Held, kind: Kind) -> None:
    assert matter(known(words=[kept(kind, "w", held=held)])).parts == ()


@pytest.mark.parametrize("kind", [Kind.AGENDA, Kind.GOAL, Kind.REASON, Kind.PLAN])
def test_what_safety_would_stop_at_is_not_told(kind: Kind) -> None:
    words = [kept(kind, "w")]
    assert matter(known(words=words, quotable=lambda text: text != "w")).parts == ()


@pytest.mark.parametrize(
    "kind", [Kind.VALUE, Kind.STRENGTH, Kind.SUPPORT, Kind.STEP, Kind.TAKEAWAY, Kind.NOTE, Kind.CUE]
)
def test_other_words_are_never_told(kind: Kind) -> None:
    assert matter(known(words=[kept(kind, "w")])).parts == ()


def test_a_reason_is_told_only_if_it_is_worth_seeing_again() -> None:
    words = [kept(Kind.REASON, "a", worth_seeing=False), kept(Kind.REASON, "b")]
    assert [one.text for one in matter(known(words=words)).reasons] == ["b"]


@pytest.mark.parametrize("kind", [Kind.AGENDA, Kind.REASON, Kind.PLAN])
def test_what_was_said_before_the_last_session_was_said_there(kind: Kind) -> None:
    assert matter(known(words=[kept(kind, "w", SINCE)])).parts == ()


def test_points_are_in_the_order_given_and_reasons_the_newest_first() -> None:
    words = [kept(kind, text) for text in "ab" for kind in (Kind.AGENDA, Kind.REASON)]
    found = matter(known(words=words))
    assert [one.text for one in found.agenda] == ["a", "b"]
    assert [one.text for one in found.reasons] == ["b", "a"]


def test_while_the_mirror_rests_only_points_are_quoted() -> None:
    kinds = (Kind.AGENDA, Kind.GOAL, Kind.REASON, Kind.PLAN)
    words = [kept(kind, "w") for kind in kinds]
    found = matter(known(words=words, ratings=[rated("importance", 6)], rests=True))
    assert found.parts == (Part.AGENDA, Part.RATINGS)


def test_a_goal_is_told_with_where_they_are() -> None:
    old, new = kept(Kind.GOAL, "a", SINCE - DAY), kept(Kind.GOAL, "b", held=Held.RESTS)
    stages = [rated("readiness", 1, goal=old.id), rated("readiness", 2, goal=old.id)]
    found = matter(known(words=[old, new], ratings=stages))
    assert [(one.words.text, one.new, one.stage) for one in found.goals] == [
        ("b", True, None),
        ("a", False, 2),
    ]


def test_a_goal_is_news_when_it_is_reached_and_not_for_ever() -> None:
    goal = kept(Kind.GOAL, "a", SINCE - DAY, held=Held.REACHED)
    assert matter(known(words=[goal])).parts == ()
    assert len(matter(known(words=[goal], told=[told(goal, Effect.REACHED)])).goals) == 1


def test_goals_let_go_are_counted_and_hidden_ones_are_not() -> None:
    gone, hidden = kept(Kind.GOAL, "a", held=Held.LET_GO), kept(Kind.GOAL, "b", held=Held.HIDDEN)
    said = [told(one, Effect.LET_GO) for one in (gone, gone, hidden)]
    found = matter(known(words=[gone, hidden], told=said))
    assert (found.goals, found.let_go) == ((), 1)


def test_a_number_stands_beside_the_last_one_before_the_session() -> None:
    ratings = [
        rated("importance", 2, SINCE - 9 * DAY),
        rated("importance", 4, SINCE - DAY),
        rated("importance", 7, SINCE + DAY),
        rated("importance", 6, SINCE + 2 * DAY),
        rated("craving", 9),
        rated("confidence", 3, SINCE),
    ]
    (trend,) = matter(known(ratings=ratings)).trends
    assert (trend.of, trend.was, trend.now, trend.goal) == ("importance", 4, 6, None)
    assert (trend.since, trend.on) == (date(2026, 3, 1), date(2026, 3, 4))
    assert [value for _, value in trend.points] == [2, 4, 7, 6]


def test_a_first_number_stands_alone_or_beside_the_first_since() -> None:
    first, second = rated("confidence", 5), rated("confidence", 6, SINCE + 2 * DAY)
    assert matter(known(ratings=[first])).trends[0].was is None
    assert matter(known(ratings=[first, second])).trends[0].was == 5


def test_the_day_of_a_number_is_the_clients() -> None:
    late = SINCE + timedelta(hours=12)  # ten in the evening in New York
    assert matter(known(ratings=[rated("importance", 4, late)])).trends[0].on == date(2026, 3, 2)


def test_numbers_of_several_goals_are_told_apart_and_those_of_untold_goals_left_out() -> None:
    goals = [kept(Kind.GOAL, text) for text in "abc"]
    goals[2] = kept(Kind.GOAL, "c", id=goals[2].id, held=Held.HIDDEN)
    ratings = [rated("importance", n, goal=goal.id) for n, goal in enumerate(goals)]
    found = matter(known(words=goals, ratings=[*ratings, rated("importance", 9)]))
    assert [one.words.text for one in found.goals] == ["b", "a"]
    assert [(one.goal, one.now) for one in found.trends] == [(None, 9), (1, 1), (2, 0)]


def test_numbers_from_before_there_was_a_goal_belong_to_the_only_one() -> None:
    goal = kept(Kind.GOAL, "a")
    ratings = [rated("importance", 3, SINCE - DAY), rated("importance", 5, goal=goal.id)]
    (trend,) = matter(known(words=[goal], ratings=ratings)).trends
    assert (trend.was, trend.now) == (3, 5)


def test_a_plan_is_told_when_it_is_new_or_was_spoken_of() -> None:
    one, two = ConversationId("1" * 32), ConversationId("2" * 32)
    words = [
        kept(Kind.CUE, "old cue", SINCE - DAY, conversation=one),
        kept(Kind.PLAN, "old", SINCE - DAY, conversation=one),
        kept(Kind.CUE, "hidden cue", conversation=two, held=Held.HIDDEN),
        kept(Kind.PLAN, "new", conversation=two),
    ]
    fresh = matter(known(words=words)).plans
    assert [(one.plan.plan.text, one.plan.cue) for one in fresh] == [("new", None)]
    effects = (Effect.HELPED, Effect.FORGOT, Effect.HELPED, Effect.STILL)
    spoken = matter(known(words=words, told=[told(words[1], effect) for effect in effects])).plans
    assert [one.plan.plan.text for one in spoken] == ["new", "old"]
    assert spoken[1].went == {Effect.HELPED: 2, Effect.FORGOT: 1}
