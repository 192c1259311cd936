"""A brief at the counselor's: read with one tap, told once, copied, opened again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.arrival import Blocked, Tapped
from bot.interview.terms import Kind
from bot.message import Press
from bot.people import Standing
from tests.bot.services.briefing.meeting import (
    EVENING,
    SESSION,
    before,
    briefs,
    labels,
    looks,
    says,
    until,
)
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.counsel.planned_desk import press, taps
from tests.bot.services.room import ANN, DANA, Room

FIRST = "Read. We'll start with your first point"
THANKS = "Read. Thank you"
TOLD = "Dana has read your brief: “We'll start with your first point.”"


async def sent(kind: Kind = Kind.AGENDA) -> Room:
    """Give a room in which a brief was sent."""
    room = await before()
    await says(room, kind, "how to tell mia")
    await looks(room)
    if kind is not Kind.AGENDA:
        await room.tap("Reasons")
    await room.tap("Send to Dana")
    return room


async def test_it_comes_under_whom_it_is_from_with_its_answers() -> None:
    room = await sent()
    assert room.last(DANA).text == (
        "Blue scarf: for Friday, March 6 at 3:00 pm\n\n"
        "For the session:\n1. “how to tell mia” (March 2)\n\n"
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    )
    assert labels(room, DANA) == [FIRST, THANKS, "Copy for the chart", "Open the card"]


@pytest.mark.parametrize(
    ("key", "told"), [(FIRST, TOLD), (THANKS, "Dana has read your brief: “Thank you.”")]
)
async def test_one_tap_says_signed_that_a_human_has_read_it(key: str, told: str) -> None:
    room = await sent()
    await room.tap(key, DANA)
    assert room.last().text == told
    assert room.last(DANA).text.endswith(room.say("chosen").replace("{choice}", key))
    assert labels(room, DANA) == ["Copy for the chart", "Open the card"]
    assert (await briefs(room))[0].read_at == room.clock.now()


async def test_a_second_tap_says_that_it_is_sent() -> None:
    room = await sent()
    bubble, keys = room.last(DANA), room.last(DANA).keys
    await room.press(bubble, keys[FIRST])
    seen = len(room.on_screen())
    for key in (FIRST, THANKS):
        reaction = await room.press(bubble, keys[key])
        assert reaction.toast == "That has been sent already."
    assert len(room.on_screen()) == seen


async def test_without_a_point_of_theirs_there_is_none_to_start_with() -> None:
    room = await sent(Kind.REASON)
    assert labels(room, DANA)[0] == THANKS
    (brief,) = await briefs(room)
    await press(room, "brief-first", brief.id)
    assert (await briefs(room))[0].read_at is None


async def test_read_at_night_it_is_told_in_the_morning() -> None:
    room = await sent()
    await until(room, datetime(2026, 3, 6, 4, tzinfo=UTC))
    await room.tap(FIRST, DANA)
    assert TOLD not in room.texts()
    await until(room, datetime(2026, 3, 6, 13, tzinfo=UTC))
    assert room.texts().count(TOLD) == 1


async def test_in_the_middle_of_a_check_in_it_waits() -> None:
    room = await sent()
    await press(room, "begin", "importance", ANN)
    await room.tap(FIRST, DANA)
    assert TOLD not in room.texts()
    await room.tap("stop")
    await room.pass_(timedelta(minutes=10))
    assert room.last().text == TOLD


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
async def test_who_wants_quiet_is_not_told_and_the_counselor_knows(standing: Standing) -> None:
    room = await sent()
    await room.change(standing=standing)
    await room.tap(FIRST, DANA)
    assert TOLD not in room.texts()
    assert room.last(DANA).text.startswith("Noted as read. They get no messages just now")


async def test_told_in_the_morning_to_whoever_is_still_theirs() -> None:
    room = await sent()
    await until(room, datetime(2026, 3, 6, 4, tzinfo=UTC))
    await room.tap(FIRST, DANA)
    await hands_over(room, "Eli")
    await until(room, SESSION)
    assert TOLD not in room.texts()


async def test_after_a_handover_none_of_its_keys_does_anything() -> None:
    room = await sent()
    bubble, keys = room.last(DANA), room.last(DANA).keys
    (brief,) = await briefs(room)
    await hands_over(room, "Eli")
    for key in (FIRST, THANKS, "Copy for the chart", "Open the card"):
        await room.press(bubble, keys[key])
        assert room.last(DANA).text == room.say("clients.gone") or bubble.text == room.say(
            "clients.gone"
        )
    assert (await briefs(room))[0] == brief


async def test_it_is_copied_as_plain_text_with_its_day() -> None:
    room = await sent()
    await room.tap("Copy for the chart", DANA)
    assert room.last(DANA).text == (
        "Between-session brief, sent by the client on March 5.\n\n"
        "For the session:\n1. “how to tell mia” (March 2)\n\n"
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    )
    assert labels(room, DANA) == []


async def test_the_last_one_is_on_the_card() -> None:
    room = await sent()
    await taps(room, "Open the card", "The last brief")
    assert room.last(DANA).text.startswith("Blue scarf: sent March 5\n\nFor the session:")
    assert labels(room, DANA)[0] == FIRST
    await room.tap(FIRST, DANA)
    await press(room, "brief-last", (await room.client()).id)
    assert room.last(DANA).text.startswith("Blue scarf: sent March 5\n\nRead March 5.\n\nFor the")
    assert labels(room, DANA) == ["Copy for the chart", "Open the card"]


async def test_a_client_who_sent_none_has_none_on_the_card() -> None:
    room = await before()
    client = (await room.client()).id
    await press(room, "client", client)
    assert "The last brief" not in labels(room, DANA)
    assert (await press(room, "brief-last", client)).toast == room.say("late.turn")


@pytest.mark.parametrize("action", ["brief-first", "brief-thanks", "brief-copy", "brief-whole"])
@pytest.mark.parametrize("argument", ["", "x", "f" * 32, ".cut"])
async def test_a_forged_key_opens_nothing(action: str, argument: str) -> None:
    room = await sent()
    await press(room, action, argument)
    assert room.last(DANA).text == room.say("clients.gone")


async def test_outside_their_hours_it_comes_without_a_sound() -> None:
    room = await sent()
    assert EVENING.hour == 23
    assert room.last(DANA).sent.quiet
    loud = await before()
    await says(loud, Kind.AGENDA, "how to tell mia")
    await until(loud, datetime(2026, 3, 6, 15, tzinfo=UTC))
    await taps(loud, "Just look at the brief", "Send to Dana", chat=ANN)
    assert not loud.last(DANA).sent.quiet


async def test_somebody_elses_key_is_nothing_to_a_client() -> None:
    room = await sent()
    (brief,) = await briefs(room)
    forged = Tapped(Press("brief-thanks", brief.id), "seen", "Key")
    assert (await room.happen(forged, ANN, room.last().id)).toast == room.say("late.turn")


async def test_what_it_says_is_the_clients_wherever_it_lies() -> None:
    room = await sent()
    client = (await room.client()).id
    await taps(room, "Copy for the chart", "Open the card", "The last brief", FIRST)
    told = [one.sent for one in room.on_screen(DANA) if "how to tell mia" in one.text]
    assert len(told) == 3
    assert {one.client for one in told} == {client}


async def test_who_blocks_the_bot_has_sent_it_all_the_same() -> None:
    room = await before()
    await says(room, Kind.AGENDA, "how to tell mia")
    await looks(room)
    bubble, key = room.last(), room.last().keys["Send to Dana"]
    await room.happen(Tapped(key.does, bubble.text, key.label), ANN, bubble.id, deliver=False)
    await room.happen(Blocked(), deliver=False)
    await room.deliver()
    assert "how to tell mia" in room.last(DANA).text
