"""The steps: each table read into what it is, told by the one key that only its kind has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.parse.forks import fork
from bot.interview.parse.leads import straight
from bot.interview.parse.speaking import Beside, speaking
from bot.interview.parse.table import NAME, Table
from bot.interview.parse.wording import RESERVED, SILENT, SPEAKING, wording
from bot.interview.steps import SKIP, WORDS, Go, Next, Pause, Pick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.parse.problems import Problems
    from bot.interview.steps import Step

LONGEST: Final = timedelta(days=14)


def read_all(
    tables: Mapping[str, Mapping[str, object]],
    problems: Problems,
    file: str,
    given: tuple[str, ...],
    *,
    exempt: bool,
) -> tuple[dict[str, Step], dict[str, str], dict[str, str]]:
    """Read every step; give those that could be read, their words, and the kind of each."""
    found = {id_: Table(table, problems, file, id_) for id_, table in tables.items()}
    kinds = {id_: kind for id_, table in found.items() if (kind := _kind(table, id_, given))}
    downs = dict(zip(found, [*list(found)[1:], None], strict=True))
    texts = (*given, *(id_ for id_, kind in kinds.items() if _open(tables[id_], kind)))
    may = () if exempt else (SKIP,)
    steps: dict[str, Step] = {}
    words: dict[str, str] = {}
    # Forks branch on questions, so those are read first.
    for id_ in sorted(kinds, key=lambda id_: kinds[id_] == "fork"):
        table = found[id_]
        match kinds[id_]:
            case "fork":
                steps[id_] = fork(table, id_, downs[id_], steps)
            case "pause":
                steps[id_] = Pause(id_, straight(table, downs[id_]), _wait(table))
            case "go":
                steps[id_] = Go(id_, Next(), _goes(table))
            case speaks:
                picks = {step.id: step for step in steps.values() if isinstance(step, Pick)}
                beside = Beside(downs[id_], texts, may, picks)
                steps[id_] = speaking(table, id_, speaks, beside)
                words |= wording(table, id_, speaks)
        table.close()
    return {id_: steps[id_] for id_ in found if id_ in steps}, words, kinds


def _kind(table: Table, step: str, given: tuple[str, ...]) -> str | None:
    """Tell which kind of step a table is, by the one key that only this kind has."""
    if not NAME.fullmatch(step) or step in {*RESERVED, "profile", *given}:
        table.problem("it needs another name: at most 20 of a-z, 0-9 and hyphen, a letter first")
    keys = [key for key in (*SPEAKING, *SILENT) if table.has(key)]
    if len(keys) == 1:
        return keys[0]
    if keys:
        table.problem(f"it has {' and '.join(keys)}: a step does one thing")
    elif table.has("ask"):
        table.problem("it asks, and offers none of: scale, choices, pick, among, open")
    else:
        table.problem(
            "it neither says (say), asks (ask), waits (pause), branches (fork) nor goes on (go)"
        )
    return None


def _wait(table: Table) -> timedelta:
    return table.span("pause", LONGEST) or timedelta(minutes=1)


def _goes(table: Table) -> str:
    if table.has("next"):
        table.get("next")
        table.problem("next does nothing here: with go this check-in is over")
    return table.name("go") or ""


def _open(values: Mapping[str, object], kind: str) -> bool:
    """Say whether a step of a kind holds what a client wrote."""
    return kind == "open" or (kind == "choices" and values.get("typed") == WORDS)
