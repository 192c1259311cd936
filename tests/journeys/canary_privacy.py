"""What a marked client does about their privacy: looks, takes, hides, forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.canary_test import GREAT, MARK

if TYPE_CHECKING:
    from tests.journeys.client import Client


async def hides(robin: Client) -> None:
    """Choose a line of one's own for a locked screen, and see it there."""
    await robin.say("/privacy")
    await robin.tap("On my phone")
    await robin.tap("Choose the line")
    await robin.say(f"{MARK} www.example.org")
    await robin.say(f"{GREAT} says hello")
    await robin.tap("Keep it")
    await robin.say("/privacy")
    await robin.tap("On my phone")
    await robin.tap("Show me one now")


async def takes(robin: Client) -> None:
    """Look at what there is to look at, and take all of it along."""
    await robin.say("/privacy")
    await robin.tap("Who looked")
    await robin.say("/mydata")
    seen = await robin.tap("Make the file")
    assert any(one.text.startswith("Everything held about you") for one in seen)


async def forgets(robin: Client) -> None:
    """Forget one day and clear the chat; then have everything forgotten."""
    await robin.say("/forgetme")
    await robin.tap("Forget everything")
    await robin.say(f"{MARK} wait")
    await robin.say("/forgetme")
    await robin.tap("Forget everything")
    seen = await robin.tap("Yes, forget everything")
    assert any("It's gone." in one.text for one in seen)
