"""One language's files of rules, read, with every problem in them at once, in their author's terms.

`sets.toml` holds sets that all files of the language may name, `excuses.toml` what excuses a
danger, `denial.toml` how the language says no; every other file holds rules.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final

from bot.safety.danger import Danger, Tier
from bot.safety.lexicon.sets import BUILT_IN, sets
from bot.safety.lexicon.table import Table
from bot.safety.normal import words
from bot.safety.pattern import Choice, Gap, Maybe, Word, vocabulary
from bot.safety.rule import WITHIN, Denial, Excuse, Lexicon, Pattern, Rule, weigher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.safety.pattern import Part, Weigh
    from bot.safety.rule import Patterns
    from bot.safety.spelling import Spelling

SETS: Final = "sets"
EXCUSES: Final = "excuses"
DENIAL: Final = "denial"
FORMAT: Final = 1
_DANGERS: Final = tuple(Danger)
_ID: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def read(
    locale: str, texts: Mapping[str, str], spelling: Spelling
) -> tuple[Lexicon, tuple[str, ...]]:
    """Read a language's files (name → TOML text); give the lexicon and what is wrong in them.

    A rule that is wrong is left out, and so is a pattern, so that what is right still works.
    """
    problems: list[str] = []
    tables = {
        name: _table(f"{locale}/{name}.toml", texts[name], problems, spelling) for name in texts
    }
    weigh = weigher(spelling.common)
    nothing = Table("", {}, problems)
    shared = sets(tables.pop(SETS, nothing), BUILT_IN)
    excuses, firm = _excuses(tables.pop(EXCUSES, nothing), shared, weigh)
    denial = _denial(tables.pop(DENIAL, nothing), shared, weigh)
    rules: dict[str, Rule] = {}
    for _, table in sorted(tables.items()):
        for rule in _rules(table, sets(table, shared), weigh):
            if rule.id in rules:
                table.problem(f"{rule.id}: another rule has this id")
            rules[rule.id] = rule
        table.done()
    return Lexicon(tuple(rules.values()), excuses, firm, denial, spelling), tuple(problems)


def _table(where: str, text: str, problems: list[str], spelling: Spelling) -> Table:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{where}: this is not TOML: {error}")
        return Table(where, {}, problems)
    table = Table(where, values, problems, spelling)
    if table.get("format") != FORMAT:
        table.problem(f"format = {FORMAT} is missing")
    return table


def _rules(file: Table, known: Mapping[str, Part], weigh: Weigh) -> Iterator[Rule]:
    for number, values in enumerate(file.tables("rule"), 1):
        table = file.of(f"rule {number}", values)
        id_ = table.text("id")
        table.where = f"{file.where}: {id_ or number}"
        if not _ID.fullmatch(id_) or id_.partition(".")[0] not in _DANGERS:
            table.problem(f"an id begins with a danger and a point: {', '.join(_DANGERS)}")
            continue
        tier = Tier(table.one_of("tier", (Tier.URGENT, Tier.SOFT)))
        denied = table.one_of("denied", (Tier.SOFT, Tier.NONE, "same"), Tier.SOFT)
        rule = Rule(
            id=id_,
            tier=tier,
            why=table.text("why"),
            any=tuple(_telling(table, table.patterns("any", known, weigh))),
            near=table.groups("near", known, weigh),
            within=table.whole("within", WITHIN),
            unless=table.patterns("unless", known, weigh),
            unless_near=table.patterns("unless_near", known, weigh),
            denied=tier if denied == "same" else Tier(denied),
            firm=table.flag("firm"),
        )
        table.done()
        if rule.any or rule.near:
            yield rule
        else:
            table.problem("there is nothing it listens for")


def _telling(table: Table, patterns: Patterns) -> Iterator[Pattern]:
    """Give those that are not met by one word of everyday, once what may be missing is missing."""
    for pattern in patterns:
        needed = [part for part in pattern.row.parts if not isinstance(part, Maybe | Gap)]
        if len(needed) == 1 and (alone := _single(needed[0]) & table.spelling.common):
            table.problem(f"any: “{pattern.text}”: “{min(alone)}” alone would meet it")
        else:
            yield pattern


def _single(part: Part) -> frozenset[str]:
    """Give the single words that are enough for a part."""
    either = part.parts if isinstance(part, Choice) else (part,)
    return vocabulary(one for one in either if isinstance(one, Word))


def _excuses(
    file: Table, shared: Mapping[str, Part], weigh: Weigh
) -> tuple[tuple[Excuse, ...], Patterns]:
    known = sets(file, shared)
    firm = file.patterns("firm", known, weigh)
    excuses = []
    for number, values in enumerate(file.tables("excuse"), 1):
        table = file.of(f"excuse {number}", values)
        id_ = table.text("id")
        table.where = f"{file.where}: {id_ or number}"
        of = table.texts("of")
        if strange := sorted(set(of) - set(_DANGERS)):
            table.problem(f"of: there is no danger {', '.join(strange)}")
        excuses.append(
            Excuse(
                id=id_,
                any=table.patterns("any", known, weigh),
                of=frozenset(Danger(one) for one in of if one in _DANGERS),
                makes=Tier(table.one_of("makes", (Tier.NONE, Tier.SOFT))),
                whole=table.flag("whole"),
            )
        )
        table.get("why")
        table.done()
    file.done()
    return tuple(excuses), firm


def _denial(file: Table, shared: Mapping[str, Part], weigh: Weigh) -> Denial:
    denial = Denial(
        negations=file.patterns("negations", shared, weigh),
        idle=file.patterns("idle", shared, weigh),
        between=frozenset(
            word for one in file.texts("between") for word in words(one, file.spelling)
        ),
    )
    file.done()
    return denial
