"""What can be done with kept words: opened, edited, hidden, brought back, let go."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.interview.library import library
from bot.interview.mirror import Why
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held
from bot.message import Press
from tests.bot.screens.keeping import NOON, plan
from tests.bot.services.room import ANN, BEN, MONDAY, Room
from tests.bot.services.shelves import put
from tests.samples import LISTEN
from tests.scripts import made

if TYPE_CHECKING:
    from bot.interview.words import KeptWords

SAID = "i want to be up for {breakfast} “again”\nwith the kids, $5 on it"


async def pressed(room: Room, action: str, argument: str, chat: int = ANN) -> str:
    """Press a key under the newest message; give what it shows for a moment."""
    shown = room.last(chat)
    tapped = Tapped(Press(action, argument), shown.text, "x")
    return (await room.happen(tapped, chat, shown.id)).toast


async def now(room: Room, words: KeptWords) -> KeptWords:
    async with room.store.works() as work:
        found = await work.words.get(words.id)
    assert found is not None
    return found


async def told(room: Room) -> list[Effect]:
    client = await room.client()
    async with room.store.works() as work:
        return [one.effect for one in await work.words.told(client.id, NOON)]


async def test_words_are_opened_in_place_and_lead_back(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.NOTE, text=SAID)
    await room.give("mirror")
    shown, listed = room.last(), room.last().text
    await room.tap("1")
    assert room.last() is shown
    assert f"“{SAID}” (March 2)" in shown.text
    assert list(shown.keys) == ["Edit", "Hide", "Let go", "Forget for good", "Back"]
    await room.tap("Back")
    assert shown.text == listed


async def test_words_tell_what_was_asked_and_when_and_why_they_came_back(room: Room) -> None:
    await room.welcome()
    await room.write("the long way home")
    await room.tap("A note")
    await room.tap("Worth seeing again")
    (note,) = await room.words()
    await put(room, 2, Kind.REASON, at=NOON, shown_at=MONDAY, why=Why.LONGEST.value)
    await room.give("mirror")
    await room.tap("1")
    assert "Last shown on March 2. " + room.say("why.longest") in room.last().text
    await pressed(room, "words", note.id)
    assert "You were asked" not in room.last().text
    assert "Last shown" not in room.last().text


async def test_the_question_stands_with_the_answer() -> None:
    room = Room(library={**library(), "test": made(LISTEN)})
    await room.welcome()
    await pressed(room, "begin", "test")
    await room.write("drinking")
    await room.give("stop")
    await room.give("mirror")
    await room.tap("1")
    assert "“drinking” (March 2)\n\nYou were asked: What?" in room.last().text


async def test_what_is_hidden_is_out_of_sight_until_it_is_brought_back(room: Room) -> None:
    await room.welcome()
    note = await put(room, 1, Kind.NOTE)
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Hide")
    assert (await now(room, note)).held is Held.HIDDEN
    assert room.say("kept.hidden") in room.last().text
    await room.give("mirror")
    assert "words 1" not in room.last().text
    await room.tap("Hidden: 1")
    assert "words 1" in room.last().text
    await room.tap("1")
    await room.tap("Bring it back")
    assert (await now(room, note)).held is Held.HELD
    await room.give("mirror")
    assert "words 1" in room.last().text
    assert list(room.last().keys) == ["1"]


@pytest.mark.parametrize(
    ("effect", "held"),
    [
        ("reached", Held.REACHED),
        ("rests", Held.RESTS),
        ("working", Held.HELD),
    ],
)
async def test_a_goal_that_is_brought_back_is_what_it_was(
    room: Room, effect: str, held: Held
) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    await room.give("goals")
    await pressed(room, "goal-is", f"{goal.id}.{effect}")
    await pressed(room, "hide", goal.id)
    assert (await now(room, goal)).held is Held.HIDDEN
    await pressed(room, "bring", goal.id)
    assert (await now(room, goal)).held is held


async def test_letting_go_asks_first_and_tells_of_what_is_gone(room: Room) -> None:
    await room.welcome()
    note = await put(room, 1, Kind.NOTE)
    await room.give("mirror")
    shown = room.last()
    await room.tap("1")
    await room.tap("Let go")
    assert shown.text == "Let go of “words 1”?"
    await room.tap("Keep it")
    assert "“words 1” (March 2)" in shown.text
    await room.tap("Let go")
    await room.tap("Let go")
    assert (await now(room, note)).held is Held.LET_GO
    assert shown.text == room.say("kept.gone")
    for action in ("words", "let-go", "gone", "hide", "bring", "reword"):
        assert await pressed(room, action, note.id) == room.say("kept.before")
    await room.tap("Back")
    assert shown.text == room.say("mirror.none")


async def test_words_of_another_client_stay_theirs(room: Room) -> None:
    await room.welcome()
    await room.welcome(BEN)
    goal = await put(room, 1, Kind.GOAL)
    for action in ("words", "hide", "bring", "let-go", "gone", "reword", "goal"):
        assert await pressed(room, action, goal.id, BEN) == room.say("kept.before")
    for action, argument in (("goal-is", f"{goal.id}.reached"), ("about", f"sure.{goal.id}")):
        await room.give("pause", BEN)
        assert await pressed(room, action, argument, BEN) == room.say("kept.before")
    assert await now(room, goal) == goal


@pytest.mark.parametrize("argument", ["", ".", "x.9", "0" * 32, "." * 40])
async def test_a_strange_argument_finds_nothing(room: Room, argument: str) -> None:
    await room.welcome()
    texts = room.texts()
    for action in ("words", "hide", "bring", "let-go", "gone", "reword", "goal", "goal-is"):
        assert await pressed(room, action, argument) == room.say("kept.before")
    assert room.texts() == texts


async def test_words_put_anew_keep_their_id_and_the_old_wording_is_gone(room: Room) -> None:
    await room.welcome()
    reason = await put(room, 1, Kind.REASON, still=2)
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Edit")
    assert "“words 1”\n\nHow would you put it now?" in room.last().text
    await room.write(SAID)
    after = await now(room, reason)
    assert (after.id, after.text, after.kind, after.still) == (reason.id, SAID, Kind.REASON, 0)
    assert after.at > reason.at
    assert after.on == date(2026, 3, 2)
    assert await told(room) == [Effect.CHANGED]
    assert [one.text for one in await room.words()] == [SAID]
    assert room.last().text.startswith(f"“{SAID}”.")
    assert await room.current() is None


async def test_a_further_bubble_belongs_to_the_new_wording(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    other = await put(room, 2, Kind.NOTE)
    await room.give("mirror")
    await pressed(room, "reword", goal.id)
    await room.write("up for breakfast", deliver=False)
    await room.write("every sunday")
    assert (await now(room, goal)).text == "up for breakfast\nevery sunday"
    assert await now(room, other) == other


async def test_each_half_of_a_plan_is_put_anew_by_itself(room: Room) -> None:
    await room.welcome()
    for one in plan(1):
        await put(room, int(one.id), one.kind, conversation=one.conversation)
    await room.give("mirror")
    assert "If “words 1”, then “words 2” (March 2)" in room.last().text
    await room.tap("1")
    assert "In the way: “words 3”" in room.last().text
    await room.tap("Edit the if")
    await room.write("payday")
    await room.give("mirror")
    assert "If “payday”, then “words 2” (March 2)" in room.last().text
    assert len(room.last().keys) == 1
