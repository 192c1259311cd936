"""The steps that speak: what is said, and the four kinds of question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from bot.interview.parse.acts import acts
from bot.interview.parse.leads import Domain, lead, straight
from bot.interview.parse.wording import options
from bot.interview.script import SKIP, Choose, Kind, Listen, Pick, Ruler, Say, Skill

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.interview.parse.table import Table
    from bot.interview.script import Step

WIDEST: Final = 20
"""Numbers on a scale, less one: more make no keyboard for a thumb."""
READERS: Final = ("zone", "time", "risky", "day")
"""What the service can read out of typed words."""


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


def speaking(table: Table, step: str, kind: str, beside: Beside) -> Step:
    """Read a step that says or asks something."""
    return _KINDS[kind](table, step, beside, _common(table))


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
            # TOML's true and false are Python's 1 and 0.
            low, high = int(low), int(high)
        case _:
            table.problem(f"scale is not [low, high], within 0 to 100 and at most {WIDEST} apart")
            low, high = 0, 10
    next_ = lead(table, Domain(may=beside.may, scale=(low, high)), beside.down)
    measures = table.name("measures")
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
        sets=table.name("sets"),
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
        sets=table.name("sets"),
    )


def _listen(table: Table, step: str, beside: Beside, common: _Common) -> Listen:
    if table.get("open") is not True:
        table.problem("open is not true")
    next_ = lead(table, Domain(may=beside.may, open=True), beside.down)
    keeps = table.one_of("keeps", Kind)
    return Listen(step, next_, **common, keeps=keeps, sets=table.name("sets"))


_KINDS: Final[Mapping[str, Callable[[Table, str, Beside, _Common], Step]]] = {
    "say": _say,
    "scale": _ruler,
    "choices": _choose,
    "pick": _pick,
    "open": _listen,
}
