"""Whatever is opened and tapped, in any order: an invitation is used at most once, and nobody is
with a counselor who has not agreed to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.care import Share, Silence
from bot.services.enrol.ledger import shared
from tests.bot.services.enrol.inviting import (
    JOIN,
    agreed,
    care,
    invite,
    invites,
    ledger,
    nobody,
    opens,
)
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room

if TYPE_CHECKING:
    from datetime import datetime

CHATS = (ANN, BEN)
KEYS = st.one_of(st.just(0), st.just(0), st.integers(0, 3), st.integers(0, 40))
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(CHATS), st.integers(0, 2)),
        st.tuples(st.just("say"), st.sampled_from(CHATS), st.integers(0, 1)),
        st.tuples(st.just("withdraw"), st.just(DANA), st.integers(0, 2)),
        *[st.tuples(st.just("tap"), st.sampled_from(CHATS), KEYS)] * 5,
    ),
    max_size=40,
)
"""Mostly taps: of any key there is, the newest first, also of messages long past."""
BEGUN = st.tuples(st.integers(0, 2), st.integers(0, len(JOIN)))
"""Which link somebody has opened before, and how far they have come with it."""


async def tap(room: Room, chat: int, which: int) -> None:
    keys = [
        (bubble, button)
        for bubble in reversed(room.on_screen(chat))
        for button in bubble.keys.values()
    ]
    if keys:
        await room.press(*keys[which % len(keys)])


async def withdraw(room: Room, which: int) -> None:
    await room.give("invite", DANA)
    if "Open invitations" in "".join(room.last(DANA).keys):
        await room.tap("open", DANA)
        choices = [key for key in room.last(DANA).keys.values() if key.label in LABELS]
        if choices:
            await room.press(room.last(DANA), choices[which % len(choices)])
            await room.tap("withdraw", DANA)


LABELS = {"K.", "J."}


async def play(begun: list[tuple[int, int]], deeds: list[tuple[str, int, int]]) -> None:
    room = Room()
    await room.counselor()
    await room.counselor("Eli", ELI)
    codes = [await invite(room), await invite(room, "J."), await invite(room, "G.", ELI)]
    used: dict[str, datetime] = {}
    for chat, (which, far) in zip(CHATS, begun, strict=False):
        await opens(room, codes[which], chat)
        for option in JOIN[:far] if not await nobody(room, chat) else ():
            await room.tap(option, chat)
        await hold(room, used)
    for what, chat, which in deeds:
        match what:
            case "open":
                await opens(room, codes[which], chat)
            case "say":
                await room.give(("start", "sharing")[which], chat)
            case "withdraw":
                await withdraw(room, which)
            case _:
                await tap(room, chat, which)
        await hold(room, used)


async def hold(room: Room, used: dict[str, datetime]) -> None:
    """See that what was promised holds now."""
    assert room.failures == []
    kept = [*await invites(room), *await invites(room, ELI)]
    for one in kept:
        assert one.used_at is None or used.setdefault(one.id, one.used_at) == one.used_at
    cares = []
    for chat in CHATS:
        if await nobody(room, chat):
            continue
        found, lines = await care(room, chat), dict(await agreed(room, chat))
        if found is None:
            continue
        cares.append(found)
        assert lines["taking part"]
        assert lines["with a counselor"]
        assert shared(await ledger(room, chat)) == found.sharing
        assert Share.COUNTS not in found.sharing or Share.TAKING_PART in found.sharing
        assert lines.get("telling of silence", False) is (found.silence is Silence.TELL)
    assert len({care.label for care in cares}) == len(cares) <= len(used)


@settings(max_examples=60, deadline=None)
@given(st.lists(BEGUN, max_size=2), DEEDS)
def test_an_invitation_is_used_at_most_once_and_by_who_agreed(
    begun: list[tuple[int, int]], deeds: list[tuple[str, int, int]]
) -> None:
    asyncio.run(play(begun, deeds))
