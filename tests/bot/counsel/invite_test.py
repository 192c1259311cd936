"""The dialog of an invitation, without a store: what is typed and tapped, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import GOOD_FOR, Invite, InviteId, InviteKind
from bot.counsel.draft import CANCEL, Draft, choice_of
from bot.counsel.invite import (
    Deed,
    Facts,
    Make,
    Withdraw,
    named,
    open_,
    pressed,
    wrote,
)
from bot.counsel.invite_screens import screen
from bot.counsel.label import LONGEST, folded
from bot.people import CounselorId
from tests.bot.screens.keys import press

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
DANA = CounselorId("d" * 32)
LANGUAGES = {"en": "English", "es": "Español"}
FACTS = Facts(("risky-time", "weekly"), LANGUAGES, frozenset({"k."}), ZoneInfo("America/New_York"))


def invited(label: str, number: int = 1) -> Invite:
    return Invite(
        InviteId(UUID(int=number << 64).hex),
        InviteKind.CLIENT,
        NOW,
        NOW + GOOD_FOR,
        DANA,
        label,
        "weekly",
        "es",
    )


OPEN = replace(FACTS, open=(invited("Em"), invited("Jo", 2)), taken=frozenset({"k.", "em", "jo"}))


def begun(facts: Facts = FACTS) -> Draft:
    return open_(DANA, 0, "en", facts)


def labelled(label: str, facts: Facts = FACTS) -> Draft:
    after = wrote(begun(facts), label, facts)
    assert after is not None
    return after


def at(state: Draft | Deed | None) -> Draft:
    assert isinstance(state, Draft)
    return state


def asks(draft: Draft, facts: Facts = FACTS) -> str:
    return screen(draft, facts).lines[0].id


def test_one_sentence_and_one_tap_make_an_invitation() -> None:
    draft = labelled("  Blue\n door ")
    shown = [line.id for line in screen(draft, FACTS).lines]
    assert shown == ["invite.for", "invite.plan", "invite.suited", "invite.promise"]
    assert pressed(draft, "make", FACTS) == Make("Blue door", "risky-time", "en")


def test_another_plan_and_another_language_are_a_tap_or_two() -> None:
    plans = at(pressed(labelled("Blue"), "plans", FACTS))
    about = [line.slots["about"] for line in screen(plans, FACTS).lines[1:]]
    assert len(about) == len(FACTS.templates)
    draft = at(pressed(plans, "plan:weekly", FACTS))
    draft = at(pressed(draft, "language", FACTS))
    assert pressed(draft, "make", FACTS) == Make("Blue", "weekly", "es")
    assert at(pressed(draft, "language", FACTS)).data["locale"] == "en"


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("x" * (LONGEST + 1), "invite.long"),
        ("…  🙂", "invite.empty"),
        (" ", "invite.empty"),
        (" K. ", "invite.taken"),
        ("k.", "invite.taken"),
    ],
)
def test_a_label_that_cannot_be_is_told_why_and_asked_for_again(label: str, says: str) -> None:
    draft = labelled(label)
    assert asks(draft) == says
    assert asks(at(wrote(draft, "x" * LONGEST, FACTS))) == "invite.for"


def test_a_label_is_changed_by_typing_another() -> None:
    draft = at(wrote(labelled("Blue"), "Green", FACTS))
    assert pressed(draft, "make", FACTS) == Make("Green", "risky-time", "en")
    assert asks(at(pressed(draft, "back", FACTS))) == "invite.label"


def test_words_elsewhere_are_no_label() -> None:
    plans = at(pressed(labelled("Blue"), "plans", FACTS))
    assert wrote(plans, "Green", FACTS) is None


def test_a_label_given_away_meanwhile_is_asked_for_again() -> None:
    draft = labelled("Blue")
    later = replace(FACTS, taken=frozenset({"blue"}))
    assert asks(at(pressed(draft, "make", later)), later) == "invite.taken"


def test_an_open_invitation_is_withdrawn() -> None:
    draft = at(pressed(begun(OPEN), "open", OPEN))
    draft = at(pressed(draft, f"one:{named(OPEN.open[1])}", OPEN))
    shown = screen(draft, OPEN)
    assert [line.id for line in shown.lines] == ["invite.one"]
    assert pressed(draft, "withdraw", OPEN) == Withdraw(OPEN.open[1].id)


def test_another_link_for_the_same_label_takes_the_place_of_the_first() -> None:
    draft = at(pressed(begun(OPEN), "open", OPEN))
    draft = at(pressed(draft, f"one:{named(OPEN.open[0])}", OPEN))
    draft = at(pressed(draft, "again", OPEN))
    assert asks(draft, OPEN) == "invite.for"
    assert pressed(draft, "make", OPEN) == Make("Em", "weekly", "es", OPEN.open[0].id)


def test_an_invitation_that_is_gone_meanwhile_says_so() -> None:
    draft = at(pressed(begun(OPEN), "open", OPEN))
    draft = at(pressed(draft, f"one:{named(OPEN.open[0])}", OPEN))
    assert asks(draft, FACTS) == "invite.gone"
    assert pressed(draft, "withdraw", FACTS) is None
    assert asks(at(pressed(draft, "back", FACTS)), FACTS) == "invite.none"


@given(st.data())
def test_whatever_is_pressed_every_step_can_be_shown_and_left(data: st.DataObject) -> None:
    facts = data.draw(st.sampled_from([FACTS, OPEN]))
    draft = begun(facts)
    for _ in range(12):
        if data.draw(st.booleans()):
            after: Draft | Deed | None = wrote(draft, data.draw(st.text(max_size=60)), facts)
        else:
            keys = [press(key).argument for row in screen(draft, facts).keys for key in row]
            chosen = choice_of(draft, data.draw(st.sampled_from(keys)))
            assert chosen is not None
            assert len(chosen.encode()) <= 30
            if chosen == CANCEL:
                continue
            after = pressed(draft, chosen, facts)
            assert after is not None, chosen
        if isinstance(after, Make):
            assert 0 < len(after.label) <= LONGEST
            assert after.instead or folded(after.label) not in facts.taken
            return
        if isinstance(after, Withdraw):
            assert after.invite in {one.id for one in facts.open}
            return
        if after is not None:
            assert after.turn == draft.turn + 1
            draft = after


def test_whether_somebody_has_opened_it_is_not_told() -> None:
    shown = []
    for chat in (None, 7):
        facts = replace(OPEN, open=(replace(OPEN.open[0], used_by=chat),))
        draft = at(pressed(begun(facts), "open", facts))
        shown.append(screen(at(pressed(draft, f"one:{named(facts.open[0])}", facts)), facts))
    assert shown[0] == shown[1]


def test_what_is_folded_alike_reads_alike() -> None:
    assert folded(" Blue \t DOOR") == folded("blue door")
