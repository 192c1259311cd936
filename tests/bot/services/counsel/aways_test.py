"""/away: until when, and who stands in; alerts follow it at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.services.alerts.watch import begins, marks, watch
from tests.bot.services.room import ANN, DANA, ELI, Room

TUESDAY = datetime(2026, 3, 3, 14, tzinfo=UTC)
"""Nine in the morning in New York, on the day after the one on which these begin."""


@pytest.fixture
async def duty() -> Room:
    """Give a room in which Dana and Eli answer alerts, and Dana has asked to be away."""
    room = await watch()
    await room.give("away", DANA)
    return room


async def test_a_day_and_who_stands_in_are_two_taps(duty: Room) -> None:
    assert "You are not away" in duty.last(DANA).text
    message = duty.last(DANA).id
    await duty.tap("Tomorrow", DANA)
    await duty.tap("Eli", DANA)
    assert duty.last(DANA).id == message
    assert "You are away until Tuesday March 3, 9:00 am." in duty.last(DANA).text
    assert "While you are not at work Eli is told of alerts before you." in duty.last(DANA).text
    dana, eli = await duty.who(DANA), await duty.who(ELI)
    assert (dana.away_until, dana.cover) == (TUESDAY, eli.id)
    alert = await begins(duty)
    assert await marks(duty, alert) == ["began", "told Eli"]
    assert duty.last(ANN).text.startswith("Dana is not at work. Eli stands in.")


async def test_a_day_can_be_typed_and_nobody_need_stand_in(duty: Room) -> None:
    await duty.write("wed", DANA)
    await duty.tap("Nobody", DANA)
    dana = await duty.who(DANA)
    assert dana.away_until == TUESDAY + timedelta(days=1)
    assert dana.cover is None
    await begins(duty)
    assert duty.last(ANN).text.startswith(
        "Word is sent to Dana, who is back on Wednesday at 9:00 am"
    )


async def test_a_name_can_be_typed(duty: Room) -> None:
    await duty.tap("Only who stands in", DANA)
    await duty.write("nobody here", DANA)
    assert "There is no one colleague of that name here." in duty.last(DANA).text
    await duty.write("ELI", DANA)
    dana = await duty.who(DANA)
    assert dana.cover == (await duty.who(ELI)).id
    assert dana.away_until is None


@pytest.mark.parametrize("typed", ["today", "yesterday", "soon", "3/4 or so"])
async def test_what_is_no_day_to_come_is_asked_again(duty: Room, typed: str) -> None:
    await duty.write(typed, DANA)
    assert "I couldn't read one day to come there." in duty.last(DANA).text
    assert (await duty.who(DANA)).away_until is None


async def test_back_again_is_one_tap(duty: Room) -> None:
    await duty.tap("In a week", DANA)
    await duty.tap("Eli", DANA)
    await duty.give("away", DANA)
    await duty.tap("I'm here again", DANA)
    dana = await duty.who(DANA)
    assert dana.away_until is None
    assert dana.cover is not None
    assert "You are not away" in duty.last(DANA).text


async def test_away_is_over_by_itself(duty: Room) -> None:
    await duty.tap("Tomorrow", DANA)
    await duty.tap("Nobody", DANA)
    await duty.pass_(timedelta(days=1))
    await duty.give("away", DANA)
    assert "You are not away" in duty.last(DANA).text
    assert "I'm here again" not in duty.last(DANA).keys


async def test_an_open_alert_goes_on_at_once(duty: Room) -> None:
    alert = await begins(duty)
    await duty.tap("Tomorrow", DANA)
    await duty.tap("Nobody", DANA)
    await duty.pass_()
    assert await marks(duty, alert) == ["began", "told Dana", "told Eli"]


async def test_back_and_cancel_change_nothing(duty: Room) -> None:
    await duty.tap("In two weeks", DANA)
    await duty.tap("Back", DANA)
    await duty.tap("Tomorrow", DANA)
    await duty.tap("Cancel", DANA)
    assert (await duty.who(DANA)).away_until is None
