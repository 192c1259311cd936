from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrival import Edited, Tapped
from bot.interview.conversation import ConversationId
from bot.interview.parts import LIMIT
from bot.interview.words import words_id
from bot.message import Press
from bot.ports import Timer, TimerKind
from bot.screens.screen import screen
from bot.services.visit import Visit
from tests.bot.services.room import ANN, Room

if TYPE_CHECKING:
    from bot.interview.words import KeptWords

IDS = st.text("0123456789abcdef", min_size=32, max_size=32).map(ConversationId)
STEPS = st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True)


@given(IDS, STEPS, IDS, STEPS)
def test_the_same_step_again_names_the_same_words_and_no_others(
    one: ConversationId, here: str, other: ConversationId, there: str
) -> None:
    assert words_id(one, here) == words_id(one, here)
    assert (words_id(one, here) == words_id(other, there)) == ((one, here) == (other, there))
    assert len(words_id(one, here)) == 32


async def asked(room: Room) -> None:
    """Come to an open question."""
    await room.welcome()
    await room.give("checkin")
    await room.tap("How much it matters")
    await room.tap("6")


async def edit(room: Room, message: int, text: str) -> str:
    """Change a message; give the answer."""
    await room.happen(Edited(text), ANN, message)
    return room.last().text


async def kept(room: Room) -> list[str]:
    return [words.text for words in await room.words()]


async def write(room: Room, text: str) -> int:
    """Write, and give the message's id."""
    await room.write(text, deliver=False)
    id_ = next(room.messages) - 1
    await room.deliver()
    return id_


async def test_an_edit_is_followed_by_what_is_kept_and_what_is_said_later(room: Room) -> None:
    await asked(room)
    id_ = await write(room, "I did it in 2019")
    assert await edit(room, id_, "I did it in 2018") == room.say("edit.taken")
    assert await kept(room) == ["I did it in 2018"]
    current = await room.current()
    assert current is not None
    assert [one.text for one in current.answers.values() if one.text] == ["I did it in 2018"]


async def test_of_two_bubbles_nobody_knows_which_was_changed(room: Room) -> None:
    await asked(room)
    await room.write("my kids", deliver=False)
    id_ = await write(room, "and my back")
    assert await edit(room, id_, "and my knees") == room.say("edit.late")
    assert await kept(room) == ["my kids\nand my back"]


async def test_an_edit_of_words_said_in_between_changes_those_and_no_others(room: Room) -> None:
    await room.welcome()
    first = await write(room, "one")
    await room.tap("A note")
    await room.tap("Just kept")
    second = await write(room, "two of them")
    await room.tap("A goal")
    assert await edit(room, second, "two") == room.say("edit.taken")
    assert await edit(room, first, "one of them") == room.say("edit.taken")
    assert await kept(room) == ["one of them", "two"]


async def test_an_edit_of_what_answers_nothing_is_too_late(room: Room) -> None:
    await asked(room)
    assert await edit(room, 1, "anything") == room.say("edit.late")


async def test_pages_turn_in_place(room: Room) -> None:
    await room.welcome()
    for n in range(7):
        await room.write(f"a note of number {n}")
        await room.tap("A note")
        await room.tap("Just kept")
    await room.give("mirror")
    shown = room.last()
    assert "number 0" in shown.text
    await room.tap("More")
    assert room.last() is shown
    assert "number 6" in shown.text
    await room.happen(Tapped(Press("goals"), shown.text, "x"), ANN, shown.id)
    assert room.last().text == room.say("goals.none")


async def long_words(room: Room) -> KeptWords:
    await room.welcome()
    await room.write("x" * LIMIT)
    await room.tap("A note")
    await room.tap("Just kept")
    (words,) = await room.words()
    return words


async def test_what_is_longest_is_kept_whole_and_shown_in_parts(room: Room) -> None:
    words = await long_words(room)
    assert words.text == "x" * LIMIT
    before = len(room.texts())
    await room.give("mirror")
    parts = room.texts()[before:]
    assert len(parts) == 2
    assert "".join(parts).count("x") == LIMIT
    assert "1" in room.last().keys


async def test_a_page_that_no_longer_fits_into_its_message_comes_anew(room: Room) -> None:
    await long_words(room)
    await room.give("mirror")
    shown = room.last()
    before = len(room.texts())
    await room.happen(Tapped(Press("mirror", "0"), shown.text, "More"), ANN, shown.id)
    assert shown.buttons == ()
    assert len(room.texts()) == before + 2
    assert "1" in room.last().keys


async def test_where_the_choice_does_not_fit_under_the_question_it_stands_below(
    room: Room,
) -> None:
    await room.welcome()
    await room.give("pause")
    ask = room.last()
    full = Tapped(ask.keys["A day"].does, "x" * LIMIT, "A day")
    await room.happen(full, ANN, ask.id)
    assert ask.buttons == ()
    assert room.texts()[-2].endswith("A day")


async def test_of_a_message_too_old_to_be_shown_only_the_tap_counts(room: Room) -> None:
    await asked(room)
    ask = room.last()
    await room.happen(Tapped(ask.keys["Skip"].does), ANN, ask.id)
    assert ask.buttons != ()
    assert await room.current() is None


def timers(room: Room) -> list[Timer]:
    rows = [row.timer for row in room.store._shelves.timers.values()]
    return [timer for timer in rows if timer.kind is TimerKind.LAPSE]


async def test_a_further_bubble_does_not_set_the_time_anew(room: Room) -> None:
    await asked(room)
    await room.write("my kids", deliver=False)
    (lapse,) = timers(room)
    await room.write("and my back")
    assert timers(room) == [lapse]


@pytest.mark.parametrize(
    ("said", "choice", "left"),
    [
        ("because", "Just heard", []),
        ("kids", "Worth seeing again", [True]),
        ("my kids", "Just heard", [False]),
        ("my kids", "Worth seeing again", [True]),
    ],
)
async def test_a_word_is_kept_only_if_it_should_come_back(
    room: Room, said: str, choice: str, left: list[bool]
) -> None:
    await asked(room)
    await room.write(said)
    await room.tap(choice)
    assert [words.worth_seeing for words in await room.words()] == left
    assert {words.text for words in await room.words()} <= {said}


@pytest.mark.parametrize("said", ["I don't know", "dunno", "no sé", "Skip"])
async def test_not_knowing_passes_the_question_and_leaves_nothing(room: Room, said: str) -> None:
    await asked(room)
    await room.write(said)
    assert await room.words() == []
    assert await room.current() is None


async def test_what_they_say_is_a_note_is_one_however_short(room: Room) -> None:
    await room.welcome()
    await room.write("breathe")
    await room.tap("A note")
    await room.tap("Just kept")
    assert await kept(room) == ["breathe"]


async def test_a_keyboard_once_laid_stays_until_another_is(room: Room) -> None:
    await room.welcome()
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        await visit.show(replace(screen("menu.home"), keyboard=("help",)))
        await visit.show(screen("resume.nothing"))
    await room.deliver()
    assert [bubble.sent.keyboard for bubble in room.on_screen()[-2:]] == [(("Help",),), ()]
