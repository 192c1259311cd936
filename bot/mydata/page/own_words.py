"""Sections of somebody's own words: goals with their course, the rest, the two plans, numbers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.interview.ifthen import plans
from bot.interview.terms import Kind
from bot.mydata.page.graph import graphs
from bot.mydata.page.tree import el
from bot.screens import change_plan, hard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from bot.interview.ifthen import IfThen
    from bot.interview.words import KeptWords
    from bot.mydata.page.sheet import Sheet

_ORDER: Final = tuple(Kind)


def goals(sheet: Sheet) -> list[Element]:
    """Give each goal with what belongs to it: its course, numbers, reasons and plans."""
    words = sheet.gathered.words
    return [_goal(one, sheet) for one in words if one.kind is Kind.GOAL]


def other_words(sheet: Sheet) -> list[Element]:
    """Give the words that belong to no goal that is still there, by kind."""
    theirs = _goals(sheet)
    return _by_kind([one for one in sheet.gathered.words if one.of not in theirs], sheet)


def change(sheet: Sheet) -> list[Element]:
    """Give the change plan, if one was begun, on its six parts."""
    page = change_plan.page(sheet.gathered.words)
    return [_part(part, words, sheet) for part, words in page.items()] if any(page.values()) else []


def hard_moments(sheet: Sheet) -> list[Element]:
    """Give the hard-moments plan as it stands."""
    return _by_kind(hard.plan(sheet.gathered.words), sheet)


def numbers(sheet: Sheet) -> list[Element]:
    """Give the numbers that are of no goal that is still there."""
    theirs = _goals(sheet)
    return graphs([one for one in sheet.all.numbers if one.goal not in theirs], sheet.say)


def _goals(sheet: Sheet) -> frozenset[str]:
    return frozenset(one.id for one in sheet.gathered.words if one.kind is Kind.GOAL)


def _goal(goal: KeptWords, sheet: Sheet) -> Element:
    with_it = [one for one in sheet.gathered.words if one.goal == goal.id and one.id != goal.id]
    of_it = [one for one in sheet.all.numbers if one.goal == goal.id]
    return el(
        "article",
        el("h3", sheet.say("progress.goal-of", date=goal.on)),
        el("ul", sheet.words(goal), class_="plain"),
        *graphs(of_it, sheet.say),
        *_by_kind(with_it, sheet, "h4"),
    )


def _part(part: str, words: Sequence[KeptWords], sheet: Sheet) -> Element:
    say = sheet.say
    there = el("ul", *map(sheet.words, words)) if words else el("p", say("change-plan.open"))
    return el("section", el("h3", say(f"change-plan.{part}")), there)


def _by_kind(words: Sequence[KeptWords], sheet: Sheet, heading: str = "h3") -> list[Element]:
    """Lay words out by kind; an if-then plan is one thing."""
    made = {one.plan.id: one for one in plans(words)}
    within = {part.id for one in made.values() for part in (one.cue, one.obstacle) if part}
    alone = [one for one in words if one.id not in within]
    ordered = sorted(alone, key=lambda one: (_ORDER.index(one.kind), one.at, one.id))
    return [
        el(
            "section",
            el(heading, sheet.say("kept.plans" if kind is Kind.PLAN else f"kind.{kind}")),
            el("ul", *(_row(one, made.get(one.id), sheet) for one in some)),
        )
        for kind, some in groupby(ordered, key=lambda one: one.kind)
    ]


def _row(words: KeptWords, plan: IfThen | None, sheet: Sheet) -> Element:
    """Quote words; those of an if-then plan with its "if" and what may be in the way."""
    if plan is None:
        return sheet.words(words)
    parts = (("if", plan.cue), ("in-the-way", plan.obstacle))
    before = (
        el("div", el("b", sheet.say(name)), el("ul", sheet.words(part)))
        for name, part in parts
        if part
    )
    return sheet.words(words, before=el("div", *before, el("b", sheet.say("then"))))
