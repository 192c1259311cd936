"""A counselor is invited, invites a client in turn, and sees what is theirs to see; by phone."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.care import Share, Silence
from bot.people import Standing
from tests.journeys.client import meet
from tests.journeys.practice import LABEL, PROMPT, Practice, a_practice, agree

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.databases import Place

FEW = 15
"""The issue's bar for setting up a new client's plan, in taps."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> str:
    """The URL of a database other than the folder's own, if it is to be one."""
    if request.param == "sqlite":
        return ""
    place: Place = request.getfixturevalue("new_postgres")
    return place.url


@pytest.fixture
async def anywhere(store: str, tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path, store) as running:
        yield running


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with a_practice(tmp_path) as running:
        yield running


async def test_from_an_invitation_to_the_first_prompt_in_few_taps(
    anywhere: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    house, dana = anywhere.house, anywhere.dana
    before = dana.taps
    link = await anywhere.link()
    inviting = dana.taps - before
    assert house.tg.chat(dana.id)[-1].photo is not None
    robin = meet(house)
    await robin.open(link)
    await agree(robin)
    joining = robin.taps - 2  # the /stop is not of the welcome
    assert dana.texts()[-1] == f"{LABEL} has accepted your invitation."
    due = await house.next_prompt()
    await house.live_to(due - timedelta(seconds=1))
    await robin.look()
    assert PROMPT not in robin.texts()
    came, checkin = await anywhere.had(robin)
    assert (came.date().isoformat(), came.hour, checkin) == ("2026-03-03", 18, "importance")
    assert "Answered in the last two weeks: 1 of 1." in await anywhere.card()
    before = dana.taps
    for key in ("Open the card", "New plan", "Days", "Thu", "Done", "Time", "7:00 pm"):
        await dana.tap(key)
    (said,) = await dana.tap("See what it sends")
    assert "every Tuesday and Thursday at 7:00 pm" in said.text
    assert "Another check-in comes within that hour." in said.text
    await dana.tap("Save")
    planning = dana.taps - before
    assert inviting + planning < FEW
    with capsys.disabled():
        sys.stdout.write(
            f"\ntaps, with a command as two and a sent text as one: {inviting} by the counselor "
            f"from /invite to the link that brings a template's plan, {joining} by the client from "
            f"the link to the end of the welcome; {planning} more by the counselor, from the word "
            "that they accepted, for a plan of one's own\n"
        )


async def test_who_agrees_without_sharing_is_seen_as_no_more_than_taking_part(
    practice: Practice,
) -> None:
    robin = meet(practice.house)
    await robin.open(await practice.link())
    await agree(robin, "private", "leave")
    care = (await practice.cares(practice.dana))[LABEL]
    assert (care.sharing, care.silence) == (frozenset({Share.TAKING_PART}), Silence.LEAVE)
    await practice.had(robin)
    card = await practice.card()
    assert "They share no counts" in card
    assert "Last here" not in card
    (said,) = await practice.dana.say("/overview")
    assert said.text.startswith("Nobody shares counts")
    await robin.say("/sharing")
    await robin.tap("How many answered")
    assert (await practice.cares(practice.dana))[LABEL].sharing == {Share.TAKING_PART, Share.COUNTS}
    (said,) = await practice.dana.say("/overview")
    assert f"{LABEL}: answered 1 of 1." in said.text


async def test_who_declines_is_nobody_here_and_the_same_link_opens_once_more(
    practice: Practice,
) -> None:
    robin, said = meet(practice.house), practice.dana.texts
    link = await practice.link()
    before = said()
    await robin.open(link)
    for option in ("on", "read", "yes", "no"):
        await robin.choose(option)
    with pytest.raises(LookupError):
        await practice.person(robin)
    assert await practice.cares(practice.dana) == {}
    await practice.dana.look()
    assert said() == before
    await robin.open(link)
    await agree(robin)
    assert set(await practice.cares(practice.dana)) == {LABEL}
    assert (await practice.person(robin)).standing is Standing.ACTIVE


async def test_one_link_is_for_one_person_and_for_a_fortnight(practice: Practice) -> None:
    link, late = await practice.link(), await practice.link("Green hat")
    robin, other = meet(practice.house), meet(practice.house, name="Somebody")
    await robin.open(link)
    (said,) = await other.open(link)
    assert said.text.startswith("This invitation has been opened from another chat.")
    await agree(robin)
    (said, *_) = await robin.open(link)
    assert said.text.startswith("You're connected with Dana already")
    await practice.house.advance(timedelta(days=14))
    (said,) = await other.open(late)
    assert said.text.startswith("This invitation is no longer open.")
    with pytest.raises(LookupError):
        await practice.person(other)


async def test_a_session_is_kept_moved_and_seen_wherever_it_counts(practice: Practice) -> None:
    await practice.client()
    dana = practice.dana
    await practice.card()
    await dana.tap("Next session")
    await dana.say("tue 3pm")
    (said,) = await dana.tap("Yes")
    assert "Next session: Tuesday, March 3 at 3:00 pm." in said.text
    (said,) = await dana.say("/clients")
    assert said.message is not None
    assert said.message.labels[0] == f"{LABEL} (session soon and new)"
    await practice.card()
    await dana.tap("Next session")
    await dana.tap("20")
    (said,) = await dana.tap("11:30 am")
    assert "Next session: Friday, March 20 at 11:30 am." in said.text
    (said,) = await dana.say("/overview")
    assert said.text.startswith("The last two weeks")
    assert "Session Friday, March 20." in said.text
    (care,) = (await practice.cares(dana)).values()
    assert len(care.sessions) == 1


async def test_who_asked_for_it_is_told_of_as_quiet_after_two_weeks(practice: Practice) -> None:
    await practice.client()
    await practice.house.live_to(practice.house.clock.now() + timedelta(days=15))
    await practice.dana.look()
    told = [text for text in practice.dana.texts() if "nothing for two weeks" in text]
    assert len(told) == 1
    assert told[0].startswith(f"{LABEL}: nothing for two weeks. They asked that you be told.")
