"""Twelve weeks of one persona's, over HTTP through the whole service, written down as they go.

## Week 2, Tue 10 March                 a day on which something happened
18:03                                   on the client's clock
B: what the bot says [a button]         to the client; `E:` is a change of what it said
C: what the client does
S: what the counselor is shown          `D:` what the counselor taps
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.steps import Fork, Go, Pause, Say
from tests.journeys.client import Client, Seen, meet
from tests.journeys.played import said, wrapped
from tests.journeys.practice import LABEL, Practice, a_practice
from tests.journeys.weeks.persona import Mind, Persona

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from bot.interview.conversation import Conversation
    from bot.interview.steps import Question

WEEKS: Final = 12
NOON: Final = 13
"""The hour of what they do unasked."""
MORNING: Final = 9
"""And the one at which the counselor looks what has come."""
LOOKS: Final = ""
PATIENCE: Final = 40
"""Answers in one sitting: no check-in asks as much."""
ECHO: Final = "E: … \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
"""What was tapped, as it stands below the question from then on."""
ALL: Final = {"en": "All check-ins", "es": "Todas las charlas"}
MORE: Final = {"en": "More", "es": "Más"}
SPREAD: Final = re.compile(r"\b(\d{1,2}):0[0-5]\b")
"""A time that is told of a prompt to come: the few minutes past its hour are of chance."""
READS: Final = ("Read. ", "In two weeks")
"""What the counselor taps when it is there."""


@dataclass(slots=True)
class Weeks:
    """One persona's life with the bot."""

    practice: Practice
    persona: Persona
    phone: Client
    zone: ZoneInfo
    began: datetime
    """Aware, on the client's clock."""
    mind: Mind = field(init=False)
    rows: list[str] = field(default_factory=list)
    _shown: dict[int, str] = field(default_factory=dict)
    _dated: str = ""
    _timed: str = ""
    _tapped: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.mind = Mind(self.persona)

    async def live(self) -> None:
        """Live through all of them."""
        await self._counselor()
        await self._answer()
        own = sorted(self._own())
        end = self.began + timedelta(weeks=WEEKS)
        while True:
            due = await self.practice.house.next_due() or end
            at = min([end, due, *(when for when, _ in own[:1])])
            if at >= end:
                return
            await self.practice.house.advance_to(_full(max(at, self.practice.house.clock.now())))
            await self._look()
            while own and own[0][0] <= self._now():
                await self._do(own.pop(0)[1])
            if self._day() not in self.persona.silent:
                await self._answer()

    def _own(self) -> Iterator[tuple[datetime, str]]:
        """Give what they do of their own accord, and what the counselor does, and when."""
        for day, deeds in self.persona.days.items():
            yield from ((self._at(day, NOON, 20 * n), deed) for n, deed in enumerate(deeds))
        for day in self.persona.sessions:
            # The counselor enters a session a few days ahead.
            yield self._at(max(0, day - 4), 11, 0), f"session {day}"
        for day in range(7 * WEEKS):
            yield self._at(day, MORNING, 10), LOOKS

    def _at(self, day: int, hour: int, minute: int) -> datetime:
        full = self.began.replace(hour=hour, minute=0, second=0, microsecond=0)
        return full + timedelta(days=day, minutes=minute)

    async def _do(self, deed: str) -> None:
        if deed == LOOKS:
            await self._counselor()
        elif deed.startswith("session "):
            await self._enter(int(deed.removeprefix("session ")))
        elif deed.startswith("/checkin "):
            await self._find(deed.removeprefix("/checkin "))
        elif deed.startswith("["):
            await self._press(deed.strip("[]"))
        else:
            await self._say(deed)

    async def _find(self, title: str) -> None:
        """Look for a check-in, on as many pages as it takes."""
        await self._say("/checkin")
        chat, tongue = self.practice.house.tg.chat, self.persona.locale
        while title not in (labels := chat(self.phone.id)[-1].labels):
            await self._press(ALL[tongue] if ALL[tongue] in labels else MORE[tongue])
        await self._press(title)

    async def _enter(self, day: int) -> None:
        """Let the counselor say when they meet."""
        at = self._at(day, 15, 0)
        await self.practice.card(LABEL)
        dana = self.practice.dana
        await dana.tap("Next session")
        await dana.say(f"{at:%B} {at.day} 3pm")
        self._note(f"D: (enters a session on {at:%d %B}, 3 pm)")
        await dana.tap("Yes")

    async def _answer(self) -> None:
        """Answer whatever is open, until nothing is, or they leave it."""
        for _ in range(PATIENCE):
            if await self._tap():
                continue
            question = await self._open()
            if question is None:
                return
            reply = self.mind.reply(*question)
            if reply == "-":
                return
            await self._reply(reply)
        raise AssertionError(f"{self.persona.name} was asked without end")

    async def _tap(self) -> bool:
        """Tap a key outside of questions that they would tap, once; none of another day."""
        shown = self.practice.house.tg.chat(self.phone.id)[-3:]
        there = [(one, label) for one in reversed(shown) for label in one.labels]
        for message, label in there:
            begins = next((key for key in self.persona.taps if label.startswith(key)), None)
            wants = begins is not None and self.persona.taps[begins] == "always"
            today = message.date.astimezone(self.zone).date() == self._now().date()
            if wants and today and (message.id, label) not in self._tapped:
                # What stands below the same key further up is the same to them.
                self._tapped |= {(one.id, label) for one in shown}
                await self._press(label)
                return True
        return False

    async def _press(self, label: str) -> None:
        self._note(f"C: [{label}]")
        self._see(await self.phone.tap(label))

    async def _open(self) -> tuple[Conversation, Question] | None:
        person = await self.practice.person(self.phone)
        house = self.practice.house.service.house
        async with house.works() as work:
            current = await work.conversations.current(person.id)
            if current is None:
                return None
            script = await house.script(work, current.script, current.version)
        here = script.steps[current.at or ""]
        return None if isinstance(here, Pause | Say | Fork | Go) else (current, here)

    async def _reply(self, reply: str) -> None:
        if reply in {"skip", "stop"} or reply.startswith("="):
            option = reply.removeprefix("=")
            self._note(f"C: [{self._label(option)}]")
            self._see(await self.phone.choose(option))
        else:
            await self._say(reply)

    async def _say(self, words: str) -> None:
        self._note(wrapped(f"C: {words}"))
        self._see(await self.phone.say(words))

    def _label(self, option: str) -> str:
        for message in reversed(self.practice.house.tg.chat(self.phone.id)):
            for button in (one for row in message.buttons for one in row):
                if button.get("data", "").endswith(f":{option}"):
                    return str(button["text"])
        raise LookupError(option)

    async def _look(self) -> None:
        self._see(await self.phone.look())
        await self._counselor()

    async def _counselor(self) -> None:
        """Let the counselor see what came, and answer it with a tap."""
        dana = self.practice.dana
        for seen in await dana.look():
            if seen.kind != "message" or seen.message is None:
                continue
            self._note(said(seen, self._shown).replace("B:", "S:", 1))
            key = next((one for one in seen.message.labels if one.startswith(READS)), None)
            if key is not None:
                self._note(f"D: [{key}]")
                await dana.tap(key)
                self._see(await self.phone.look())

    def _see(self, seen: list[Seen]) -> None:
        for one in seen:
            row = said(one, self._shown)
            if not row.startswith(ECHO):
                self._note(row)

    def _note(self, row: str) -> None:
        now = self._now()
        week = self._day() // 7 + 1
        dated, timed = f"## Week {week}, {now:%a} {now.day} {now:%B}", f"{now:%H:%M}"
        if dated != self._dated:
            self.rows += ["", dated]
            self._timed = ""
        if timed != self._timed:
            self.rows += ["", timed]
        self._dated, self._timed = dated, timed
        self.rows.append(SPREAD.sub(r"\1:00", row))

    def _now(self) -> datetime:
        return self.practice.house.clock.now().astimezone(self.zone)

    def _day(self) -> int:
        return (self._now().date() - self.began.date()).days


def _full(at: datetime) -> datetime:
    """Give the full ten minutes after `at`: what comes is spread over five, by chance."""
    ten = timedelta(minutes=10)
    return at + ten - (at - datetime.min.replace(tzinfo=UTC)) % ten


async def play(persona: Persona, folder: Path) -> str:
    """Play a persona's weeks, and give them as text."""
    async with a_practice(folder) as practice:
        phone = meet(practice.house, persona.locale)
        phone.opens = False
        spoken = ["In their language: English"] if persona.locale == "es" else []
        await phone.open(await practice.link(LABEL, *spoken, *persona.template))
        for option in ("on", "read", "yes", persona.terms, "leave"):
            await phone.choose(option)
        await _settle(phone, persona)
        zone = (await practice.person(phone)).zoneinfo
        weeks = Weeks(practice, persona, phone, zone, practice.house.clock.now().astimezone(zone))
        await weeks.live()
        head = [f"# {persona.name}", "", wrapped(persona.story)]
    return "\n".join([*head, *weeks.rows]).strip() + "\n"


async def _settle(phone: Client, persona: Persona) -> None:
    """Say where they live and what their nights and their hardest hour are."""
    area = {"america-new-york": "us", "america-mexico-city": "americas", "europe-madrid": "europe"}
    for option in (area[persona.zone], persona.zone, "22-08", persona.risky):
        await phone.choose(option)
