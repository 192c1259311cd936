"""A client to plan for, and a wizard begun for them, without a service around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from bot.counsel.dayword import names
from bot.counsel.draft import Draft
from bot.counsel.wizard import making, wizard
from bot.counsel.wizard.facts import Facts
from bot.counsel.wizard.screens import screen
from bot.counsel.wizard.vocabulary import vocabulary
from bot.interview import phrases
from bot.people import ClientId, CounselorId, Quiet
from bot.schedule.pacing import Rest
from bot.schedule.plan import PlanId
from bot.services.voice import Voice

if TYPE_CHECKING:
    from bot.counsel.wizard.facts import Deed
    from bot.schedule.plan import Plan

VOICE: Final = Voice(phrases.packaged())
MONDAY: Final = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the morning in New York."""
FACTS: Final = Facts(
    label="Blue scarf",
    now=MONDAY,
    zone=ZoneInfo("America/New_York"),
    titles={
        "week-review": "How the week went",
        "goal-mirror": "A look at a goal",
        "importance": "How important",
    },
    courses=(),
    anchors={"enrolment": date(2026, 2, 1)},
    rest=Rest(Quiet()),
    key=bytes(32),
    names=names(phrases.packaged(), "en"),
    known=vocabulary(phrases.packaged()),
)


def facts(**changed: Any) -> Facts:  # noqa: ANN401 - the fields of Facts
    return replace(FACTS, **changed)


def begun(about: Facts = FACTS, plan: Plan | None = None) -> Draft:
    made = plan or making.usual(PlanId("a" * 32), ClientId("c" * 32), about)
    return making.open_(CounselorId("d" * 32), made, base=0 if plan is None else plan.version)


def going(draft: Draft, *said: str, about: Facts = FACTS) -> Draft:
    """Go on: `~words` are typed, all else are choices. None of it may end the wizard."""
    for one in said:
        after: Draft | Deed | None
        after = (
            wizard.wrote(draft, one[1:], about)
            if one.startswith("~")
            else wizard.pressed(draft, one, about)
        )
        assert isinstance(after, Draft), one
        draft = after
    return draft


def plan(*said: str, about: Facts = FACTS) -> Plan:
    """Give the plan that comes of what was pressed and typed."""
    return making.plan_of(going(begun(about), *said, about=about))


def text(draft: Draft, about: Facts = FACTS, locale: str = "en") -> str:
    return VOICE.screen(screen(draft, about), locale, about.today)[0]


def labels(draft: Draft, about: Facts = FACTS, locale: str = "en") -> list[str]:
    rows = VOICE.screen(screen(draft, about), locale, about.today)[1]
    return [button.label for row in rows for button in row]
