"""What is left of somebody in an invitation: nothing, once they took it up or went elsewhere."""

from __future__ import annotations

import pytest

from bot.arrival import Command
from bot.services.enrol import counselors
from tests.bot.services.enrol.inviting import JOIN, invite, invites, joins, opens
from tests.bot.services.room import ANN, Room


@pytest.fixture
async def room() -> Room:
    found = Room()
    await found.counselor()
    return found


async def test_no_code_is_kept_while_an_invitation_waits_for_its_answer(room: Room) -> None:
    code = await invite(room)
    await opens(room, code)
    (opened,) = await invites(room)
    assert (await room.client()).profile["invite"] == opened.id
    assert code not in repr(await room.client())
    for option in JOIN:
        await room.tap(option)
        assert code not in repr(await room.client())


async def test_a_used_invitation_keeps_no_label(room: Room) -> None:
    await joins(room, await invite(room, "Blue scarf"))
    (used,) = await invites(room)
    assert used.used_at is not None
    assert (used.label, used.used_by) == ("", None)


async def test_who_becomes_a_counselor_leaves_the_invitation_they_opened(room: Room) -> None:
    await opens(room, await invite(room))
    (opened,) = await invites(room)
    assert opened.used_by == ANN
    async with room.store.works() as work:
        code, _ = await counselors.invite(work, "Fay", "en", room.clock.now())
    await room.happen(Command("start", code))
    (free,) = await invites(room)
    assert (free.used_by, free.used_at) == (None, None)
