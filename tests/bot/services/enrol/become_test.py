"""The operator's link: it makes one counselor, once; everything else is answered clearly."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.arrival import Command, Sent, Thing, Wrote
from bot.care import GOOD_FOR, Invite, InviteId, InviteKind
from bot.services.enrol.invites import is_whole, new_code
from tests.bot.services.room import ANN, DANA, Room


async def invited(room: Room, label: str = "Dana", locale: str = "") -> str:
    """Let the operator invite a counselor, and give the code."""
    now = room.clock.now()
    code = new_code(InviteKind.COUNSELOR)
    invite = Invite(
        InviteId(uuid4().hex),
        InviteKind.COUNSELOR,
        now,
        now + GOOD_FOR,
        label=label,
        locale=locale,
    )
    async with room.store.works() as work:
        await work.invites.add(invite, code)
    return code


async def opens(room: Room, code: str, chat: int = DANA) -> None:
    await room.happen(Command("start", code), chat)


async def counselors(room: Room) -> int:
    async with room.store.works() as work:
        return len(await work.counselors.all())


async def test_a_stranger_becomes_a_counselor_under_the_operators_name(room: Room) -> None:
    await opens(room, await invited(room, "Dana Reyes"))
    dana = await room.who()
    assert (dana.name, dana.locale, dana.settled) == ("Dana Reyes", "en", False)
    assert room.last(DANA).text.startswith("Hello Dana Reyes.")
    async with room.store.works() as work:
        assert await work.clients.by_chat(DANA) is None


async def test_the_language_of_the_invitation_comes_before_that_of_telegram(room: Room) -> None:
    await opens(room, await invited(room, locale="es"))
    assert (await room.who()).locale == "es"
    assert room.last(DANA).text.startswith("Hola, Dana.")


async def test_who_pressed_start_before_having_the_link_becomes_one_all_the_same(
    room: Room,
) -> None:
    await room.give("start", DANA)
    await opens(room, await invited(room))
    assert (await room.who()).name == "Dana"
    async with room.store.works() as work:
        assert await work.clients.by_chat(DANA) is None


async def test_a_client_stays_one_and_the_link_stays_good(room: Room) -> None:
    await room.welcome()
    code = await invited(room)
    await opens(room, code, ANN)
    assert room.last().text == room.say("become.client")
    assert await counselors(room) == 0
    await opens(room, code)
    assert await counselors(room) == 1


async def test_a_link_opened_again_by_the_same_person_brings_them_on(room: Room) -> None:
    code = await invited(room)
    await opens(room, code)
    await opens(room, code)
    assert await counselors(room) == 1
    assert room.last(DANA).text.startswith("Hello Dana.")


@pytest.mark.parametrize("why", ["used", "expired", "unknown"])
async def test_a_link_that_opens_nothing_says_why(room: Room, why: str) -> None:
    code = await invited(room)
    if why == "used":
        await opens(room, code)
    elif why == "expired":
        room.clock.at += GOOD_FOR
    else:
        code = code[:-1]
    await opens(room, code, ANN)
    assert room.texts(ANN) == [room.say(f"code.{why}")]
    async with room.store.works() as work:
        assert await work.clients.by_chat(ANN) is None


async def test_a_clients_code_is_none_for_a_counselor_even_with_another_letter(room: Room) -> None:
    code = await invited(room)
    async with room.store.works() as work:
        kept = await work.invites.by_code(code)
        assert kept is not None
        await work.invites.save(replace(kept, kind=InviteKind.CLIENT))
    await opens(room, code)
    assert room.texts(DANA) == [room.say("code.unknown")]


async def test_a_counselor_who_opens_a_link_leaves_it_unused(room: Room) -> None:
    await room.counselor()
    await opens(room, await invited(room))
    assert room.last(DANA).text.startswith(room.say("code.already"))
    assert await counselors(room) == 1


async def test_start_without_a_code_is_the_welcome_as_ever(room: Room) -> None:
    await room.happen(Command("start", "hello"), ANN)
    assert (await room.client()).chat == ANN


async def test_nobody_is_a_counselor_after_the_link_was_good_for_a_fortnight(room: Room) -> None:
    code = await invited(room)
    room.clock.at += GOOD_FOR - timedelta(seconds=2)
    await opens(room, code)
    assert await counselors(room) == 1


def test_codes_are_a_letter_and_22_characters_never_twice() -> None:
    codes = [new_code(kind) for kind in InviteKind for _ in range(500)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[cko][\w-]{22}", code) and is_whole(code) for code in codes)
    assert not any(map(is_whole, ("", "k" * 22, "k" * 24, "x" * 23)))


@pytest.mark.parametrize("what", [Wrote("hello"), Sent(Thing.STICKER), Command("invite")])
async def test_before_settling_in_everything_leads_back_to_the_page(
    room: Room, what: Command | Wrote | Sent
) -> None:
    await opens(room, await invited(room))
    await room.tap("cancel", DANA)
    await room.happen(what, DANA)
    assert room.last(DANA).text.startswith("Hello Dana.")
