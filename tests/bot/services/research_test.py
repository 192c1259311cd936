"""Research: off until they say so, in the ledger each time it changes, and nobody is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arrival import Tapped
from bot.message import Press
from bot.research.agreeing import NUMBERS, WORDS, Lets, lets
from tests.bot.services.counsel.desk import desk
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from bot.ports import Consent


async def lines(room: Room) -> list[Consent]:
    """Give what the ledger has of it."""
    client = await room.client()
    async with room.store.works() as work:
        return [one for one in await work.consents.of(client.id) if one.what in {NUMBERS, WORDS}]


async def tap(room: Room, argument: str) -> None:
    """Press a key of the screen, as it may come from any message."""
    await room.happen(Tapped(Press("research", argument), "seen", "Key"), ANN, None)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*Lets, "", "nonsense"]), max_size=8))
def test_what_holds_is_what_was_tapped_last_and_each_change_is_a_line(taps: list[str]) -> None:
    asyncio.run(_tapped(taps))


async def _tapped(taps: list[str]) -> None:
    room = await desk("Blue scarf")
    told = len(room.texts(DANA))
    holds, written = Lets.NUMBERS, 0
    for argument in taps:
        await tap(room, argument)
        wish = Lets(argument) if argument in list(Lets) else holds
        ledger = await lines(room)
        assert (len(ledger) > written) is (wish is not holds)
        holds, written = wish, len(ledger)
        assert lets(ledger) is holds
        assert room.say(f"research.{holds}") in room.last().text
    assert len(room.texts(DANA)) == told


async def test_of_somebody_who_has_not_agreed_to_take_part_nothing_is_kept() -> None:
    room = Room()
    reaction = await room.happen(Tapped(Press("research", "words"), "seen", "Key"), ANN, None)
    assert reaction.toast
    assert room.on_screen() == []
