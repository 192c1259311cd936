"""The dialog that gives plans, walked at random: every key that is shown leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.counsel import apply
from bot.counsel.apply import Give
from bot.counsel.apply_facts import Facts, changes
from bot.counsel.apply_screens import saved, screen, unread
from bot.counsel.changes import Person
from bot.counsel.draft import CANCEL, Draft
from bot.interview.phrases import packaged
from bot.people import ClientId, CounselorId
from bot.schedule import risky, template
from bot.schedule.risky import Risky
from bot.services.voice import Voice
from tests.bot.schedule.making import CALM, plans
from tests.bot.screens.keys import press

if TYPE_CHECKING:
    from bot.screens.screen import Screen

DANA = CounselorId("d" * 32)
TODAY = date(2026, 3, 2)
VOICE = Voice(packaged())
OFFERED = template.offered()
FEW = settings(CALM, max_examples=30)
"""Each walks a whole dialog."""
riskies = st.builds(Risky, st.integers(1, 7), st.builds(time, st.integers(0, 23)))
anchors = st.sets(st.sampled_from(["enrolment", "last_session", "next_session"]))


@st.composite
def people(draw: st.DrawFn) -> dict[ClientId, Person]:
    """Give up to twelve clients, each with plans of their own."""
    found: dict[ClientId, Person] = {}
    for n in range(draw(st.sampled_from((1, 3, 10)))):
        client = ClientId(f"{n:02}" * 16)
        found[client] = Person(
            client,
            f"Client {n}",
            draw(st.sampled_from(["en", "es"])),
            TODAY,
            tuple(draw(st.lists(plans(st.just(TODAY)), max_size=2))),
            draw(st.none() | riskies),
            frozenset(draw(anchors)),
            draw(st.booleans()),
        )
    return found


def facts(found: dict[ClientId, Person]) -> Facts:
    labels = {client: one.label for client, one in found.items()}
    return Facts(OFFERED, labels, found, packaged(), lambda name: name, risky.read)


def choices(shown: Screen) -> list[str]:
    return [press(key).argument.partition(".")[2] for row in shown.keys for key in row]


def voiced(shown: Screen) -> None:
    for locale in packaged().words:
        text, rows = VOICE.screen(shown, locale, TODAY)
        assert text
        assert len(text) < 4096
        assert all(button.label for row in rows for button in row)


@FEW
@given(st.data(), people(), st.booleans(), st.booleans())
def test_every_key_that_is_shown_leads_somewhere(
    data: st.DataObject, found: dict[ClientId, Person], copying: bool, card: bool
) -> None:
    whose = min(found) if copying or card else None
    known = facts(found)
    draft = apply.open_(DANA, 1, whose, copying=copying)
    for _ in range(20):
        shown = screen(draft, known)
        voiced(shown)
        offered = choices(shown)
        assert CANCEL in offered
        assert all(len(one.encode()) <= 30 for one in offered)
        choice = data.draw(st.sampled_from([one for one in offered if one != CANCEL] or [CANCEL]))
        if choice == CANCEL:
            return
        after = apply.pressed(draft, choice, known)
        if isinstance(after, Give):
            assert after.changes == changes(draft, known)
            assert not all(one.none for one in after.changes)
            voiced(saved(after.changes))
            return
        assert after is not None
        assert after.turn > draft.turn
        assert after.client == whose
        draft = after


@FEW
@given(people(), st.text(max_size=30), st.integers(0, 40))
def test_a_forged_key_is_refused_or_harmless(
    found: dict[ClientId, Person], choice: str, turn: int
) -> None:
    known = facts(found)
    for copying in (False, True):
        draft = apply.open_(DANA, turn, min(found), copying=copying)
        after = apply.pressed(draft, choice, known)
        if isinstance(after, Draft):
            voiced(screen(after, known))
        assert not isinstance(after, Give)


@FEW
@given(people(), st.text(max_size=20))
def test_words_give_an_hour_or_nothing(found: dict[ClientId, Person], text: str) -> None:
    nobody = {client: replace(one, risky=None) for client, one in found.items()}
    known = facts(nobody)
    draft = apply.open_(DANA, 1, min(found), copying=False)
    assert apply.wrote(draft, "fri-20-00", known) is None
    voiced(unread(draft, known))
    asked = apply.pressed(draft, "plan:risky-time", known)
    assert isinstance(asked, Draft)
    assert asked.step == "day"
    voiced(unread(asked, known))
    assert apply.wrote(asked, f"{text}?", known) is None
    after = apply.wrote(asked, "fri-20-00", known)
    assert after is not None
    assert after.step == "summary"
