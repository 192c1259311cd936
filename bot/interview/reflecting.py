"""The reflection check-in: a goal, a reason, a value, a number then and now, a plan, in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.interview.conversation import Then

NUMBER: Final = "number"
"""A rating then and now."""
TURNS: Final = (
    Kind.GOAL.value,
    Kind.REASON.value,
    Kind.VALUE.value,
    NUMBER,
    Kind.PLAN.value,
    Kind.STRENGTH.value,
)
"""What a reflection may show, in the order in which it is first shown."""
NUMBERS: Final = ("importance", "confidence")
"""Ratings that are put beside earlier ones; a craving is not."""
NOTHING: Final = ""


def available(
    kinds: AbstractSet[Kind],
    ratings: Mapping[str, Sequence[int]],
    then: Mapping[str, Then],
    *,
    hard_week: bool,
) -> frozenset[str]:
    """Give what can be shown now; in the week after a slip no number stands beside another."""
    words = {kind.value for kind in kinds} & set(TURNS)
    compared = any(then.get(of) and ratings.get(of) for of in NUMBERS)
    return frozenset(words | {NUMBER} if compared and not hard_week else words)


def turn_of(there: AbstractSet[str], before: Sequence[str]) -> str:
    """Give whose turn it is: what was not shown yet, else what was shown longest ago.

    `there` is what can be shown, `before` what earlier reflections showed, the newest first. A
    number has no rest time of its own, so it is never shown twice in a row.
    """
    again = before[:1] == [NUMBER]
    turns = [turn for turn in TURNS if turn in there and not (again and turn == NUMBER)]
    ago = {turn: before.index(turn) if turn in before else len(before) for turn in turns}
    return max(turns, key=lambda turn: ago[turn], default=NOTHING)
