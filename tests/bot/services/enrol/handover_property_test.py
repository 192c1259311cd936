"""However often clients change hands, each is told who it is now and who it was, and never more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.care import Care, Share
from bot.services.enrol.handover import hand_over
from tests.bot.services.room import ANN, Room

if TYPE_CHECKING:
    from bot.people import Counselor

TOLD: Final = re.compile(r"From now on (\w+) is your counselor here, in place of (\w+)\.")
NAMES: Final = ("Dana", "Eli", "Fay")
DAY: Final = (timedelta(hours=12), timedelta(hours=12))
"""At one end of it or the other nobody is asleep."""
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2])),
        st.timedeltas(timedelta(0), timedelta(hours=20)),
        st.just("shares"),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(deeds=DEEDS)
async def test_what_the_client_knows_is_what_holds(
    deeds: list[tuple[int, int] | timedelta | str],
) -> None:
    room = Room()
    counselors = [await room.counselor(name, 20 + n) for n, name in enumerate(NAMES)]
    await room.welcome()
    client = await room.client()
    await room.give("pause")
    await room.tap("Until I say")
    async with room.store.works() as work:
        await work.cares.put(Care(client.id, counselors[0].id, "J.", room.clock.now()))
    for deed in (*deeds, *DAY):
        if isinstance(deed, tuple):
            await _hands_over(room, counselors[deed[0]], counselors[deed[1]])
        elif isinstance(deed, timedelta):
            await room.pass_(deed)
        else:
            care = await _care(room)
            async with room.store.works() as work:
                await work.cares.put(replace(care, sharing=frozenset(Share)))
    known = [found.groups() for text in room.texts(ANN) if (found := TOLD.match(text))]
    now = "Dana"
    for taker, giver in known:
        assert giver == now
        assert taker != giver
        now = taker
    holds = await _care(room)
    assert now == next(one.name for one in counselors if one.id == holds.counselor)


async def _hands_over(room: Room, giver: Counselor, taker: Counselor) -> None:
    had = (await _care(room)).counselor == giver.id
    async with room.store.works() as work:
        moved = await hand_over(room.house, work, giver.id, taker.id, room.clock.now())
    care = await _care(room)
    assert moved == had
    if had:
        assert (care.counselor, care.sharing) == (taker.id, frozenset())


async def _care(room: Room) -> Care:
    client = await room.client(ANN)
    async with room.store.works() as work:
        care = await work.cares.of(client.id)
    assert care is not None
    return care
