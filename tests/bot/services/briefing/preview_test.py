"""The brief before it leaves: switched, shown as it will be read, and sent only as agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.brief import Part
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, acted
from bot.message import Press
from bot.screens.briefing import read, written
from tests.bot.services.briefing.meeting import (
    EVENING,
    SESSION,
    before,
    briefs,
    labels,
    looks,
    rates,
    says,
    settle,
    until,
)
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.counsel.planned_desk import taps
from tests.bot.services.room import ANN, DANA, ELI

if TYPE_CHECKING:
    from tests.bot.services.room import Room

HEAD = "A brief for Dana. It leaves only with Send; each part is yours to switch."
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


async def talked() -> Room:
    """Give a room in which there is something for several parts."""
    room = await before()
    await says(room, Kind.AGENDA, "how to tell mia")
    await says(room, Kind.REASON, "she asked if i was mad")
    await says(room, Kind.GOAL, "up for breakfast")
    await rates(room, "importance", 6)
    return room


def body(room: Room, chat: int = ANN) -> str:
    """Give what is shown between our head and the choice that was written under it."""
    return room.last(chat).text.partition("\n\n")[2]


async def test_the_first_time_only_what_they_bring_is_on() -> None:
    room = await talked()
    await looks(room)
    assert (
        room.last().text
        == f"{HEAD}\n\nFor the session:\n1. “how to tell mia” (March 2)\n\n{NOTICE}"
    )
    assert labels(room) == [
        *("✓ What I bring", "Numbers", "Goals", "Reasons"),
        *("Send to Dana", "Not this time"),
    ]


async def test_a_switch_shows_at_once_what_would_be_read() -> None:
    room = await talked()
    await looks(room)
    message = room.last().id
    await room.tap("Reasons")
    assert room.last().id == message
    assert "• “she asked if i was mad” (March 2)" in room.last().text
    assert "✓ Reasons" in labels(room)
    await taps(room, "✓ Reasons", "✓ What I bring", chat=ANN)
    assert room.last().text == f"{HEAD}\n\nEvery part is off, so there is nothing to send."
    assert labels(room)[-2:] == ["Reasons", "Not this time"]


async def test_a_switch_tapped_twice_is_tapped_once() -> None:
    room = await talked()
    await looks(room)
    key = room.last().keys["Reasons"]
    await room.press(room.last(), key)
    shown = room.last().text
    await room.press(room.last(), key)
    assert room.last().text == shown


async def test_what_is_sent_is_what_was_shown_and_next_time_the_switches_are_as_they_were() -> None:
    room = await talked()
    await looks(room)
    await room.tap("Goals")
    agreed = body(room)
    await room.tap("Send to Dana")
    assert body(room, DANA) == agreed
    assert room.last(DANA).text.startswith("Blue scarf: for Friday, March 6 at 3:00 pm")
    (sent,) = await briefs(room)
    assert (sent.text, sent.parts) == (agreed, frozenset({Part.AGENDA, Part.GOALS}))
    assert room.last().text == (
        "Sent to Dana, who works Monday to Friday, 9:00 am to 5:00 pm (on their own clock) "
        "and may read it then, not at once."
    )
    await until(room, SESSION)
    await settle(room, "March 13 3pm")
    await says(room, Kind.AGENDA, "the job thing")
    await until(room, EVENING + timedelta(days=7))
    await room.tap("Just look at the brief")
    assert labels(room)[:2] == ["✓ What I bring", "✓ Goals"]
    assert "how to tell mia" not in room.last().text


async def test_send_tapped_twice_sends_once() -> None:
    room = await talked()
    await looks(room)
    bubble, key = room.last(), room.last().keys["Send to Dana"]
    await room.press(bubble, key)
    seen = len(room.on_screen(DANA))
    reaction = await room.press(bubble, key)
    assert reaction.toast == "That has been sent already."
    assert len(room.on_screen(DANA)) == seen
    assert len(await briefs(room)) == 1


async def test_sent_again_it_replaces_the_one_before_and_says_so() -> None:
    room = await talked()
    await looks(room)
    await taps(room, "Send to Dana", "Change it", "Reasons", "Send to Dana", chat=ANN)
    assert room.last().text.endswith("It replaces the one before.")
    assert room.last(DANA).text.split("\n\n")[1] == "This replaces the one before."
    assert len(await briefs(room)) == 2
    old = next(one for one in room.on_screen(DANA) if "Read. Thank you" in one.keys)
    reaction = await room.press(old, old.keys["Read. Thank you"])
    assert reaction.toast == "There is a newer one, further down."


@pytest.mark.parametrize("effect", [Effect.LET_GO, Effect.HIDE, Effect.NOT_MINE])
async def test_what_was_let_go_or_hidden_meanwhile_does_not_leave(effect: Effect) -> None:
    room = await talked()
    reason = await says(room, Kind.REASON, "not after all")
    await looks(room)
    await room.tap("Reasons")
    assert "not after all" in room.last().text
    async with room.store.works() as work:
        await work.words.put(acted(reason, effect))
    await room.tap("Send to Dana")
    assert await briefs(room) == []
    assert "Something changed meanwhile, so nothing was sent." in room.last().text
    assert "not after all" not in room.last().text
    await room.tap("Send to Dana")
    assert "not after all" not in (await briefs(room))[0].text
    assert "she asked if i was mad" in (await briefs(room))[0].text


async def test_what_was_said_meanwhile_leaves_only_once_it_was_shown() -> None:
    room = await talked()
    await looks(room)
    await says(room, Kind.AGENDA, "one more thing")
    await room.tap("Send to Dana")
    assert await briefs(room) == []
    assert "2. “one more thing” (March 5)" in room.last().text


async def test_after_a_handover_nothing_leaves_before_they_have_read_whom_it_goes_to() -> None:
    room = await talked()
    await looks(room)
    bubble, key = room.last(), room.last().keys["Send to Dana"]
    seen = len(room.on_screen(DANA))
    await hands_over(room, "Eli")
    await room.press(bubble, key)
    assert await briefs(room) == []
    assert bubble.text.startswith("A brief for Eli.")
    assert "Send to Eli" in bubble.keys
    assert len(room.on_screen(DANA)) == seen + 1  # that the clients are Eli's now
    await room.press(bubble, bubble.keys["Send to Eli"])
    assert room.last(ELI).text.startswith("Blue scarf: for Friday")


async def test_what_was_shared_with_one_is_off_for_the_next() -> None:
    room = await talked()
    await looks(room)
    await taps(room, "Reasons", "Send to Dana", chat=ANN)
    await hands_over(room, "Eli")
    await room.tap("Change it")
    assert labels(room)[:1] == ["✓ What I bring"]
    assert "✓ Reasons" not in labels(room)


async def test_after_the_end_of_the_care_nothing_leaves() -> None:
    room = await talked()
    await looks(room)
    bubble, key = room.last(), room.last().keys["Send to Dana"]
    await room.give("sharing")
    await taps(room, "Leave Dana", "Leave Dana", chat=ANN)
    await room.press(bubble, key)
    assert room.last().text == "No session is coming just now, so nothing is sent."
    assert await briefs(room) == []


async def test_once_the_session_has_begun_nothing_leaves() -> None:
    room = await talked()
    await looks(room)
    bubble, keys = room.last(), room.last().keys
    await until(room, SESSION)
    for key in ("Send to Dana", "Reasons"):
        await room.press(bubble, keys[key])
        assert room.last().text == "No session is coming just now, so nothing is sent."
    assert await briefs(room) == []


@pytest.mark.parametrize("how", ["suspended", "gone"])
async def test_who_cannot_be_reached_is_sent_nothing_and_the_client_knows(how: str) -> None:
    room = await talked()
    await looks(room)
    dana, now = await room.who(), room.clock.now()
    away = {"suspended": replace(dana, suspended=True), "gone": replace(dana, gone_at=now)}
    async with room.store.works() as work:
        await work.counselors.save(away[how])
    await room.tap("Send to Dana")
    assert room.last().text.startswith("Dana can't be reached here just now")
    assert await briefs(room) == []


async def test_our_words_are_in_each_ones_own_language_and_theirs_are_theirs() -> None:
    room = await talked()
    dana = await room.who()
    async with room.store.works() as work:
        await work.counselors.save(replace(dana, locale="es"))
    await looks(room)
    assert "Dana reads the words around yours in another language." in room.last().text
    assert "For the session:\n1. “how to tell mia” (March 2)" in room.last().text
    await room.tap("Send to Dana")
    assert body(room, DANA).startswith("Para la sesión:\n1. “how to tell mia” (2 de marzo)")
    assert (await briefs(room))[0].text == body(room, DANA)


async def test_with_nothing_to_tell_there_is_nothing_to_send() -> None:
    room = await before()
    await looks(room)
    assert room.last().text.startswith("There is nothing for a brief yet.")
    assert labels(room) == ["What to bring", "Not this time"]


async def test_who_looks_and_does_not_send_is_not_talked_about() -> None:
    room = await talked()
    seen = len(room.on_screen(DANA))
    await looks(room)
    await taps(room, "Reasons", "Not this time", chat=ANN)
    assert room.last().text == "That's fine. Nothing is sent, and Dana isn't told."
    await until(room, SESSION)
    assert len(room.on_screen(DANA)) == seen


async def test_what_does_not_fit_is_behind_a_key_for_both() -> None:
    room = await before()
    for n in range(9):
        await says(room, Kind.AGENDA, f"point {n} " + "and on " * 9)
    await looks(room)
    assert "more, under “All of it”" in room.last().text
    assert "point 8" not in room.last().text
    await room.tap("All of it")
    assert "point 8" in room.last().text
    await room.tap("Send to Dana")
    assert "point 8" in (await briefs(room))[0].text
    assert "point 8" not in room.last(DANA).text
    await room.tap("All of it", DANA)
    assert "point 8" in room.last(DANA).text


async def test_what_safety_caught_is_not_in_it_and_nothing_is_mirrored_for_a_while() -> None:
    room = await talked()
    await says(room, Kind.REASON, "i want to kill myself")  # however it had come to be kept
    await until(room, EVENING - timedelta(hours=60))
    await room.write("i want to kill myself")
    await room.tap("No, I meant something else")
    await room.tap("Turn the check-ins back on")
    await looks(room)
    assert labels(room)[:2] == ["✓ What I bring", "Numbers"]
    assert "Reasons" not in labels(room)
    await room.pass_(timedelta(hours=12))
    await room.tap("Numbers")
    await room.tap("Reasons")
    assert "she asked if i was mad" in room.last().text
    assert "kill" not in room.last().text


async def test_numbers_bring_a_chart_and_the_client_knows() -> None:
    room = await talked()
    await rates(room, "importance", 8)
    await looks(room)
    assert "A small chart" not in room.last().text
    await room.tap("Numbers")
    assert "A small chart of these numbers goes with it." in room.last().text
    await room.tap("Send to Dana")
    assert room.last(DANA).sent.picture.startswith(b"\x89PNG")
    moved, notice = room.last(DANA).text.split("\n\n")
    assert (moved, notice) == ("Importance: 6 → 8 since March 2", room.say("brief.notice"))


@pytest.mark.parametrize("argument", ["", "zz", "1", "1.", "1.0123456789ab", "ffff.x", "-1.x"])
async def test_a_forged_key_sends_nothing(argument: str) -> None:
    room = await talked()
    await looks(room)
    for action in ("brief-send", "brief-part", "brief-all"):
        press = Press(action, argument)
        await room.happen(Tapped(press, "seen", "Key"), ANN, room.last().id)
    assert await briefs(room) == []
    assert room.failures == []


async def test_words_hidden_earlier_are_in_no_preview() -> None:
    room = await talked()
    await says(room, Kind.GOAL, "secret", held=Held.HIDDEN)
    await looks(room)
    await room.tap("Goals")
    assert "secret" not in room.last().text


def test_every_set_of_parts_is_read_as_it_was_written() -> None:
    for n in range(1 << len(Part)):
        parts = frozenset(part for k, part in enumerate(Part) if n >> k & 1)
        assert read(written(parts)) == parts


async def test_what_they_have_just_said_to_bring_is_on_whatever_was_on_before() -> None:
    room = await before()
    await rates(room, "importance", 6)
    await looks(room)
    await room.tap("Numbers")
    await room.tap("Send to Dana")
    await room.happen(Tapped(Press("begin", "agenda")))
    await room.write("how to tell mia")
    await room.tap("skip")
    assert "✓ What I bring" in labels(room)
