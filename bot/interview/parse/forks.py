"""Forks: what a check-in branches on.

That is an answer, how a rating moved (`x.move`) or stands to another (`later.from.first`), a
profile word, or what is known beforehand: `earlier.step`, `words.kind`, `then.rating`, `mirrors`
and `goals`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview import road
from bot.interview.parse.leads import Domain, lead
from bot.interview.parse.problems import near
from bot.interview.parse.table import NAME
from bot.interview.rated import measured
from bot.interview.steps import SKIP, Choose, Fork, Listen, Next, Pick, Question, Ruler
from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.parse.table import Table
    from bot.interview.steps import Step

_WHOLE: Final = {"mirrors": road.MIRRORS, "goals": road.GOALS}


def fork(table: Table, step: str, down: str | None, steps: Mapping[str, Step]) -> Fork:
    """Read a fork, once all other steps are known."""
    on = table.text("fork", required=True) or ""
    domain = _domain(on, steps)
    if domain is None:
        table.problem(f"fork: {on!r} is {_not(on, steps)}")
    if not isinstance(table.get("next"), dict):
        table.problem("next is not a table: a fork leads to several steps")
    if domain is None or not isinstance(table.get("next"), dict):
        return Fork(step, Next(), on)
    return Fork(step, lead(table, domain, down), on)


def _domain(on: str, steps: Mapping[str, Step]) -> Domain | None:
    head, _, part = on.partition(".")
    asked = steps.get(head)
    if not part:
        return _answers(asked) or (Domain(_WHOLE[on], may=()) if on in _WHOLE else None)
    if asked is not None and part == road.MOVE:
        moves = Domain(road.MOVES[:-1], may=(road.MOVES[-1], SKIP))
        return moves if measured(asked) else None
    if asked is not None and part.startswith(road.FROM):
        rulers = isinstance(asked, Ruler) and isinstance(
            steps.get(part.removeprefix(road.FROM)), Ruler
        )
        return Domain(road.COMPARED) if rulers else None
    return _known(head, part, steps)


def _known(head: str, part: str, steps: Mapping[str, Step]) -> Domain | None:
    """Give what there can be of something known when the conversation begins."""
    match head:
        case "profile" if NAME.fullmatch(part):
            return Domain(road.PROFILE, may=())
        case "earlier" if part == road.ALL or isinstance(steps.get(part), Question):
            return Domain(road.EARLIER, may=())
        case "words" if part in list(Kind):
            return Domain(road.WORDS, may=())
        case "then" if NAME.fullmatch(part):
            return Domain(road.THEN, may=())
        case _:
            return None


def _answers(asked: Step | None) -> Domain | None:
    match asked:
        case Ruler(low=low, high=high, beside=beside):
            return Domain(beside, scale=(low, high))
        case Choose(choices=choices, typed=typed):
            return Domain(choices, open=typed is not None)
        case Pick(choices=choices):
            return Domain(choices, several=True)
        case Listen():
            return Domain(open=True)
        case _:
            return None


def _not(on: str, steps: Mapping[str, Step]) -> str:
    """Say what a fork's name is not, as near to what was meant as can be told."""
    head, _, part = on.partition(".")
    if part == road.MOVE:
        return f"neither a question that measures something{near(head, steps)}"
    if part.startswith(road.FROM):
        return "not two rulers, as in later.from.first"
    if head == "earlier":
        return (
            f"no question of this check-in, as in earlier.want, nor earlier.all{near(part, steps)}"
        )
    if head == "words":
        return f"no kind of words, as in words.support{near(part, Kind)}"
    others = "a rating (.move, .from.), profile., earlier., words., then., mirrors nor goals"
    return f"neither a question, {others}{near(on, steps)}"
