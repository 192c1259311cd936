"""The words of the page: there is one for whatever something can be, and none that nobody says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.care import Share, Silence, Telling
from bot.episode import Mark
from bot.interview.conversation import Status
from bot.interview.phrases import packaged
from bot.interview.terms import Effect
from bot.interview.words import Held
from bot.looks import Seen
from bot.mydata.page.rest import NAMED
from bot.mydata.page.whole import SECTIONS
from bot.people import Standing
from bot.ports import TimerKind
from bot.safety.danger import Danger
from bot.schedule.occurrences import State
from bot.schedule.plan import PlanStatus
from bot.services.enrol import danger, ledger

if TYPE_CHECKING:
    from enum import StrEnum

ROOMS = Path(__file__).parents[3] / "bot"
KINDS: dict[str, type[StrEnum]] = {
    "held": Held,
    "told": Effect,
    "status": Status,
    "standing": Standing,
    "plan": PlanStatus,
    "state": State,
    "share": Share,
    "silence": Silence,
    "telling": Telling,
    "danger": Danger,
    "mark": Mark,
    "due": TimerKind,
}
"""What the page calls by its own words; `of` and `agreed` are of names that grow elsewhere."""


def slug(name: str) -> str:
    return name.replace(" ", "-").replace("_", "-")


@pytest.mark.parametrize("what", KINDS)
def test_whatever_it_is_has_its_word(what: str) -> None:
    words = packaged()
    assert [one for one in KINDS[what] if not words.has(f"mydata-is.{what}.{slug(one)}")] == []


def test_every_line_of_the_ledger_has_its_word() -> None:
    lines = [ledger.WITH, ledger.SILENCE, danger.TELLING, danger.ASKED, *ledger.NAMES.values()]
    words = packaged()
    assert [one for one in lines if not words.has(f"mydata-is.agreed.{slug(one)}")] == []


def test_what_was_looked_at_has_its_word() -> None:
    assert [one for one in Seen if not packaged().has(f"looked-at.{one}")] == []


def test_every_section_has_its_heading() -> None:
    ids = {id_ for id_ in packaged().words["en"] if id_.startswith("mydata-part.")}
    assert ids == {f"mydata-part.{name}" for name in SECTIONS}


def test_every_word_of_the_page_is_said() -> None:
    files = [*(ROOMS / "mydata").rglob("*.py"), ROOMS / "screens" / "mydata.py"]
    code = "".join(file.read_text("utf-8") for file in files)
    said = set(re.findall(r"""["'](?:mydata\.)?([a-z-]+)["']""", code)) | {
        f"is-{name}" for name in NAMED
    }
    ids = [id_ for id_ in packaged().words["en"] if id_.startswith("mydata.")]
    assert [id_ for id_ in ids if id_.removeprefix("mydata.") not in said] == []
