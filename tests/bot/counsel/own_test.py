"""A counselor's dialogs about themselves, whatever is tapped and typed: pure, and never stuck."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counsel import settings, settling
from bot.counsel.draft import Draft, choice_of
from bot.counsel.facts import Facts, Keep
from bot.interview.phrases import packaged
from bot.people import Counselor, CounselorId
from bot.services.voice import Voice
from tests.bot.screens.keys import press

if TYPE_CHECKING:
    from types import ModuleType

    from bot.screens.screen import Key, Screen

NOON = datetime(2031, 7, 1, 12, tzinfo=UTC)
DANA = Counselor(CounselorId("d" * 32), 21, NOON, "Dana")
TOWNS = {"lima": ("America/Lima",), "portland": ("America/Los_Angeles", "America/New_York")}
FACTS = Facts(
    counselor=DANA,
    now=NOON,
    phrases=packaged(),
    regions={"americas": "Americas", "europe": "Europe"},
    zones={
        "americas": {"america-argentina-buenos-aires": "Buenos Aires", "america-lima": "Lima"},
        "europe": {"europe-madrid": "Madrid"},
    },
    towns=lambda town: TOWNS.get(town, ()),
)
TYPED = st.sampled_from(
    ["lima", "portland", "9-17 mon-thu", "whenever", "", "\N{SLIGHTLY SMILING FACE}"]
)
DIALOGS = st.sampled_from([settling, settings])


def keys(shown: Screen) -> list[Key]:
    return [key for row in shown.keys for key in row]


def after(came: Draft | Keep | None, draft: Draft, facts: Facts) -> tuple[Draft | None, Facts]:
    """Give where a dialog stands once a key or words were taken."""
    if came is None:
        return draft, facts
    if isinstance(came, Draft):
        return came, facts
    return came.draft, replace(facts, counselor=replace(facts.counselor, **came.fields))


@given(dialog=DIALOGS, data=st.data())
def test_every_key_shown_leads_somewhere_and_fits_its_button(
    dialog: ModuleType, data: st.DataObject
) -> None:
    draft, facts = dialog.open_(FACTS), FACTS
    for _ in range(12):
        shown = dialog.screen(draft, facts)
        text, _ = Voice(packaged()).screen(shown, facts.counselor.locale, NOON.date())
        assert text
        assert all(len(press(key).argument.encode()) <= 40 for key in keys(shown))
        if data.draw(st.booleans()):
            came = dialog.wrote(draft, data.draw(TYPED), facts)
        else:
            tapped = data.draw(st.sampled_from(keys(shown)))
            choice = choice_of(draft, press(tapped).argument)
            assert choice is not None
            if choice == "cancel":
                break
            came = dialog.pressed(draft, choice, facts)
            assert came is not None
        before = draft
        draft, facts = after(came, draft, facts)
        if draft is None:
            assert dialog.closed(facts).keys == ()
            break
        assert came is None or draft.turn == before.turn + 1
        assert draft == Draft(**(asdict(draft) | {"data": json.loads(json.dumps(draft.data))}))
    assert facts.counselor.zone in available_timezones()
    assert facts.counselor.hours.start < facts.counselor.hours.end


@given(dialog=DIALOGS, choice=st.text(max_size=30))
def test_a_choice_that_no_key_has_changes_nothing(dialog: ModuleType, choice: str) -> None:
    draft = dialog.open_(FACTS)
    offered = {choice_of(draft, press(key).argument) for key in keys(dialog.screen(draft, FACTS))}
    if choice not in offered | {"back"}:
        assert dialog.pressed(draft, choice, FACTS) is None


@pytest.mark.parametrize("taps", [("on",), ("on", "americas"), ("on", "americas", "america-lima")])
def test_back_leads_to_the_first_page_from_everywhere(taps: tuple[str, ...]) -> None:
    draft = settling.open_(FACTS)
    for choice in (*taps, *["back"] * len(taps)):
        came = settling.pressed(draft, choice, FACTS)
        if isinstance(came, Draft):
            draft = came
    assert draft.step == "read"


def test_settling_changes_nothing_before_its_last_step() -> None:
    draft = settling.open_(FACTS)
    for choice in ("on", "europe", "europe-madrid"):
        came = settling.pressed(draft, choice, FACTS)
        assert isinstance(came, Draft)
        draft = came
    last = settling.pressed(draft, "late", FACTS)
    assert isinstance(last, Keep)
    assert (last.fields["zone"], last.fields["settled"], last.draft) == (
        "Europe/Madrid",
        True,
        None,
    )
