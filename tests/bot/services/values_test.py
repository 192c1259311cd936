"""The values take two sittings: cards first, and the first three of them then or another day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.interview.terms import Effect, Kind
from bot.interview.words import acted

if TYPE_CHECKING:
    from tests.bot.services.room import Room

VALUES = "What matters most"
WEEK = timedelta(days=7)


async def sort(room: Room, *cards: str) -> None:
    """Pick cards of the first page."""
    for card in cards:
        await room.tap(card)
    await room.tap("Done")


async def values(room: Room) -> list[str]:
    return sorted(one.text for one in await room.words() if one.kind is Kind.VALUE)


async def let_go(room: Room, text: str) -> None:
    [card] = [words for words in await room.words() if words.text == text]
    async with room.store.works() as work:
        await work.words.put(acted(card, Effect.LET_GO))


async def began(room: Room) -> None:
    """Begin the check-in from the client's own list, wherever in it that stands."""
    await room.give("checkin")
    if VALUES not in room.last().keys:
        await room.tap("All check-ins")
    while VALUES not in room.last().keys:
        await room.tap("More")
    await room.tap(VALUES)


async def test_each_card_is_kept_as_words_of_its_own(room: Room) -> None:
    await room.welcome()
    await began(room)
    await sort(room, "Family", "Honesty")
    assert await values(room) == ["Family", "Honesty"]


async def test_another_day_the_cards_lie_there_and_three_of_them_come_first(room: Room) -> None:
    await room.welcome()
    await began(room)
    await sort(room, "Family", "Honesty", "Hope")
    await room.tap("Another day")
    await room.pass_(WEEK)
    await began(room)
    assert list(room.last().keys)[:3] == ["Family", "Honesty", "Hope"]
    await sort(room, "Honesty")
    await room.write("not hiding bottles. saying it")
    assert await values(room) == ["Family", "Honesty", "Hope", "not hiding bottles. saying it"]


async def test_a_card_that_was_let_go_is_not_offered_again(room: Room) -> None:
    await room.welcome()
    await began(room)
    await sort(room, "Family", "Honesty")
    await room.tap("Another day")
    await let_go(room, "Family")
    await room.pass_(WEEK)
    await began(room)
    assert next(iter(room.last().keys)) == "Honesty"


async def test_a_card_laid_anew_is_not_kept_twice(room: Room) -> None:
    await room.welcome()
    await began(room)
    await sort(room, "Family")
    await room.tap("Now")
    await sort(room, "Family")
    await room.write("sunday lunch, phones in the basket")
    await room.pass_(WEEK)
    await began(room)
    await room.tap("Lay them anew")
    await sort(room, "Family", "Hope")
    assert await values(room) == ["Family", "Hope", "sunday lunch, phones in the basket"]
