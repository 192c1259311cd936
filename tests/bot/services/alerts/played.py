"""An alert as a transcript: what the client, two counselors and an operator do and see.

    # telling: always               what the client chose: always, ask, never
    # words: yes                    the counselors may read what they wrote
    # phone: +1 212 555 0100        and have this number
    # contact: Dee                  somebody the client would tell
    # begins: 2026-03-07 22:00      in UTC; else it is a Monday, ten in the morning in New York
    # away: 3                       Dana is away for so many days, and Eli stands in
    # rota: none                    nobody answers alerts

    Ann> words                      typed; Ann is the client
    Dana> [Label]                   the newest button of that label, tapped
    Eli> /alerts                    a command
    Dana> (blocks the bot)
    Ann> (hands over to Eli)        the operator moves all of Dana's clients
    …  15m                          time goes by
    Olga< text                      what the operator is sent; each row of keys on a line of its own
    Dana= text                      what a message says now

A line that begins with three spaces goes on with the one above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.arrival import Blocked, Command
from bot.care import Telling
from bot.schedule.spans import span
from bot.services.enrol.handover import hand_over
from tests.bot.services.alerts.watch import OLGA, allow_words, is_, rota, watch
from tests.bot.services.room import ANN, DANA, ELI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.services.bubble import Bubble
    from tests.bot.services.room import Room

CHATS: Final = {"Ann": ANN, "Dana": DANA, "Eli": ELI, "Olga": OLGA}
_DEED: Final = re.compile(r"(Ann|Dana|Eli|Olga)> (.*)")


async def play(written: str, locale: str) -> str:
    """Play a transcript again, and give how it reads now."""
    lines = written.splitlines()
    head = [one for one in lines if one.startswith("# ")]
    room = await _room(dict(one[2:].split(": ", 1) for one in head), locale)
    played = Played(room)
    list(played.look())
    said = [*head, ""]
    for deed in (one for one in lines if _DEED.fullmatch(one) or one.startswith("…  ")):
        await played.do(deed)
        said += [deed, *played.look()]
    return "\n".join(said) + "\n"


@dataclass
class Played:
    """A room in which a transcript is played."""

    room: Room
    seen: dict[int, str] = field(default_factory=dict)

    async def do(self, deed: str) -> None:
        """Let a line happen."""
        found = _DEED.fullmatch(deed)
        if found is None:
            length = span(deed[3:])
            assert length is not None, deed
            await self.room.pass_(length)
            return
        chat, said = CHATS[found[1]], found[2]
        if said.startswith("["):
            await self.room.tap(said[1:-1], chat)
        elif said.startswith("/"):
            await self.room.happen(Command(said[1:]), chat)
        elif said == "(blocks the bot)":
            await self.room.happen(Blocked(), chat)
            await self.room.pass_()
        elif said == "(hands over to Eli)":
            await self._hands_over()
        else:
            await self.room.write(said, chat)

    async def _hands_over(self) -> None:
        dana, eli = await self.room.who(DANA), await self.room.who(ELI)
        async with self.room.store.works() as work:
            await hand_over(self.room.house, work, dana.id, eli.id, self.room.clock.now())
        await self.room.deliver()

    def look(self) -> Iterator[str]:
        """Give what is new or has changed on every screen, in the order in which it came."""
        names = {chat: name for name, chat in CHATS.items()}
        for bubble in self.room.bubbles.values():
            shown, before = _shown(bubble), self.seen.get(bubble.id)
            if bubble.chat in names and shown != before:
                mark = "<" if before is None else "="
                said = f"{names[bubble.chat]}{mark} {shown}"
                yield "\n   ".join(said.split("\n")).replace("\n   \n", "\n\n")
                self.seen[bubble.id] = shown


def _shown(bubble: Bubble) -> str:
    rows = ["[" + "] [".join(button.label for button in row) + "]" for row in bubble.buttons]
    return re.sub(r"\n +$", "\n", "\n".join([bubble.text, *rows]), flags=re.MULTILINE)


async def _room(head: dict[str, str], locale: str) -> Room:
    room = await watch(Telling(head.get("telling", "always")), locale=locale)
    await is_(room, ELI, locale=locale)
    await room.change(locale=locale, profile={one: head[one] for one in _SAID if one in head})
    async with room.store.works() as work:
        (operator,) = await work.operators.all()
        await work.operators.remove(operator.chat)
        await work.operators.add(type(operator)(operator.chat, operator.since, locale))
    if head.get("words") == "yes":
        await allow_words(room)
    if "begins" in head:
        room.clock.at = datetime.fromisoformat(head["begins"]).replace(tzinfo=UTC)
    if "away" in head:
        back, eli = room.clock.now() + timedelta(days=int(head["away"])), await room.who(ELI)
        await is_(room, DANA, away_until=back, cover=eli.id)
    if head.get("rota") == "none":
        await rota(room)
    return room


_SAID: Final = ("phone", "contact")
