"""Inviting, on the services: what is kept of an invitation, and what the picture shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.care import GOOD_FOR
from bot.interview.parts import units
from tests.bot.services.enrol.inviting import invite, invites
from tests.bot.services.room import DANA, ELI, Room

CAPTION = 1024
"""UTF-16 units that Telegram takes under a picture."""


async def test_a_sentence_and_a_tap_make_a_link_and_its_picture(room: Room) -> None:
    await room.counselor()
    code = await invite(room)
    shown = room.last(DANA)
    assert shown.sent.picture.startswith(b"\x89PNG")
    assert shown.text.endswith(f"https://t.me/stillwater_bot?start={code}")
    (kept,) = await invites(room)
    assert kept.expires_at - kept.created_at == GOOD_FOR
    assert (kept.label, kept.template, kept.locale) == ("K.", "risky-time", "en")
    dana = await room.who()
    async with room.store.works() as work:
        assert await work.drafts.get(dana.id) is None


@pytest.mark.parametrize("label", ["x" * 40, "🙂a" * 20])
async def test_the_longest_label_fits_under_the_picture(room: Room, label: str) -> None:
    await room.counselor(locale="es")
    await invite(room, label)
    sent = room.last(DANA).sent
    assert units(sent.text) + units(sent.if_repeated) <= CAPTION


async def test_the_label_of_an_open_invitation_is_taken_and_another_counselors_is_not(
    room: Room,
) -> None:
    await room.counselor()
    await room.counselor("Eli", ELI)
    await invite(room)
    await room.give("invite", DANA)
    await room.write(" k. ", DANA)
    assert room.last(DANA).text == room.say("invite.taken")
    await invite(room, "K.", ELI)


async def test_nothing_is_kept_of_an_invitation_that_was_not_confirmed(room: Room) -> None:
    await room.counselor()
    await room.give("invite", DANA)
    await room.write("K.", DANA)
    await room.tap("cancel", DANA)
    assert room.last(DANA).text == room.say("counselor.cancelled")
    assert await invites(room) == []


async def test_the_confirming_key_pressed_twice_makes_one_invitation(room: Room) -> None:
    await room.counselor()
    await room.give("invite", DANA)
    await room.write("K.", DANA)
    bubble = room.last(DANA)
    button = bubble.keys[room.say("invite.confirm")]
    await room.press(bubble, button)
    reaction = await room.press(bubble, button)
    assert reaction.toast == room.say("late.turn")
    assert len(await invites(room)) == 1


async def test_no_two_codes_are_alike_and_none_is_withdrawn_for_another(room: Room) -> None:
    await room.counselor()
    codes = [await invite(room, f"Label {n}") for n in range(5)]
    assert len(set(codes)) == len(codes)
    assert all(one.expires_at > room.clock.now() for one in await invites(room))


async def test_a_counselor_sees_their_own_open_invitations_only(room: Room) -> None:
    await room.counselor()
    await room.counselor("Eli", ELI)
    await invite(room, "Secret")
    await room.give("invite", ELI)
    assert not any("1" in label for label in room.last(ELI).keys)


async def test_one_that_expired_is_open_no_more_and_frees_its_label(room: Room) -> None:
    await room.counselor()
    await invite(room)
    (kept,) = await invites(room)
    async with room.store.works() as work:
        await work.invites.save(replace(kept, expires_at=room.clock.now()))
    await invite(room)
    assert len(await invites(room)) == 2
