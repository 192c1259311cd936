"""A handover: every client is with a colleague, shares nothing with them yet, and is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.arrival import Blocked, Tapped, Unblocked
from bot.care import GOOD_FOR, Care, Invite, InviteId, InviteKind, Session, Share, Silence
from bot.message import Press
from bot.people import Standing
from bot.ports import TimerKind
from bot.services.enrol.caring import HANDED
from bot.services.enrol.counselors import suspend
from bot.services.enrol.handover import hand_over
from bot.services.enrol.invites import new_code
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room

if TYPE_CHECKING:
    from bot.people import Counselor

SESSION = Session(datetime(2026, 3, 9, 15), "America/New_York")  # noqa: DTZ001 - a wall time
NIGHT = timedelta(hours=14)
"""From ten in the morning until midnight."""


@pytest.fixture
async def dana(room: Room) -> Counselor:
    """Dana, who has Ann as a client who shares counts."""
    dana = await room.counselor()
    await room.welcome()
    await cared(room, dana, sharing=frozenset({Share.COUNTS}), silence=Silence.TELL)
    return dana


@pytest.fixture
async def eli(room: Room) -> Counselor:
    return await room.counselor("Eli", ELI, "America/Chicago")


async def cared(room: Room, counselor: Counselor, chat: int = ANN, **terms: Any) -> None:  # noqa: ANN401 - Care's own fields
    """Let the client of a chat be with a counselor."""
    client = await room.client(chat)
    care = Care(client.id, counselor.id, "J. Tuesdays", room.clock.now(), sessions=(SESSION,))
    async with room.store.works() as work:
        await work.cares.put(replace(care, **terms))


async def care_of(room: Room, chat: int = ANN) -> Care:
    client = await room.client(chat)
    async with room.store.works() as work:
        care = await work.cares.of(client.id)
    assert care is not None
    return care


async def begins(room: Room, name: str) -> None:
    """Let the client be in the middle of a check-in."""
    await room.happen(Tapped(Press("begin", name)), message=1)


async def hands_over(room: Room, giver: Counselor, taker: Counselor) -> int:
    async with room.store.works() as work:
        moved = await hand_over(room.house, work, giver.id, taker.id, room.clock.now())
    await room.deliver()
    return moved


async def test_label_and_sessions_stay_and_sharing_is_off(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    assert await hands_over(room, dana, eli) == 1
    care = await care_of(room)
    assert (care.counselor, care.label, care.sessions) == (eli.id, "J. Tuesdays", (SESSION,))
    assert (care.sharing, care.silence) == (frozenset(), Silence.LEAVE)
    assert care.since == room.clock.now()
    async with room.store.works() as work:
        ledger = await work.consents.of(care.client)
    assert [(one.what, one.agreed) for one in ledger[-2:]] == [
        ("sharing counts", False),
        ("telling of silence", False),
    ]


async def test_a_client_who_is_awake_is_told_at_once_and_once(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    await hands_over(room, dana, eli)
    before = len(room.texts())
    await room.pass_()
    told = room.last()
    assert told.text.startswith("From now on Eli is your counselor here, in place of Dana.")
    assert "Monday to Friday, 9:00 am to 5:00 pm (Chicago time)" in told.text
    assert list(told.keys) == ["What Eli may see"]
    assert HANDED not in (await room.client()).profile
    await room.pass_(timedelta(days=1))
    assert sum("in place of Dana" in text for text in room.texts()[before:]) == 1


async def test_at_night_it_waits_for_the_morning(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    room.clock.at += NIGHT
    await hands_over(room, dana, eli)
    before = room.texts()
    await room.pass_(timedelta(hours=7))
    assert room.texts() == before
    await room.pass_(timedelta(hours=1))
    assert "in place of Dana" in room.last().text


async def test_in_the_middle_of_a_check_in_it_waits_too(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    await begins(room, "importance")
    await hands_over(room, dana, eli)
    await room.pass_()
    assert "in place of Dana" not in room.last().text
    await room.give("stop")
    await room.pass_(timedelta(minutes=10))
    assert "in place of Dana" in room.last().text


async def test_who_has_left_meanwhile_is_told_nothing_of_it_with_anybody_else(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    room.clock.at += NIGHT
    await hands_over(room, dana, eli)
    await room.happen(Tapped(Press("sharing", "leave-sure")), message=room.last().id)
    async with room.store.works() as work:
        assert await work.timers.next_due(TimerKind.HANDOVER) is None
    await cared(room, await room.counselor("Zoe", BEN))
    assert HANDED not in (await room.client()).profile
    await room.pass_(timedelta(hours=9))
    assert not [text for text in room.texts() if "in place of" in text]


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
async def test_who_has_no_prompts_is_told_all_the_same(
    room: Room, dana: Counselor, eli: Counselor, standing: Standing
) -> None:
    await room.change(standing=standing)
    await hands_over(room, dana, eli)
    await room.pass_()
    assert "in place of Dana" in room.last().text


async def test_who_had_blocked_the_bot_is_told_on_return(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    await room.happen(Blocked())
    await hands_over(room, dana, eli)
    await room.pass_(timedelta(days=2))
    assert "in place of Dana" not in "".join(room.texts())
    await room.happen(Unblocked())
    await room.pass_()
    assert "in place of Dana" in room.last().text


async def test_twice_before_the_client_is_told_names_the_first_and_the_last(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    room.clock.at += NIGHT
    fay = await room.counselor("Fay", 23)
    await hands_over(room, dana, eli)
    await hands_over(room, eli, fay)
    await room.pass_(timedelta(hours=8))
    assert room.last().text.startswith("From now on Fay is your counselor here, in place of Dana.")


async def test_there_and_back_before_the_client_is_told_needs_no_word(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    room.clock.at += NIGHT
    await hands_over(room, dana, eli)
    await hands_over(room, eli, dana)
    before = room.texts()
    await room.pass_(timedelta(hours=8))
    assert room.texts() == before


async def test_who_left_meanwhile_is_told_nothing(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    await hands_over(room, dana, eli)
    left = await room.client()
    async with room.store.works() as work:
        await work.cares.end(left.id)
    before = room.texts()
    await room.pass_()
    assert room.texts() == before


async def test_both_counselors_are_told_and_others_clients_stay(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    fay = await room.counselor("Fay", 23)
    await room.welcome(BEN)
    await cared(room, fay, BEN)
    assert await hands_over(room, dana, eli) == 1
    assert room.last(DANA).text.startswith("Your clients are with Eli from now on: 1.")
    assert room.last(ELI).text.startswith("The clients of Dana are with you from now on: 1.")
    assert (await care_of(room, BEN)).counselor == fay.id


async def test_a_suspended_giver_is_told_nothing(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    async with room.store.works() as work:
        await suspend(work, dana.id, suspended=True)
    assert await hands_over(room, dana, eli) == 1
    assert room.texts(DANA) == []


async def test_open_links_move_and_used_ones_stay(
    room: Room, dana: Counselor, eli: Counselor
) -> None:
    now = room.clock.now()
    for used_at in (None, now):
        invite = Invite(
            InviteId(new_code(InviteKind.CLIENT)),
            InviteKind.CLIENT,
            now,
            now + GOOD_FOR,
            dana.id,
            used_at=used_at,
        )
        async with room.store.works() as work:
            await work.invites.add(invite, new_code(InviteKind.CLIENT))
    await hands_over(room, dana, eli)
    async with room.store.works() as work:
        assert [one.used_at for one in await work.invites.of(eli.id)] == [None]
        assert [one.used_at for one in await work.invites.of(dana.id)] == [now]


async def test_nobody_of_that_id_moves_nothing(room: Room, dana: Counselor) -> None:
    async with room.store.works() as work:
        with pytest.raises(LookupError):
            await hand_over(room.house, work, dana.id, "0" * 32, room.clock.now())  # type: ignore[arg-type]  # any id
    assert (await care_of(room)).counselor == dana.id
