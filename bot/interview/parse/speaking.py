"""The steps that speak: what is said, and the four kinds of question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypedDict

from bot.interview.parse.acts import acts
from bot.interview.parse.leads import Domain, lead, straight
from bot.interview.parse.problems import near
from bot.interview.parse.wording import options
from bot.interview.steps import SKIP, WORDS, Choose, Listen, Pick, Ruler, Say
from bot.interview.terms import Kind, Skill

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.interview.parse.table import Table
    from bot.interview.steps import Step

WIDEST: Final = 20
"""Numbers on a scale, less one: more make no keyboard for a thumb."""
READERS: Final = ("zone", "time", "risky", "day", "line")
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
    picks: Mapping[str, Pick] = field(default_factory=dict)
    """The choose-several questions further up."""


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
    extra = options(table, "beside") if table.has("beside") else ()
    for option in extra:
        if option.isdecimal():
            table.problem(f"beside: {option!r} reads as a number of the scale")
    return Ruler(
        step,
        lead(table, Domain(extra, beside.may, scale=(low, high)), beside.down),
        **common,
        low=low,
        high=high,
        measures=table.name("measures"),
        beside=extra,
    )


def _choose(table: Table, step: str, beside: Beside, common: _Common) -> Choose:
    choices = options(table, "choices")
    typed = table.text("typed")
    known = (*READERS, WORDS)
    if typed is not None and typed not in known:
        table.problem(f"typed: nothing reads {typed!r}; it is one of: {', '.join(known)}")
    keeps = table.one_of("keeps", Kind)
    if keeps is not None and typed != WORDS:
        table.problem('keeps needs typed = "words" here: only what is written is kept')
    return Choose(
        step,
        lead(table, Domain(choices, beside.may, open=typed is not None), beside.down),
        **common,
        choices=choices,
        acts=acts(table, choices, beside.texts, quotes=common["quote"] is not None),
        sets=table.name("sets"),
        typed=typed,
        keeps=keeps,
        measures=table.name("measures"),
    )


def _pick(table: Table, step: str, beside: Beside, common: _Common) -> Pick:
    among = table.text("among")
    choices = options(table, "pick") if among is None else _lent(table, among, beside.picks)
    most = max(1, len(choices))
    at_most = table.number("at_most", most, 1, most)
    return Pick(
        step,
        lead(table, Domain(choices, several=True), beside.down),
        **common,
        choices=choices,
        among=among,
        at_least=table.number("at_least", 0, 0, at_most),
        at_most=at_most,
        page=table.number("page", 12, 2, 20),
        keeps=table.one_of("keeps", Kind),
        sets=table.name("sets"),
    )


def _lent(table: Table, among: str, picks: Mapping[str, Pick]) -> tuple[str, ...]:
    """Give what may be picked at an earlier question, to be picked from again."""
    if among not in picks:
        table.problem(f"among: {among!r} is no pick further up{near(among, picks)}")
        return ()
    return picks[among].choices


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
    "among": _pick,
    "open": _listen,
}
