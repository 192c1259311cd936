"""What is listened for in goals, a file a language, and its reader."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.safety import spelling
from bot.safety.alone import Aims, Alone
from bot.safety.danger import Tier
from bot.safety.lexicon.sets import BUILT_IN, sets
from bot.safety.lexicon.table import Table
from bot.safety.rule import WITHIN, Rule, weigher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.safety.pattern import Part, Weigh
    from bot.safety.spelling import Spelling

_KINDS: Final = tuple(Alone)


@cache
def packaged() -> tuple[Aims, ...]:
    """Give what comes with Stillwater; a test sees that nothing is wrong in it."""
    return tuple(aims for aims, _ in _read())


def problems() -> tuple[str, ...]:
    """Give everything that is wrong in the files that come with Stillwater, a sentence each."""
    return tuple(what for _, wrong in _read() for what in wrong)


def read(where: str, text: str, known: Spelling) -> tuple[Aims, tuple[str, ...]]:
    """Read one language's file; give the rules that are right, and what is wrong in the others."""
    wrong: list[str] = []
    table = Table(where, tomllib.loads(text), wrong, known)
    table.get("format")
    rules = tuple(_rules(table, sets(table, BUILT_IN), weigher(known.common)))
    table.done()
    return Aims(rules, known), tuple(wrong)


def _rules(file: Table, known: Mapping[str, Part], weigh: Weigh) -> Iterator[Rule]:
    for number, values in enumerate(file.tables("rule"), 1):
        table = file.of(f"rule {number}", values)
        id_ = table.text("id")
        if id_.partition(".")[0] not in _KINDS:
            table.problem(f"an id begins with {', '.join(_KINDS)} and a point")
            continue
        yield Rule(
            id=id_,
            tier=Tier.NONE,  # it is no alarm
            why=table.text("why"),
            any=table.patterns("any", known, weigh),
            near=table.groups("near", known, weigh),
            within=table.whole("within", WITHIN),
            unless=table.patterns("unless", known, weigh),
        )
        table.done()


@cache
def _read() -> tuple[tuple[Aims, tuple[str, ...]], ...]:
    spellings = spelling.packaged()
    found = [one for one in files(__name__).iterdir() if one.name.endswith(".toml")]
    return tuple(
        read(one.name, one.read_text(encoding="utf-8"), spellings[one.name.partition(".")[0]])
        for one in sorted(found, key=lambda one: one.name)
    )
