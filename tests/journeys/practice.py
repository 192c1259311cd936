"""A practice: counselors whom the operator invited, and the clients whom they invite, all by phone.

Whatever is tapped and typed goes over HTTP; the store is only asked what came of it.
"""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.services.enrol.counselors import invite
from tests.journeys.client import Client, meet
from tests.journeys.house import House, a_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.care import Care
    from bot.people import Client as Person
    from bot.people import Counselor
    from bot.schedule.occurrences import Occurrence

LABEL: Final = "Blue scarf"
PROMPT: Final = "It's time for your check-in."
READ: Final = ("Read. Go on", "United States", "Eastern", "Monday to Friday, 9:00 am to 5:00 pm")
"""How a counselor settles in."""
EASTERN: Final = "america-new-york"
SPREAD: Final = timedelta(minutes=5)
"""How much later than at its time a template's prompt may come."""


@dataclass(slots=True)
class Practice:
    """The house, and the first counselor there."""

    house: House
    dana: Client

    async def link(self, label: str = LABEL, *plan: str) -> str:
        """Let the counselor invite a client; `plan` is what is tapped for another template."""
        await self.dana.say("/invite")
        await self.dana.say(label)
        for key in plan:
            await self.dana.tap(key)
        await self.dana.tap("Confirm and make the link")
        return link_in(self.dana)

    async def client(self, label: str = LABEL, *plan: str, zone: str = EASTERN) -> Client:
        """Let somebody open such a link, and agree."""
        phone = meet(self.house)
        await phone.open(await self.link(label, *plan))
        await agree(phone, zone=zone)
        return phone

    async def card(self, label: str = LABEL) -> str:
        """Let the counselor open a client's card, and give what it says."""
        await self.dana.say("/clients")
        listed = self.house.tg.chat(self.dana.id)[-1].labels
        return (await self.dana.tap(next(one for one in listed if one.startswith(label))))[-1].text

    async def person(self, phone: Client) -> Person:
        """Give a client as they are kept; raises LookupError if nothing is."""
        async with self.house.service.house.works() as work:
            found = await work.clients.by_chat(phone.id)
        if found is None:
            raise LookupError(phone.id)
        return found

    async def counselor(self, phone: Client) -> Counselor:
        """Give a counselor as they are kept."""
        async with self.house.service.house.works() as work:
            found = await work.counselors.by_chat(phone.id)
        assert found is not None
        return found

    async def cares(self, phone: Client) -> dict[str, Care]:
        """Give who is with a counselor, by label."""
        counselor = await self.counselor(phone)
        async with self.house.service.house.works() as work:
            return {one.label: one for one in await work.cares.clients_of(counselor.id)}

    async def occurrences(self, phone: Client) -> list[Occurrence]:
        """Give what was ever due for a client, or will be next, as it is due."""
        person = await self.person(phone)
        async with self.house.service.house.works() as work:
            return list(await work.plans.since(person.id, person.created_at))

    async def had(
        self, phone: Client, prompt: str = PROMPT, start: str = "Start"
    ) -> tuple[datetime, str]:
        """Live on to the next prompt, and let the client start it, answer once and leave it there.

        Gives when it came, on the client's clock, and which check-in it was.
        """
        while (due := await self.house.service.next_prompt()) is None:
            soon = await self.house.next_due()  # a session may begin, from which one is counted
            assert soon is not None
            await self.house.advance_to(soon)
        await self.house.live_to(due)
        await phone.look()
        assert phone.texts()[-1] == prompt
        came = self.house.tg.chat(phone.id)[-1].date
        # They come later the first weeks: no rest of whole days hangs on a prompt's minutes.
        spring = came < datetime(2026, 3, 25, tzinfo=came.tzinfo)
        await self.house.advance(timedelta(minutes=30) if spring else timedelta())
        await phone.tap(start)
        person = await self.person(phone)
        async with self.house.service.house.works() as work:
            current = await work.conversations.current(person.id)
        assert current is not None
        # Who never answers anything is asked no more.
        await phone.tap(self.house.tg.chat(phone.id)[-1].buttons[0][0]["text"])
        async with self.house.service.house.works() as work:
            open_ = await work.conversations.current(person.id)
        if open_ is not None:
            await phone.say("/stop")
        return came.astimezone(person.zoneinfo), current.script


@asynccontextmanager
async def a_practice(folder: Path, store: str = "") -> AsyncIterator[Practice]:
    """Run the service with one counselor in it, who has settled in."""
    async with a_house(folder, store=store) as house:
        dana = meet(house, name="Dana")
        await settle(dana, await operators_link(house, "Dana"))
        yield Practice(house, dana)


async def operators_link(house: House, name: str) -> str:
    """Invite a counselor, as the operator does."""
    here = house.service.house
    async with here.works() as work:
        code, _ = await invite(work, name, "", house.clock.now())
    return here.link(code)


async def settle(phone: Client, link: str) -> None:
    """Become a counselor."""
    await phone.open(link)
    for key in READ:
        await phone.tap(key)


async def agree(
    phone: Client, terms: str = "share", silence: str = "tell", zone: str = EASTERN
) -> None:
    """Go through an invited client's welcome, and leave the first goal for another day."""
    for option in ("on", "read", "yes", terms, silence, "us", zone, "22-08", "fri-20-00"):
        await phone.choose(option)
    await phone.say("/stop")


def link_in(phone: Client) -> str:
    """Give the newest link in a chat."""
    found = [re.search(r"https://t\.me/\S+", text) for text in phone.texts()]
    return [one[0] for one in found if one is not None][-1]
