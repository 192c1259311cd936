"""The words of a step, by line id: read alike from the source and from its translations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.interview.steps import END, SKIP, STOP, Pick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.parse.table import Table
    from bot.interview.steps import Step

OPTION: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
"""What a button can carry beside its conversation and turn: 30 of its 64 bytes."""
RESERVED: Final = frozenset({SKIP, STOP, END, "else"})
SPEAKING: Final = ("say", "scale", "choices", "pick", "among", "open")
"""The keys that tell the kinds of step apart which have words."""
SILENT: Final = ("pause", "fork", "go")


def wording(table: Table, step: str, kind: str) -> dict[str, str]:
    """Read the words of a step of a kind."""
    if kind in SILENT:
        return {}
    if kind == "say":
        return {f"{step}.say.{n}": text for n, text in enumerate(table.texts("say"), 1)}
    ask = table.text("ask", required=True)
    words = {} if ask is None else {f"{step}.ask": ask}
    labelled = "beside" if kind == "scale" and table.has("beside") else kind
    if labelled in {"choices", "pick", "beside"}:
        for option, label in table.named(labelled).items():
            words[f"{step}.choice.{option}"] = label
    return words


def lent(steps: Mapping[str, Step], words: Mapping[str, str]) -> dict[str, str]:
    """Give the labels of what is picked among the picks of an earlier question: those it has."""
    whole = dict(words)
    for step in steps.values():
        if isinstance(step, Pick) and step.among is not None:
            for option in step.choices:
                label = whole.get(f"{step.among}.choice.{option}")
                if label is not None:
                    whole[f"{step.id}.choice.{option}"] = label
    return whole


def options(table: Table, kind: str) -> tuple[str, ...]:
    """Read the options of a question, in the author's order."""
    found = table.named(kind)
    for option in found:
        if option in RESERVED or not OPTION.fullmatch(option):
            table.problem(
                f"{kind}: {option!r} cannot name an option: at most 30 of a-z, 0-9 and hyphen,"
                f" and none of {', '.join(sorted(RESERVED))}"
            )
    return tuple(found)
