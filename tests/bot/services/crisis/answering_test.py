"""Each answer and its path: a yes is urgent, a no clears nothing, the next day is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.message import Press
from bot.safety.danger import Danger, Tier
from tests.bot.services.crisis.moment import (
    ASKS,
    DAY,
    HEAVY,
    HIT,
    HOUR,
    MINUTE,
    SAID,
    episodes,
    marks,
    since,
)

if TYPE_CHECKING:
    from tests.bot.services.room import Room

YES, SOMETIMES, NO = "Yes", "Sometimes, not now", "No, I meant something else"
ON, BACK = "Turn the check-ins back on", "Go on with the check-in"


async def test_a_yes_is_thanked_for_and_the_number_stays(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.tap(YES)
    assert room.last().text.startswith("Thank you for saying it plainly.")
    assert "call or text 988" in room.last().text
    assert "call 911" in room.last().text
    assert await marks(room) == ["began", "yes"]


async def test_a_yes_makes_what_was_heavy_urgent(room: Room) -> None:
    await room.welcome()
    await room.write(HEAVY)
    await room.tap(YES)
    (episode,) = await episodes(room)
    assert episode.tier is Tier.URGENT
    assert (await room.client()).held
    assert {"no-reply", "next-day"} <= set(room.timers())


async def test_sometimes_counts_too(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.tap(SOMETIMES)
    assert "Sometimes counts, too" in room.last().text
    assert "988" in room.last().text
    assert ON in room.last().keys


@pytest.mark.parametrize("said", [SAID, HEAVY])
async def test_a_no_clears_nothing(room: Room, said: str) -> None:
    await room.welcome()
    await room.write(said)
    held = (await room.client()).held
    await room.tap(NO)
    assert room.last().text == "Thanks for saying. The number stays here: call or text 988."
    assert (await room.client()).held is held
    (episode,) = await episodes(room)
    assert episode.over_at is None
    assert await marks(room) == ["began", "no"]


async def test_the_choice_stays_to_be_seen_and_its_keys_go(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    asked = room.last()
    await room.tap(NO)
    chosen = room.say("chosen").replace("{choice}", NO)
    assert asked.text == f"{ASKS}\n\n{chosen}"
    assert asked.keys == {}


async def test_tapped_twice_it_is_answered_once(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    asked, key = room.last(), room.last().keys[YES]
    await room.press(asked, key)
    count = len(room.texts())
    await room.press(asked, key)
    assert len(room.texts()) == count
    assert await marks(room) == ["began", "yes"]


async def test_a_no_can_become_a_yes(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    asked, key = room.last(), room.last().keys[YES]
    await room.tap(NO)
    await room.press(asked, key)
    assert room.last().text.startswith("Thank you for saying it plainly.")
    assert await marks(room) == ["began", "no", "yes"]


async def test_an_answer_after_it_was_over_is_met_kindly_and_a_yes_is_heard(room: Room) -> None:
    await room.welcome()
    await room.write(HEAVY)
    asked, yes, no = room.last(), room.last().keys[YES], room.last().keys[NO]
    await room.pass_(4 * DAY)
    await room.press(asked, no)
    assert room.last().text == room.say("crisis.over")
    await room.press(asked, yes)
    assert "988" in room.last().text
    assert [one.over_at is None for one in await episodes(room)] == [False, True]


async def test_an_answer_to_what_is_nobodys_or_anothers_does_nothing(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    theirs = (await episodes(room))[0].id
    await room.welcome(12)
    shown = room.last(12).id
    for argument in (
        f"yes-s.{theirs}",
        f"tell.{theirs}",
        f"worse.{theirs}",
        "yes-s.x",
        "yes",
        "",
        "on",
    ):
        await room.happen(Tapped(Press("crisis", argument), "seen", "Yes"), 12, shown)
    assert await marks(room) == ["began"]
    assert not (await room.client(12)).held


@pytest.mark.parametrize(
    ("said", "answer", "danger"),
    [
        ("my chest feels odd", "Not sure", Danger.MEDICAL),
        ("tomorrow i go cold turkey", "Yes", Danger.WITHDRAWAL),
        ("how much is too much", "Not sure", Danger.OVERDOSE),
        ("i am afraid of him", "Yes", Danger.VIOLENCE),
    ],
)
async def test_where_minutes_count_not_being_sure_brings_who_comes(
    room: Room, said: str, answer: str, danger: Danger
) -> None:
    await room.welcome()
    await room.write(said)
    assert (await episodes(room))[0].danger is danger
    await room.tap(answer)
    assert "call 911" in room.last().text.split("\n\n")[0]
    assert (await episodes(room))[0].tier is Tier.URGENT


async def test_more_such_words_are_asked_about_the_day_after_them(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(DAY)
    assert "How are you now?" in room.texts()
    await room.write("i just want to die")
    await room.pass_(DAY + HOUR)
    assert room.texts().count("How are you now?") == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Better", "Better, then."),
        ("About the same", "About the same, then."),
    ],
)
async def test_better_or_the_same_the_next_day_and_it_is_over(
    room: Room, answer: str, said: str
) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(DAY)
    assert room.last().text == "How are you now?"
    await room.tap(answer)
    assert room.last().text.startswith(said)
    (episode,) = await episodes(room)
    assert episode.over_at is not None
    assert (await room.client()).held
    await room.tap(ON)
    assert not (await room.client()).held
    assert "planned" in room.states()


async def test_worse_shows_help_and_asks_once_more_the_day_after(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(DAY)
    await room.tap("Worse")
    assert "call or text 988" in room.last().text
    assert (await marks(room))[-1] == "worse"
    await room.pass_(11 * MINUTE)
    assert "Once more" in room.last().text
    await room.pass_(DAY)
    assert room.last().text == "How are you now?"


async def test_what_is_asked_the_next_day_says_nothing_on_a_lock_screen(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(DAY)
    assert room.last().text == "How are you now?"
    assert set(room.last().keys) == {"Better", "About the same", "Worse"}


async def test_what_others_must_not_see_is_taken_away(room: Room) -> None:
    await room.welcome()
    await room.write(HIT)
    card = room.last()
    count = len(room.texts())
    await room.tap("Hide this")
    assert len(room.texts()) == count
    assert "911" not in card.text
    assert card.keys == {}


async def test_nobody_is_told_where_there_is_nobody_to_tell(room: Room) -> None:
    await room.welcome()
    before = len(room.texts())
    await room.write(SAID)
    assert "Nobody is alerted from here." in since(room, before)[0]
    assert not any(label.startswith("Tell") for label in room.on_screen()[-2].keys)


async def test_an_answer_is_about_what_was_asked(room: Room) -> None:
    await room.welcome()
    await room.write(HIT)
    await room.write(SAID)
    assert room.last().text == ASKS
    await room.tap(YES)
    assert room.last().text.startswith("Thank you for saying it plainly.")
    assert "call or text 988" in room.last().text
    assert (await episodes(room))[0].danger is Danger.VIOLENCE
