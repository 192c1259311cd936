"""A crisis in every state of the service, over HTTP: nothing stands before help."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.journeys.client import meet, settled, with_goal
from tests.journeys.house import a_house
from tests.journeys.practice import PROMPT, a_practice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.client import Client, Seen

SAID = "I want to kill myself"
CARD = "988 Suicide & Crisis Lifeline"
ASKS = "Are you thinking about killing yourself?"
DAY = timedelta(days=1)


def came(seen: list[Seen]) -> list[str]:
    return [one.text for one in seen if one.kind == "message"]


async def says_it_back(client: Client) -> bool:
    """Say whether anything that was said in the crisis is to be seen again."""
    await client.say("/mirror")
    return any(SAID in text for text in client.texts())


async def test_in_a_check_in_that_waits_and_goes_on(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        client = meet(house)
        await with_goal(client)
        await client.say("an ordinary day")
        await client.edit(SAID)  # and from an edit
        assert ASKS in client.texts()
        await client.tap("No, I meant something else")
        await client.tap("Go on with the check-in")
        assert "What is this for you?" in client.texts()[-1]
        await client.tap("A note")
        assert not await says_it_back(client)


async def test_nothing_comes_until_their_own_tap_and_the_next_day_once(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        client = meet(house)
        await settled(client)
        await client.look()
        card, question = came(await client.say(SAID))
        assert CARD in card
        assert question == ASKS
        told = house.clock.now()
        for days in range(1, 10):
            await house.live_to(told + days * DAY)
            await client.look()
        texts = client.texts()
        assert [text for text in texts if text.startswith("Once more")] == [
            text for text in texts if "in case it's lost above" in text
        ]
        assert texts.count("How are you now?") == 1
        assert PROMPT not in texts
        await client.tap("Better")
        await client.tap("Turn the check-ins back on")
        await house.advance_to(await house.next_prompt())
        assert client.texts()[-1] == PROMPT


async def test_a_counselor_sees_it_in_a_rehearsal_and_nobody_is_told(tmp_path: Path) -> None:
    async with a_practice(tmp_path) as practice:
        dana = practice.dana
        await dana.say("/rehearse")
        await dana.tap("A look back at the week")
        (shown,) = came(await dana.say(SAID))
        assert "Rehearsal" in shown
        assert CARD in shown
        assert ASKS in shown
        await practice.house.live_to(practice.house.clock.now() + DAY)
        assert not any(text.startswith(("Alert", "Once more")) for text in dana.texts())


async def test_with_the_database_broken_people_are_shown_at_once(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        client = meet(house)
        await settled(client)
        await client.look()
        with closing(sqlite3.connect(tmp_path / "stillwater.db", timeout=5)) as store:
            store.execute("ALTER TABLE inbox RENAME TO gone")
            store.commit()
            await house.tg.say(client.id, SAID)
            await house.until(lambda: "If it can't wait" in client.texts()[-1])
            assert "988" in client.texts()[-1]
            store.execute("ALTER TABLE gone RENAME TO inbox")
            store.commit()
        await house.until(lambda: ASKS in client.texts())
        assert CARD in client.texts()[-2]
