"""A client clears the chat, forgets a goal, then everything: what the phones show, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.journeys.practice import LABEL, a_practice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.client import Client

GOAL = "up for breakfast with the kids"
LAST = "It's gone. Nothing of you is kept here"


def left(phone: Client) -> list[str]:
    """Give what stands in a chat, whoever said it."""
    return [one.text for one in phone.house.tg.chat(phone.id) if not one.deleted]


def on_disk(folder: Path) -> bytes:
    """Give every byte of store, key store and their logs."""
    return b"".join(file.read_bytes() for file in sorted(folder.glob("*.db*")))


async def test_a_chat_is_cleared_and_then_everything_is_forgotten(tmp_path: Path) -> None:
    async with a_practice(tmp_path) as practice:
        house, dana = practice.house, practice.dana
        robin = await practice.client()
        client = await practice.person(robin)
        assert client.id.encode() in on_disk(tmp_path)
        of_old = left(robin)
        house.clock.shift(timedelta(hours=49))
        await robin.say(GOAL)
        await robin.tap("A goal")
        await robin.say("/privacy")
        await robin.tap("Clear this chat")
        assert GOAL in left(robin)
        await robin.tap("Clear it")
        assert left(robin) == [*of_old, "Ready when you are."]
        assert house.tg.keyboard(robin.id) is not None
        await robin.say("/goals")
        assert GOAL in left(robin)[-1]

        await robin.tap("1")
        await robin.tap("Forget for good")
        await robin.tap("Forget it")
        await robin.say("/goals")
        assert left(robin)[-1].startswith("No goal is kept here yet.")

        await robin.say("/forgetme")
        asked = house.tg.chat(robin.id)[-1].id
        await robin.tap_twice("Forget everything")
        assert robin.shown(asked).labels == ["Yes, forget everything", "No, keep it"]
        assert (await practice.person(robin)).id == client.id
        await robin.tap_twice("Yes, forget everything")
        *before, farewell = left(robin)
        assert before == of_old
        assert farewell.startswith(LAST)
        await dana.look()
        assert dana.texts()[-1] == f"{LABEL} is no longer connected."
        assert not await practice.cares(dana)
        assert client.id.encode() not in on_disk(tmp_path)

        await robin.say("/help")
        assert "988" in left(robin)[-1]
        await robin.say("/start")
        assert (await practice.person(robin)).id != client.id
        assert "language" in left(robin)[-1]
