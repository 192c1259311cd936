"""A counselor gives one client's plan to thirty others: each is told once, and prompted once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys.practice import EASTERN, PROMPT, SPREAD, a_practice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.client import Client
    from tests.journeys.practice import Practice

MANY = 30
NEWS = "Your counselor changed what comes when. From now on:"
PACIFIC = "america-los-angeles"


async def came(practice: Practice, phone: Client, text: str) -> list[datetime]:
    """Give when messages that begin so came, on the client's clock."""
    person = await practice.person(phone)
    return [
        seen.date.astimezone(person.zoneinfo)
        for seen in practice.house.tg.chat(phone.id)
        if seen.from_bot and seen.text.startswith(text)
    ]


async def test_a_copy_to_thirty_clients_comes_to_each_of_them_once(tmp_path: Path) -> None:
    async with a_practice(tmp_path) as practice:
        house, dana = practice.house, practice.dana
        source = await practice.client("A first", "Begin with another plan", "Once a week")
        zones = [PACIFIC if n % 3 == 0 else EASTERN for n in range(MANY)]
        phones = [await practice.client(f"No. {n:02}", zone=zone) for n, zone in enumerate(zones)]
        await practice.card("A first")
        before = dana.taps
        await dana.tap("Copy plans")
        for page in range(2, 5):
            await dana.tap("All on this page")
            await dana.tap(f"Page {page} \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}")
        await dana.tap("All on this page")
        (said,) = await dana.tap(f"Go on with {MANY}")
        assert f"for {MANY} clients" in said.text
        assert "every Sunday at 6:00 pm" in said.text
        assert said.text.count("Ends") == 1
        seen = await dana.tap_twice("Save")
        assert dana.taps - before < MANY
        assert [one.kind for one in seen if one.message is not None] == ["edited"]
        assert f"Saved for {MANY} clients." in dana.texts()[-1]
        await house.live_to(datetime.fromisoformat("2026-03-09T03:00+00:00"))
        for phone in phones:
            await phone.tap("Open")
        for phone in (*phones, source):
            (prompt,) = await came(practice, phone, PROMPT)
            assert prompt.date().isoformat() == "2026-03-08"
            assert timedelta() <= prompt - prompt.replace(hour=18, minute=0, second=0) <= SPREAD
            assert len(await came(practice, phone, NEWS)) == (phone is not source)
        for phone in phones:
            person = await practice.person(phone)
            async with house.service.house.works() as work:
                plans = await work.plans.of(person.id)
            active = [plan for plan in plans if plan.status.value == "active"]
            assert len(active) == 1
