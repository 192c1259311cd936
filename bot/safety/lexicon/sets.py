"""Sets: lists of words that patterns name, and that may name each other."""

from __future__ import annotations

import re
from collections import ChainMap
from typing import TYPE_CHECKING, Final

from bot.safety.heard import MANY, NUMBER
from bot.safety.notation import Unreadable, choice, read
from bot.safety.pattern import Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.safety.lexicon.table import Table
    from bot.safety.pattern import Part

BUILT_IN: Final[Mapping[str, Part]] = {
    "number": Word(frozenset({NUMBER})),
    "many": Word(frozenset({MANY})),
}
"""Numbers in digits, and those of two digits or more; a set of this name adds to it."""
_NAMED: Final = re.compile(r"\{([^{}]*)\}")


def sets(table: Table, shared: Mapping[str, Part]) -> Mapping[str, Part]:
    """Read the sets of a file, over the shared ones; each stands after those that it names."""
    values = table.get("sets")
    if values is None:
        return shared
    named = table.of("sets", values)
    written = {name: named.texts(name) for name in (values if isinstance(values, dict) else ())}
    made: dict[str, Part] = {}
    known = ChainMap(made, dict(shared), dict(BUILT_IN))
    waiting = dict(written)
    while waiting:
        ready = [name for name in waiting if not _names(waiting[name]) & waiting.keys() - {name}]
        if not ready:
            named.problem(f"{', '.join(sorted(waiting))} name each other")
            break
        for name in ready:
            parts: list[Part] = [BUILT_IN[name]] if name in BUILT_IN else []
            for text in waiting.pop(name):
                try:
                    row = read(text, known, table.spelling)
                except Unreadable as error:
                    named.problem(f"{name}: “{text}”: {error}")
                else:
                    parts.append(row.parts[0] if len(row.parts) == 1 else row)
            if parts:
                made[name] = choice(parts)
            else:
                named.problem(f"{name} is empty")
    return known


def _names(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for text in texts for name in _NAMED.findall(text))
