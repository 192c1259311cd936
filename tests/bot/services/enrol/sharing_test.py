"""/sharing: what the counselor sees, changed and ended by the client alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.care import Share, Silence
from bot.people import Standing
from tests.bot.services.enrol.inviting import (
    JOIN,
    agreed,
    care,
    invite,
    joins,
    ledger,
    opens,
    plans,
)
from tests.bot.services.room import DANA, Room


@pytest.fixture
async def shown(room: Room) -> Room:
    """Give a room where a client who shares counts has /sharing on screen."""
    await room.counselor()
    await joins(room, await invite(room))
    await room.give("sharing")
    return room


def off(room: Room, what: str, text: str) -> bool:
    """Say whether something stands among what is not seen, and not among what is."""
    seen, _, unseen = text.partition(room.say("sharing.unseen"))
    said = room.say(f"share-what.{what}")
    assert (said in seen) is not (said in unseen)
    return said in unseen


async def test_it_says_who_sees_what_and_when(shown: Room) -> None:
    text = shown.last().text
    assert "Dana is your counselor here." in text
    assert "Monday to Friday, 9:00 am to 5:00 pm" in text
    for what in ("taking-part", "counts"):
        assert not off(shown, what, text)
    for what in ("ratings", "goals", "words", "hard-plan"):
        assert off(shown, what, text)
    assert shown.say("sharing.silence-tell") in text
    assert shown.say("sharing.never") in text


async def test_counts_are_turned_off_and_on_in_place(shown: Room) -> None:
    bubble, before = shown.last(), len(shown.on_screen())
    await shown.tap("✓ How many answered")
    found = await care(shown)
    assert found is not None
    assert found.sharing == {Share.TAKING_PART}
    assert off(shown, "counts", bubble.text)
    await shown.tap("How many answered")
    found = await care(shown)
    assert found is not None
    assert found.sharing == {Share.TAKING_PART, Share.COUNTS}
    assert len(shown.on_screen()) == before
    assert (await agreed(shown))[-2:] == [("sharing counts", False), ("sharing counts", True)]


async def test_a_key_pressed_twice_is_one_wish(shown: Room) -> None:
    bubble = shown.last()
    button = bubble.keys["✓ How many answered"]
    lines = len(await agreed(shown))
    await shown.press(bubble, button)
    await shown.press(bubble, button)
    found = await care(shown)
    assert found is not None
    assert found.sharing == {Share.TAKING_PART}
    assert len(await agreed(shown)) == lines + 1


async def test_silence_is_theirs_to_settle(shown: Room) -> None:
    await shown.tap(shown.say("sharing.leave-be"))
    found = await care(shown)
    assert found is not None
    assert found.silence is Silence.LEAVE
    assert (await agreed(shown))[-1] == ("telling of silence", False)
    assert all(one.version for one in await ledger(shown))
    await shown.tap(shown.say("sharing.tell"))
    assert (await agreed(shown))[-1] == ("telling of silence", True)


async def test_leaving_asks_once_and_tells_no_more_than_that(shown: Room) -> None:
    before, told = await plans(shown), shown.texts(DANA)
    await shown.tap("Leave Dana")
    assert await care(shown) is not None
    await shown.tap("Leave Dana")
    assert await care(shown) is None
    assert await plans(shown) == before
    assert (await shown.client()).standing is Standing.ACTIVE
    assert shown.texts(DANA) == [*told, "K. is no longer connected."]
    assert (await agreed(shown))[-1] == ("with a counselor", False)
    await shown.give("sharing")
    assert shown.last().text == shown.say("sharing.nobody")


async def test_staying_shows_it_as_it_was(shown: Room) -> None:
    text = shown.last().text
    await shown.tap("Leave Dana")
    await shown.tap(shown.say("sharing.stay"))
    assert shown.last().text == text
    assert await care(shown) is not None


async def test_an_old_key_after_leaving_says_that_nobody_is_connected(shown: Room) -> None:
    bubble = shown.last()
    button = bubble.keys["✓ How many answered"]
    await shown.tap("Leave Dana")
    await shown.tap("Leave Dana")
    await shown.press(bubble, button)
    assert bubble.text == shown.say("sharing.nobody")


async def test_help_and_settings_name_the_counselor(shown: Room) -> None:
    await shown.give("help")
    assert "Dana may look at what you share" in shown.last().text
    await shown.give("settings")
    await shown.tap("Sharing: Dana")
    assert "Dana is your counselor here." in shown.last().text


async def test_without_a_counselor_nothing_is_shared(room: Room) -> None:
    await room.welcome()
    await room.give("sharing")
    assert room.last().text == room.say("sharing.nobody")
    await room.give("settings")
    assert not any("Sharing" in label for label in room.last().keys)


async def test_who_begins_and_is_never_here_again_is_noticed_as_they_wished(room: Room) -> None:
    await room.counselor()
    await opens(room, await invite(room))
    for option in JOIN:
        await room.tap(option)
    await room.pass_(timedelta(days=15))
    assert any(text.startswith("K.: nothing for two weeks") for text in room.texts(DANA))


async def test_a_wish_for_it_later_counts_from_then(shown: Room) -> None:
    await shown.tap(shown.say("sharing.leave-be"))
    await shown.tap(shown.say("sharing.tell"))
    assert "silence" in shown.timers()
