"""The head of a check-in's file: its format, its titles, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.interview.parse.gate import gate
from bot.interview.parse.source import FORMAT
from bot.interview.parse.table import NAME, Table
from bot.interview.script import Gate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.parse.problems import Problems


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the steps."""

    words: dict[str, str]
    listed: bool
    exempt: bool
    given: tuple[str, ...]
    on_goal: bool = False
    on_demand: bool = False
    gate: Gate = field(default_factory=Gate)


def header(values: Mapping[str, object], problems: Problems, file: str) -> Header | None:
    """Read the head of a source; None if it is of a format that is not ours to read."""
    table = Table(values, problems, file)
    format_ = table.get("format")
    if format_ != FORMAT or isinstance(format_, bool):
        table.problem(f"format is not {FORMAT}, the one this version reads")
        return None
    given = () if table.get("given") is None else table.texts("given")
    for name in given:
        if not NAME.fullmatch(name):
            table.problem(f"given: {name!r} is no name: at most 20 of a-z, 0-9 and hyphen")
    listed = table.flag("listed", default=True)
    exempt = table.flag("exempt", default=False)
    found = Header(
        titles(table),
        listed,
        exempt,
        given,
        on_goal=table.flag("goal", default=False),
        on_demand=table.flag("on_demand", default=False),
        gate=gate(table.get("gate"), problems, file),
    )
    table.get("steps")
    table.close()
    return found


def titles(table: Table) -> dict[str, str]:
    """Read the titles, in the source or in a translation."""
    found = {key: table.text(key, required=True) for key in ("title", "about")}
    return {key: text for key, text in found.items() if text is not None}
