"""People who were sent: what their counselor confirms, and what they read before anything else."""

from __future__ import annotations

import re

from bot.care import Share, Silence
from bot.services.enrol.caring import SENT
from tests.bot.services.enrol.inviting import agreed, care, invites, joins, opens
from tests.bot.services.room import ANN, DANA, Room

SAID = "whoever sent you, this is optional and isn't attendance"
WAY = ("on", "read", "yes", "on", "private", "us", "america-new-york", "22-08", "fri-20-00")


async def sends(room: Room) -> str:
    """Let Dana invite somebody whom a court sent."""
    await room.counselor()
    await room.give("invite", DANA)
    await room.write("K.", DANA)
    await room.tap("Sent by somebody: no", DANA)
    assert room.last(DANA).text == room.say("sent.ask")
    await room.tap("Yes", DANA)
    assert "not required, rewarded or reported" in room.last(DANA).text
    await room.tap("I confirm that this is so", DANA)
    await room.tap("make", DANA)
    found = re.search(r"start=(c[\w-]{22})$", room.last(DANA).text)
    assert found is not None
    return found[1]


async def test_they_read_it_before_anything_is_agreed(room: Room) -> None:
    await opens(room, await sends(room))
    for option in WAY[:3]:
        await room.tap(option)
    assert SAID in room.last().text
    assert "not required, rewarded or reported" in room.last().text
    await room.tap("on")
    assert list(room.last().keys) == ["I agree", "No, thanks"]
    assert await care(room) is None


async def test_counts_are_off_and_silence_is_nobodys_to_hear_of(room: Room) -> None:
    await joins(room, await sends(room), taps=WAY)
    found = await care(room)
    assert found is not None
    assert found.sent
    assert found.sharing == {Share.TAKING_PART}
    assert found.silence is Silence.LEAVE
    assert ("sharing counts", True) not in await agreed(room)
    assert not any("two quiet weeks" in text or "two weeks" in text for text in room.texts())


async def test_the_first_goal_asks_what_would_make_it_worth_their_time(room: Room) -> None:
    await opens(room, await sends(room))
    for option in WAY:
        await room.tap(option)
    await room.write("drinking")
    assert "Somebody else may have wanted this." in room.last().text
    await room.write("my license back")
    await room.tap("goal")
    (goal,) = await room.words()
    assert goal.text == "my license back"


async def test_a_yes_that_is_not_confirmed_is_none(room: Room) -> None:
    await room.counselor()
    await room.give("invite", DANA)
    await room.write("K.", DANA)
    await room.tap("Sent by somebody: no", DANA)
    await room.tap("Yes", DANA)
    await room.tap("back", DANA)
    await room.tap("make", DANA)
    assert [one.sent for one in await invites(room)] == [False]


async def test_nothing_says_that_they_were_sent_once_they_left(room: Room) -> None:
    await joins(room, await sends(room), taps=WAY)
    assert SENT in (await room.client()).profile
    await room.give("sharing", ANN)
    await room.tap("Leave Dana")
    await room.tap("Leave Dana")
    assert SENT not in (await room.client()).profile
