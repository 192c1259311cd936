"""The page: docs/performance.md with its tables put in, each between its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.benchmarks.tables import rest, roads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.benchmarks.ledger import Ledger

TABLES: Final[Mapping[str, Callable[[Ledger], str | None]]] = {
    "machine": rest.machine,
    "roads": roads.roads,
    "ratios": roads.ratios,
    "pace": roads.pace,
    "sql": roads.sql,
    "replicas": roads.replicas,
    "profile": roads.profile,
    "prompts": rest.prompts,
    "idle": rest.idle,
    "year": rest.year,
    "soak": rest.soak,
    "knocks": rest.knocks,
    "alone": rest.alone,
    "service": rest.service,
}
"""By the name of the mark."""
_MARKED: Final = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def fill(page: str, ledger: Ledger) -> str:
    """Put in every table there are figures for; the others stay as they are.

    Raises:
        KeyError: a mark has a name that no table has.

    """

    def put(found: re.Match[str]) -> str:
        table = TABLES[found[2]](ledger)
        return found[0] if table is None else f"{found[1]}\n{table}\n\n{found[3]}"

    return _MARKED.sub(put, page)


def printed(ledger: Ledger) -> str:
    """Give every table there are figures for."""
    tables = (table(ledger) for table in TABLES.values())
    return "\n\n".join(one for one in tables if one is not None)
