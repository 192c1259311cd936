"""One step: its table read into what it is. Kinds are told apart by their keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypedDict

from bot.interview.parse.acts import acts
from bot.interview.parse.leads import Domain, lead, straight
from bot.interview.parse.problems import near
from bot.interview.parse.table import Table
from bot.interview.parse.wording import RESERVED, SILENT, SPEAKING, options, wording
from bot.interview.road import MOVES, PROFILE
from bot.interview.script import (
    SKIP,
    Choose,
    Fork,
    Kind,
    Listen,
    Next,
    Pause,
    Pick,
    Ruler,
    Say,
    Skill,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.interview.parse.problems import Problems

WIDEST: Final = 20
"""Numbers on a scale, less one: more make no keyboard for a thumb."""
LONGEST: Final = timedelta(days=14)
READERS: Final = ("zone", "time")
"""What the service can read out of typed words."""
NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,19}")
_PAUSE = re.compile(r"([1-9][0-9]{0,5})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a step has to know of the others."""

    down: str | None
    """The next step down; None in the last."""
    texts: Collection[str]
    """Steps, and given words, that hold what a client wrote."""
    may: tuple[str, ...] = (SKIP,)
    """Answers to every question beside its own."""


class _Common(TypedDict):
    skill: Skill
    quote: Kind | None
    otherwise: str | None


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
    texts = (*given, *(id_ for id_, kind in kinds.items() if kind == "open"))
    may = () if exempt else (SKIP,)
    steps: dict[str, Step] = {}
    words: dict[str, str] = {}
    # Forks branch on questions, so those are read first.
    for id_ in sorted(kinds, key=lambda id_: kinds[id_] == "fork"):
        table, beside = found[id_], Beside(downs[id_], texts, may)
        if kinds[id_] == "fork":
            steps[id_] = _fork(table, id_, beside, steps)
        else:
            steps[id_] = _read(table, id_, kinds[id_], beside)
            words |= wording(table, id_, kinds[id_])
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
        table.problem("it asks, and offers none of: scale, choices, pick, open")
    else:
        table.problem("it neither says (say), asks (ask), waits (pause) nor branches (fork)")
    return None


def _read(table: Table, step: str, kind: str, beside: Beside) -> Step:
    """Read a step that is no fork."""
    if kind == "pause":
        return Pause(step, straight(table, beside.down), _wait(table))
    common = _common(table)
    return _SPEAKING[kind](table, step, beside, common)


def _fork(table: Table, step: str, beside: Beside, steps: Mapping[str, Step]) -> Fork:
    """Read a fork, once all other steps are known."""
    on = table.text("fork", required=True) or ""
    domain = _domain(on, steps)
    if domain is None:
        table.problem(
            f"fork: {on!r} is neither a question, a measured ruler's .move nor a profile word"
            f"{near(on, steps)}"
        )
    if not isinstance(table.get("next"), dict):
        table.problem("next is not a table: a fork leads to several steps")
    if domain is None or not isinstance(table.get("next"), dict):
        return Fork(step, Next(), on)
    return Fork(step, lead(table, domain, beside.down), on)


def _domain(on: str, steps: Mapping[str, Step]) -> Domain | None:
    head, _, part = on.partition(".")
    if head == "profile" and NAME.fullmatch(part):
        return Domain(PROFILE, may=())
    asked = steps.get(head)
    if part == "move" and isinstance(asked, Ruler) and asked.measures:
        return Domain(MOVES[:-1], may=(MOVES[-1], SKIP))
    match asked if not part else None:
        case Ruler(low=low, high=high):
            return Domain(scale=(low, high))
        case Choose(choices=choices, typed=typed):
            return Domain(choices, open=typed is not None)
        case Pick(choices=choices):
            return Domain(choices, several=True)
        case Listen():
            return Domain(open=True)
        case _:
            return None


def _common(table: Table) -> _Common:
    quote, otherwise = table.one_of("quote", Kind), table.text("otherwise")
    if table.has("quote") and otherwise is None:
        table.problem("quote needs an otherwise: the step when there is nothing to mirror")
    if otherwise is not None and not table.has("quote"):
        table.problem("otherwise does nothing without a quote")
    skill = table.one_of("skill", Skill, required=True) or Skill.STRUCTURE
    return {"skill": skill, "quote": quote, "otherwise": otherwise}


def _say(table: Table, step: str, beside: Beside, common: _Common) -> Say:
    next_ = straight(table, beside.down)
    return Say(step, next_, **common, variants=len(table.texts("say")))


def _ruler(table: Table, step: str, beside: Beside, common: _Common) -> Ruler:
    match table.get("scale"):
        case [int(low), int(high)] if 0 <= low < high <= min(low + WIDEST, 100):
            pass
        case _:
            table.problem(f"scale is not [low, high], within 0 to 100 and at most {WIDEST} apart")
            low, high = 0, 10
    next_ = lead(table, Domain(may=beside.may, scale=(low, high)), beside.down)
    measures = _name(table, "measures")
    return Ruler(step, next_, **common, low=low, high=high, measures=measures)


def _choose(table: Table, step: str, beside: Beside, common: _Common) -> Choose:
    choices = options(table, "choices")
    typed = table.text("typed")
    if typed is not None and typed not in READERS:
        table.problem(f"typed: nothing reads {typed!r}; it is one of: {', '.join(READERS)}")
    return Choose(
        step,
        lead(table, Domain(choices, beside.may, open=typed is not None), beside.down),
        **common,
        choices=choices,
        acts=acts(table, choices, beside.texts, quotes=common["quote"] is not None),
        sets=_name(table, "sets"),
        typed=typed,
    )


def _pick(table: Table, step: str, beside: Beside, common: _Common) -> Pick:
    choices = options(table, "pick")
    most = max(1, len(choices))
    at_most = table.number("at_most", most, 1, most)
    return Pick(
        step,
        lead(table, Domain(choices, several=True), beside.down),
        **common,
        choices=choices,
        at_least=table.number("at_least", 0, 0, at_most),
        at_most=at_most,
        page=table.number("page", 12, 2, 20),
        keeps=table.one_of("keeps", Kind),
        sets=_name(table, "sets"),
    )


def _listen(table: Table, step: str, beside: Beside, common: _Common) -> Listen:
    if table.get("open") is not True:
        table.problem("open is not true")
    next_ = lead(table, Domain(may=beside.may, open=True), beside.down)
    keeps = table.one_of("keeps", Kind)
    return Listen(step, next_, **common, keeps=keeps, sets=_name(table, "sets"))


_SPEAKING: Final[Mapping[str, Callable[[Table, str, Beside, _Common], Step]]] = {
    "say": _say,
    "scale": _ruler,
    "choices": _choose,
    "pick": _pick,
    "open": _listen,
}


def _name(table: Table, key: str) -> str | None:
    name = table.text(key)
    if name is not None and not NAME.fullmatch(name):
        table.problem(f"{key}: {name!r} is no name: at most 20 of a-z, 0-9 and hyphen")
    return name


def _wait(table: Table) -> timedelta:
    text = table.text("pause", required=True) or ""
    found = _PAUSE.fullmatch(text)
    wait = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
    if wait is None or wait > LONGEST:
        table.problem(f"pause: {text!r} is no time like 90s, 5m, 2h or 1d, up to 14d")
        return timedelta(minutes=1)
    return wait
