"""What choices do: `acts` read into effects on quoted words, or on words given at a step.

An effect (`still`, `let go`, `worth seeing`, `helped`, …) acts on the words this step quotes; with
`@step` on those given there. `keep as KIND @step` keeps what was written there as that kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.interview.parse.problems import near
from bot.interview.steps import Act
from bot.interview.terms import Effect, Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.interview.parse.table import Table

_ACT = re.compile(r"(?:keep as (?P<kind>[a-z ]+?)|(?P<effect>[a-z ]+?))(?: *@(?P<step>\S+))?")


def acts(
    table: Table, choices: Collection[str], texts: Collection[str], *, quotes: bool
) -> dict[str, tuple[Act, ...]]:
    """Read `acts`; `texts` are the steps (and given words) that hold what a client wrote."""
    value = table.get("acts")
    if value is None:
        return {}
    if not isinstance(value, dict):
        table.problem("acts is not a table of choices and what they do")
        return {}
    found = {}
    for choice, written in value.items():
        if choice not in choices:
            table.problem(f"acts: {choice!r} is none of its choices{near(choice, choices)}")
        lines = written if isinstance(written, list) else [written]
        read = [_act(table, line, texts, quotes=quotes) for line in lines]
        found[choice] = tuple(act for act in read if act is not None)
    return found


def _act(table: Table, written: object, texts: Collection[str], *, quotes: bool) -> Act | None:
    match = _ACT.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        table.problem(f"acts: {written!r} is not an effect, nor keep as KIND @step")
        return None
    step = match["step"]
    if step is not None and step not in texts:
        table.problem(f"acts: @{step} is no open question before or beside it{near(step, texts)}")
    if match["kind"] is not None:
        if match["kind"] not in list(Kind):
            table.problem(f"acts: {match['kind']!r} is no kind of words{near(match['kind'], Kind)}")
            return None
        if step is None:
            table.problem(f"acts: {written!r} needs @step, to say which words")
        return Act(keep_as=Kind(match["kind"]), of=step)
    if match["effect"] not in list(Effect):
        table.problem(f"acts: {match['effect']!r} is no effect{near(match['effect'], Effect)}")
        return None
    if step is None and not quotes:
        table.problem(f"acts: {written!r} needs a quote in this step, or @step")
    return Act(Effect(match["effect"]), of=step)
