"""A counselor plays a check-in as a client would see it: marked in every message, nothing kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arrival import Sent, Thing
from bot.counsel.rehearsal import playable
from bot.interview.library import library
from bot.interview.parse import parse
from bot.message import Answering, Button, Press
from tests.bot.services.bubble import chosen_by
from tests.bot.services.room import DANA, Room

if TYPE_CHECKING:
    from tests.bot.services.bubble import Bubble

PAUSING = """
format = 1
title  = "Urge"
about  = "An urge passes"

[steps.start]
skill = "structure"
say   = "It comes like a wave."

[steps.wait]
pause = "5m"

[steps.after]
skill = "open question"
ask   = "What is it like now?"
open  = true
keeps = "note"
next  = "end"
"""

PAUSING_ES = """
title  = "Ganas"
about  = "Unas ganas pasan"

[steps.start]
say   = "Viene como una ola."

[steps.after]
ask   = "¿Cómo está ahora?"
"""


@pytest.fixture
async def dana(room: Room) -> Room:
    """A room with a settled counselor."""
    await room.counselor()
    return room


async def begins(room: Room, name: str) -> None:
    await room.give("rehearse", DANA)
    await room.tap(name, DANA)


def marked(bubble: Bubble) -> bool:
    """Say whether a message stands out as part of a rehearsal."""
    return "Rehearsal" in bubble.text or "made up" in bubble.text


def kept(room: Room) -> list[object]:
    """Give everything in the store that is anybody's."""
    there = room.store._shelves
    drawers = (there.clients, there.conversations, there.words, there.ratings, there.said)
    return [list(one.values()) for one in (*drawers, there.consents, there.timers, there.plans)]


async def test_the_choice_has_the_welcome_and_every_check_in(dana: Room) -> None:
    await dana.give("rehearse", DANA)
    offered = {chosen_by(button) for row in dana.last(DANA).buttons for button in row}
    listed = {name for name, script in library().items() if script.listed}
    assert offered == {*listed, "welcome-invited", "in-es", "cancel"}


async def test_a_check_in_is_played_to_its_end_and_nothing_is_kept(dana: Room) -> None:
    before = kept(dana)
    await begins(dana, "importance")
    await dana.tap("7", DANA)
    assert "(sample)" not in dana.last(DANA).text
    await dana.write("they asked if I was mad at them", DANA)
    while dana.last(DANA).text != dana.say("rehearsal.over"):
        await dana.tap("skip", DANA)
    assert all(marked(bubble) for bubble in dana.on_screen(DANA))
    assert kept(dana) == before
    async with dana.store.works() as work:
        assert await work.drafts.get((await work.counselors.all())[0].id) is None


async def test_quotes_are_seen_with_made_up_words_that_say_so(dana: Room) -> None:
    await begins(dana, "goal-mirror")
    assert "On February 23 you wrote: “(sample) up for breakfast" in dana.last(DANA).text


async def test_it_is_played_in_the_other_language(dana: Room) -> None:
    await dana.give("rehearse", DANA)
    await dana.tap("Español", DANA)
    await dana.tap("goal-mirror", DANA)
    assert "(ejemplo) levantarme a desayunar" in dana.last(DANA).text
    assert dana.last(DANA).text.startswith(dana.say("rehearsal.mark"))
    assert (await dana.who()).locale == "en"


async def test_settings_in_it_change_nothing(dana: Room) -> None:
    before = await dana.who()
    await begins(dana, "welcome-invited")
    assert "Dana" in dana.last(DANA).text
    for _ in range(3):
        button = dana.last(DANA).buttons[0][0]
        await dana.press(dana.last(DANA), button)
    assert replace(await dana.who(), pressed=None) == replace(before, pressed=None)
    async with dana.store.works() as work:
        assert await work.clients.by_chat(DANA) is None


async def test_a_pause_is_said_and_shortened(room: Room) -> None:
    room.library = {**library(), "urge": parse("urge", {"en": PAUSING, "es": PAUSING_ES})}
    room.__post_init__()
    await room.counselor()
    await begins(room, "urge")
    assert "Here a client waits 5 minutes." in room.last(DANA).text
    await room.write("still here", DANA)
    assert room.say("rehearsal.pausing") in room.last(DANA).text
    await room.tap("go", DANA)
    assert "What is it like now?" in room.last(DANA).text
    await room.write("quieter", DANA)
    assert room.last(DANA).text == room.say("rehearsal.over")
    assert room.timers() == []


async def test_what_is_tapped_too_late_changes_nothing(dana: Room) -> None:
    await begins(dana, "importance")
    question = dana.last(DANA)
    seven = question.keys["7"]
    await dana.press(question, seven)
    assert (await dana.press(question, seven)).toast == dana.say("late.turn")
    await dana.tap("end", DANA)
    assert dana.last(DANA).text == dana.say("rehearsal.over")
    assert (await dana.press(question, seven)).toast == dana.say("rehearsal.past")
    await begins(dana, "importance")
    assert (await dana.press(question, seven)).toast == dana.say("rehearsal.past")


async def test_another_one_and_a_key_that_names_one(dana: Room) -> None:
    await begins(dana, "importance")
    await dana.tap("end", DANA)
    await dana.tap("Another one", DANA)
    assert dana.last(DANA).text == dana.say("rehearsal.choose")
    await dana.press(dana.last(DANA), _key("week-review"))
    assert dana.last(DANA).text.startswith(dana.say("rehearsal.mark"))
    await dana.press(dana.last(DANA), _key("zone"))
    assert dana.last(DANA).text == dana.say("rehearsal.choose")


async def test_typed_words_at_the_choice_and_a_sticker_in_it_are_answered(dana: Room) -> None:
    await dana.give("rehearse", DANA)
    await dana.write("the first", DANA)
    assert dana.last(DANA).text == dana.say("rehearsal.choose")
    await dana.tap("importance", DANA)
    await dana.happen(Sent(Thing.STICKER), DANA)
    assert dana.last(DANA).text == dana.say("odd.sticker")
    await dana.write("x" * 4096, DANA)
    assert dana.say("unclear") in dana.last(DANA).text


def _key(name: str) -> Button:
    return Button(name, Press("rehearse", name))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
async def test_whatever_is_tapped_is_answered_marked_and_kept_nowhere(data: st.DataObject) -> None:
    room = Room()
    await room.counselor()
    before = kept(room)
    await begins(room, data.draw(st.sampled_from(sorted(playable(library())))))
    for _ in range(40):
        last = room.last(DANA)
        keys = [key for row in last.buttons for key in row if isinstance(key.does, Answering)]
        if not keys:
            break
        if data.draw(st.booleans()):
            await room.press(last, data.draw(st.sampled_from(keys)))
        else:
            await room.write(data.draw(st.text(min_size=1, max_size=20)), DANA)
    assert all(marked(bubble) for bubble in room.on_screen(DANA))
    assert kept(room) == before
    assert room.failures == []
