"""A template: a named set of plans for a client who has none yet, as data.

A template file holds `[[plans]]`, each written as a plan file is, but for a title and a zone. In
place of a cadence and slots it may say `risky`: some time before the client's own risky time, or
some days after it. `days` bounds it, counted from the day that the template is given. A plan file
is a template too, of that one plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.errors import PlanError
from bot.schedule.planfile import FORMAT
from bot.schedule.reader import Reader, text, whole
from bot.schedule.sketch import sketched
from bot.schedule.sketchfile import read_sketch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.people import ClientId
    from bot.schedule.plan import Plan, PlanId
    from bot.schedule.risky import Risky
    from bot.schedule.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Template:
    """A named set of plans; its title and what it is good for are words."""

    name: str
    plans: tuple[Sketch, ...]
    offered: int | None = None
    """Its place among those that are offered; None: it is not."""

    @property
    def needs_risky(self) -> bool:
        """Whether the client's risky time must be known."""
        return any(sketch.risky is not None for sketch in self.plans)


@cache
def packaged() -> Mapping[str, Template]:
    """Give the templates that come with Stillwater, in the order to offer; the unlisted last."""
    folder = files("bot") / "schedule" / "templates"
    found = [
        read(one.read_text("utf-8"), one.name.removesuffix(".toml"))
        for one in folder.iterdir()
        if one.name.endswith(".toml")
    ]
    found.sort(key=lambda one: (one.offered is None, one.offered, one.name))
    return MappingProxyType({one.name: one for one in found})


def offered() -> Mapping[str, Template]:
    """Give those of them that a counselor is offered, in order."""
    return {name: one for name, one in packaged().items() if one.offered is not None}


def read(toml: str, name: str) -> Template:
    """Read a template file. Raises PlanError with every problem there is."""
    top = Reader.of(toml)
    if top.need("format", whole, str(FORMAT), FORMAT) != FORMAT:
        top.note("format", f"is not one I know; write format = {FORMAT}")
    place = top.may("offered", whole, "1", None)
    if top.holds("plans"):
        tables: tuple[Reader, ...] = top.tables("plans")
        if not tables:
            top.note("plans", "name at least one plan: [[plans]]")
    else:
        top.may("title", text, '"Tuesday evening"', "")
        tables = (top,)
    plans = tuple(read_sketch(table) for table in tables)
    top.done()
    if top.problems:
        raise PlanError(str(problem) for problem in top.problems)
    return Template(name, plans, place)


def made(
    template: Template,
    *,
    client: ClientId,
    start: date,
    risky: Risky | None,
    titles: Sequence[str],
    ids: Sequence[PlanId],
) -> tuple[Plan, ...]:
    """Make a template's plans for a client, from the local date `start` on.

    `titles` and `ids` are one for each plan, in order. Raises ValueError if they are not, or if
    the template needs a risky time and there is none.
    """
    named = zip(template.plans, titles, ids, strict=True)
    return tuple(sketched(sketch, id_, client, title, start, risky) for sketch, title, id_ in named)
