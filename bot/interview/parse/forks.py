"""Forks: which answers, moves of a rating or profile words a check-in branches on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.parse.leads import Domain, lead
from bot.interview.parse.problems import near
from bot.interview.parse.table import NAME
from bot.interview.road import MOVES, PROFILE
from bot.interview.script import SKIP, Choose, Fork, Listen, Next, Pick, Ruler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.parse.table import Table
    from bot.interview.script import Step


def fork(table: Table, step: str, down: str | None, steps: Mapping[str, Step]) -> Fork:
    """Read a fork, once all other steps are known."""
    on = table.text("fork", required=True) or ""
    domain = _domain(on, steps)
    if domain is None:
        table.problem(
            f"fork: {on!r} is neither a question, a measured ruler's .move nor a profile word"
            f"{near(on, steps)}"
        )
    if not isinstance(table.get("next"), dict):
        table.problem("next is not a table: a fork leads to several steps")
    if domain is None or not isinstance(table.get("next"), dict):
        return Fork(step, Next(), on)
    return Fork(step, lead(table, domain, down), on)


def _domain(on: str, steps: Mapping[str, Step]) -> Domain | None:
    head, _, part = on.partition(".")
    if head == "profile" and NAME.fullmatch(part):
        return Domain(PROFILE, may=())
    asked = steps.get(head)
    if part == "move" and isinstance(asked, Ruler) and asked.measures:
        return Domain(MOVES[:-1], may=(MOVES[-1], SKIP))
    return None if part else _answers(asked)


def _answers(asked: Step | None) -> Domain | None:
    match asked:
        case Ruler(low=low, high=high):
            return Domain(scale=(low, high))
        case Choose(choices=choices, typed=typed):
            return Domain(choices, open=typed is not None)
        case Pick(choices=choices):
            return Domain(choices, several=True)
        case Listen():
            return Domain(open=True)
        case _:
            return None
