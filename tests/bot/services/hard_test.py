"""The hard-moments plan: made in two sittings, on a page of its own, first when it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from bot.care import Share
from bot.interview.glass import HARD
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.screens.hard import AT_HAND, PARTS
from tests.bot.services.counsel.desk import care_of
from tests.bot.services.enrol.inviting import invite, joins, ledger
from tests.bot.services.mirroring_test import now, pressed
from tests.bot.services.room import ANN, BEN, DANA, Room
from tests.bot.services.shelves import put

if TYPE_CHECKING:
    from tests.bot.services.bubble import Bubble

SIGNS: Final = ("i stop answering my sister", "i don't sleep", "the water", "cold shower")
PEOPLE: Final = ("aunt rosa's kitchen", "dee", "dr. kaplan", "my brother")


async def sits(room: Room, which: str, answers: tuple[str, ...]) -> None:
    """Make one half of the plan, from its page."""
    await room.give("hard")
    await room.tap(which)
    for answer in answers:
        await room.write(answer)
    assert await room.current() is None


async def whole(room: Room) -> None:
    await sits(room, "Signs and what helps", SIGNS)
    await sits(room, "Places and people", PEOPLE)


async def share(room: Room, *, on: bool = True) -> None:
    await room.give("hard")
    await room.tap("Share it with Dana" if on else "No longer share it")


def below(bubble: Bubble) -> list[str]:
    return [key.label for row in bubble.buttons for key in row]


async def test_it_is_made_in_two_sittings_of_words_of_its_own(room: Room) -> None:
    await room.welcome()
    await whole(room)
    kept = {(one.kind, one.text) for one in await room.words()}
    assert kept == {
        *((Kind.WARNING, text) for text in SIGNS[:2]),
        *((Kind.RELIEF, text) for text in SIGNS[2:]),
        *((Kind.REFUGE, text) for text in PEOPLE[:2]),
        (Kind.PROFESSIONAL, PEOPLE[2]),
        (Kind.KEEPER, PEOPLE[3]),
    }


async def test_the_page_has_it_all_part_by_part(room: Room) -> None:
    await room.welcome()
    await room.give("hard")
    assert room.last().text == room.say("hard.none")
    assert below(room.last()) == ["Signs and what helps", "Places and people"]
    await whole(room)
    await room.give("hard")
    head, *parts, state = room.last().text.split("\n\n")
    assert (head, state) == (room.say("hard.head"), room.say("hard.private"))
    assert [part.split("\n")[0] for part in parts] == [room.say(f"kind.{kind}") for kind in PARTS]
    assert "1. “i stop answering my sister” (March 2)\n2. “i don't sleep” (March 2)" in parts[0]
    assert below(room.last())[:8] == list("12345678")


async def test_more_than_a_page_is_turned_in_place(room: Room) -> None:
    await room.welcome()
    for n in range(1, 10):
        await put(room, n, Kind.RELIEF)
    await room.give("hard")
    shown = room.last()
    assert "“words 9”" not in shown.text
    await room.tap("More")
    assert room.last() is shown
    assert "1. “words 9” (March 2)" in shown.text


async def test_its_words_are_edited_hidden_and_let_go_like_any_others(room: Room) -> None:
    await room.welcome()
    words = [await put(room, n, Kind.RELIEF) for n in (1, 2, 3)]
    await room.give("hard")
    await room.tap("1")
    assert list(room.last().keys) == [
        *("Edit", "Hide", "Let go", "Forget for good", "My hard-moments plan", "Back")
    ]
    await room.tap("Hide")
    await room.give("hard")
    await room.tap("1")
    await room.tap("Let go")
    await room.tap("Let go")
    await room.give("hard")
    await room.tap("1")
    await room.tap("Edit")
    await room.write("the river, with the dog")
    held = [(await now(room, one)).held for one in words]
    assert held == [Held.HIDDEN, Held.LET_GO, Held.HELD]
    await room.give("hard")
    assert "“the river, with the dog”" in room.last().text
    assert "words 1" not in room.last().text
    assert "words 2" not in room.last().text


async def test_it_leads_back_to_itself_from_a_word_of_it(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.KEEPER)
    await room.give("hard")
    shown, text = room.last(), room.last().text
    await room.tap("1")
    await room.tap("My hard-moments plan")
    assert room.last() is shown
    assert shown.text == text


@pytest.mark.parametrize("begin", ["command", "menu", "keyboard"])
async def test_it_comes_first_when_there_is_an_urge(room: Room, begin: str) -> None:
    await room.welcome()
    await whole(room)
    match begin:
        case "command":
            await room.give("urge")
        case "menu":
            await room.begin("An urge right now")
        case _:
            await room.write("Right now")
    plan, asked = room.texts()[-2:]
    assert plan.split("\n") == [
        room.say("hard.first"),
        "What helps: “the water” and “cold shower”",
        "Places and people: “aunt rosa's kitchen” and “dee”",
        "Professionals: “dr. kaplan”",
        "Who could make the place safer: “my brother”",
    ]
    assert "How strong is it right now" in asked


async def test_who_has_none_is_asked_at_once(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.WARNING)  # of the signs alone nothing is at hand
    before = len(room.texts())
    await room.give("urge")
    assert len(room.texts()) == before + 1


async def test_it_stands_on_the_card_when_words_sound_like_danger(room: Room) -> None:
    await room.welcome()
    await whole(room)
    await room.write("i want to kill myself tonight")
    card = next(text for text in reversed(room.texts()) if "988" in text)
    assert "“aunt rosa's kitchen” and “dee”" in card


@pytest.mark.parametrize("way", ["checkin", "help"])
async def test_it_is_one_tap_from_the_menu_and_from_help(room: Room, way: str) -> None:
    await room.welcome()
    await room.give(way)
    shown, text = room.last(), room.last().text
    await room.tap("My hard-moments plan")
    assert shown.text == text
    assert room.last().text == room.say("hard.none")


async def test_before_they_agree_there_is_no_key_to_it(room: Room) -> None:
    await room.give("help")
    assert "My hard-moments plan" not in room.last().keys


async def test_the_counselor_sees_it_only_while_it_is_shared(room: Room) -> None:
    await room.counselor()
    await joins(room, await invite(room))
    await whole(room)
    client = (await room.client()).id
    await pressed(room, "hard-see", client, DANA)
    assert not any("cold shower" in text for text in room.texts(DANA))
    await share(room)
    assert "Dana sees this page." in room.last().text
    assert Share.HARD_PLAN in (await care_of(room)).sharing
    await room.give("sharing")
    assert room.say("share-what.hard-plan") in room.last().text.partition("\n\nNot seen:")[0]
    await pressed(room, "hard-see", client, DANA)
    seen = room.last(DANA)
    assert seen.text.startswith("K.: the plan for hard moments, in their words")
    assert all(f"“{text}”" in seen.text for text in (*SIGNS, *PEOPLE))
    await share(room, on=False)
    await pressed(room, "hard-see", client, DANA)
    assert room.last(DANA).text == room.say("seen.private")
    told = [(one.what, one.agreed) for one in await ledger(room)]
    assert told[-2:] == [
        ("sharing the hard-moments plan", True),
        ("sharing the hard-moments plan", False),
    ]


async def test_who_leaves_shares_it_with_nobody_and_the_ledger_says_so(room: Room) -> None:
    await room.counselor()
    await joins(room, await invite(room))
    await whole(room)
    await share(room)
    await room.give("sharing")
    await room.tap("Leave Dana")
    await room.tap("Leave Dana")
    told = [(one.what, one.agreed) for one in await ledger(room)]
    assert ("sharing the hard-moments plan", False) in told
    await room.give("hard")
    assert room.say("hard.private") in room.last().text
    assert "Share it with Dana" not in room.last().keys


async def test_a_shared_plan_may_still_be_empty(room: Room) -> None:
    await room.counselor()
    await joins(room, await invite(room))
    await share(room)
    await pressed(room, "hard-see", (await room.client()).id, DANA)
    assert "nothing in it yet" in room.last(DANA).text


async def test_a_counselor_offers_it_once_a_day_and_is_not_told_what_comes_of_it(
    room: Room,
) -> None:
    await room.counselor()
    await joins(room, await invite(room))
    client = (await room.client()).id
    await pressed(room, "hard-offer", client, DANA)
    assert "K. can make it now" in room.last(DANA).text
    offer = room.last()
    assert offer.text.startswith("Dana suggests a plan for hard moments")
    assert list(offer.keys) == ["Signs and what helps", "Places and people", "Not today"]
    assert await pressed(room, "hard-offer", client, DANA) == room.say("hard.offered-today")
    assert room.last() is offer
    said = room.texts(DANA)
    await room.tap("Not today")
    assert room.last().text == room.say("hard.later")
    assert room.texts(DANA) == said


async def test_it_is_begun_side_by_side_from_the_offer(room: Room) -> None:
    await room.counselor()
    await joins(room, await invite(room))
    await pressed(room, "hard-offer", (await room.client()).id, DANA)
    await room.tap("Signs and what helps")
    assert "what do you notice first?" in room.last().text


async def test_it_is_not_offered_to_who_wants_quiet_nor_by_anybody_else(room: Room) -> None:
    await room.counselor()
    await joins(room, await invite(room))
    await room.give("stop")
    said = room.texts()
    await pressed(room, "hard-offer", (await room.client()).id, DANA)
    assert "rest just now" in room.last(DANA).text
    await room.welcome(BEN)
    await pressed(room, "hard-offer", (await room.client(BEN)).id, DANA)
    assert room.last(DANA).text == room.say("clients.gone")
    assert room.texts(ANN) == said


async def test_a_forged_key_begins_nothing_else(room: Room) -> None:
    await room.welcome()
    assert await pressed(room, "hard-begin", "welcome") == room.say("late.over")
    assert await room.current() is None


def test_every_part_is_of_its_own_kind_and_the_signs_come_before() -> None:
    assert set(PARTS) == HARD
    assert PARTS[1:] == AT_HAND
