"""How each thing in a brief is told: a line for a point, a number, a goal, a reason, a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.turn import Several
from bot.interview.words import Held
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.counsel.matter import Goal, Matter, Trend, Tried
    from bot.interview.turn import Line


def agenda(matter: Matter) -> tuple[Line, ...]:
    """Give their points, numbered: the first is the one they named first."""
    return tuple(
        line("brief.point", n=n, words=one.text, date=one.on)
        for n, one in enumerate(matter.agenda, 1)
    )


def numbers(matter: Matter) -> tuple[Line, ...]:
    """Give what was rated, and how it moved."""
    return tuple(map(_trend, matter.trends))


def goals(matter: Matter) -> tuple[Line, ...]:
    """Give their goals, and how many were let go of."""
    several = len(matter.goals) > 1
    told = [_goal(one, n if several else None) for n, one in enumerate(matter.goals, 1)]
    if matter.let_go:
        told.append(line("brief.let-go", n=matter.let_go))
    for one in matter.alone:
        quote = line("brief.quote", words=one.text, date=one.on)
        told.append(line("brief.goal", quote=quote, said=line("hard.not-alone")))
    return tuple(told)


def reasons(matter: Matter) -> tuple[Line, ...]:
    """Give the reasons, the newest first."""
    return tuple(line("brief.quote", words=one.text, date=one.on) for one in matter.reasons)


def tried(matter: Matter) -> tuple[Line, ...]:
    """Give if-then plans, and how often each went how."""
    return tuple(map(_tried, matter.plans))


def named(one: Trend) -> Line:
    """Name what was rated, and of which of several goals."""
    of = line(f"brief-of.{one.of}")
    return of if one.goal is None else line("brief.of-goal", of=of, n=one.goal)


def _trend(one: Trend) -> Line:
    of = named(one)
    if one.was is None or one.since is None:
        return line("brief.rated", of=of, now=one.now, date=one.on)
    moved = "brief.moved" if one.was != one.now else "brief.same"
    return line(moved, of=of, was=one.was, now=one.now, date=one.since)


def _goal(one: Goal, n: int | None) -> Line:
    quote = line("brief.quote", words=one.words.text, date=one.words.on)
    if n is not None:
        quote = line("brief.point", n=n, words=one.words.text, date=one.words.on)
    said = []
    if one.words.held is Held.REACHED:
        said.append(line("brief.reached"))
    elif one.words.held is Held.RESTS:
        said.append(line("brief.resting"))
    elif one.stage is not None:
        said.append(line(f"brief-of.stage-{one.stage}"))
    if one.new and not said:
        said.append(line("brief.new"))
    return line("brief.goal", quote=quote, said=Several(tuple(said))) if said else quote


def _tried(one: Tried) -> Line:
    plan, cue = one.plan.plan, one.plan.cue
    if cue is None:
        quote = line("brief.quote", words=plan.text, date=plan.on)
    else:
        quote = line("brief.if-then", cue=cue.text, words=plan.text, date=plan.on)
    went = [line(f"brief-of.went-{effect.name.lower()}", n=n) for effect, n in one.went.items()]
    said = Several(tuple(went)) if went else line("brief.untold")
    return line("brief.tried", quote=quote, said=said)
