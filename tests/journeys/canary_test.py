"""What a client says, who they are and every secret stay sealed: searched for in every file.

Each input of the journey bears a mark, through failures too. The pretend Telegram's own memory is
Telegram's: here it has no folder.
"""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from base64 import b64decode
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from aiohttp.test_utils import unused_port
from yarl import URL

from bot.demo.telegram.faults import Broken, CallFault, Duplicate, Malformed, Reset, TooMany
from tests.journeys.canary_outputs import said
from tests.journeys.canary_search import encoded, forms, found, number
from tests.journeys.client import PIXEL
from tests.journeys.inside import look_at
from tests.journeys.kill_client import CHOICES, JOURNEY, Client
from tests.journeys.kill_journey import Place, dice, place
from tests.journeys.kill_life import TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARK: Final = "zqxvkanari"
GREAT: Final = MARK.capitalize()
SECRET: Final = TOKEN.partition(":")[2]
THEIRS: Final = ("clock", "master.key")
"""Files that are no secret, and the one that is."""
OURS: Final = {"stillwater.db", "stillwater.keys.db", "log"}
FAULTS: Final[Sequence[CallFault]] = (
    *(Broken(500), Reset(), TooMany(1)),
    *(Reset(taken=True), Broken(502, taken=True)),
)
LOCKED: Final = 12.0
"""Seconds; longer than the store waits for its turn."""
DANGER: Final = {"en": "i want to kill myself", "es": "quiero matarme"}
SAYS: Final = {
    "en": ("drinking", "up for breakfast", "the kids", "mornings", "pancakes", "left early"),
    "es": ("el alcohol", "desayunar", "los niños", "las mañanas", "tortitas", "salí pronto"),
}


@dataclass(frozen=True, slots=True)
class Canary:
    """Somebody who marks whatever they say, and what searches for it."""

    here: Place
    client: Client

    def needles(self) -> set[bytes]:
        key = (self.here.home.folder / "master.key").read_text("ascii").strip()
        return {
            *forms(MARK),
            *forms(GREAT),
            *number(self.client.id),
            *forms(SECRET),
            *forms(key),
            b64decode(key),
            *encoded(b64decode(key)),
        }

    def sings_nowhere(self) -> None:
        """Search every file; the chat itself must show what is searched for."""
        assert any(MARK in seen.text for seen in self.here.tg.chat(self.client.id))
        folder = self.here.home.folder
        assert {path.name for path in folder.iterdir()} >= OURS
        assert found(folder, self.needles(), THEIRS) == []

    async def shows_nothing(self) -> None:
        """Look into the process, as whoever runs it does: numbers, and nobody's."""
        seen = await look_at(URL.build(scheme="http", host="127.0.0.1", port=self.here.home.window))
        assert [needle for needle in self.needles() if needle in seen.said] == []
        assert seen.unknown == set()
        assert seen.figure("inbox", state="set aside") > 0
        assert seen.figure("sends_total", purpose="reply", became="sent") > 10

    async def oddities(self) -> None:
        """Send everything that is no plain answer, and press what is no button."""
        tg, who = self.here.tg, self.client.id
        written = await tg.say(who, f"{MARK} in between, ñ")
        await tg.edit(who, written["message_id"], f"{MARK} changed, ñ")
        await tg.send_photo(who, PIXEL, f"{MARK} caption")
        await tg.send_document(who, f"{MARK}.pdf", MARK.encode(), f"{MARK} too")
        await tg.send_voice(who)
        await tg.send_sticker(who)
        await tg.say(who, f"/{MARK} {MARK}")
        await tg.say(who, f"{MARK} " * 390)
        last = max(seen.id for seen in tg.chat(who) if seen.from_bot)
        for data in (MARK, f"pbegin:{MARK}", f"astart{MARK}"):
            await tg.press(who, last, data, timeout=0, stale=True)
        group = tg.add_group(f"{GREAT} group", [who])
        await tg.say(who, f"/start {MARK}", chat=group.id)
        await self.here.settle()

    async def poison(self) -> None:
        """Let updates come that nobody can read, and one that comes twice."""
        tg, who = self.here.tg, self.client.id
        chat = {"id": who, "type": "private", "first_name": GREAT}
        said = {"message_id": 7, "chat": chat, "text": MARK}
        tg.inject("message", said | {"date": MARK})
        tg.inject("message", said | {"date": 1, "entities": [{"type": MARK, "offset": MARK}]})
        tg.inject("callback_query", {"id": MARK, "from": MARK, "data": MARK})
        tg.inject("message", MARK)
        tg.inject("inline_query", {"id": "1", "from": chat, "query": MARK, "offset": MARK})
        tg.faults.plan(Malformed())
        tg.faults.plan(Duplicate())
        await tg.say(who, f"{MARK} beside nonsense")
        await self.here.settle()

    async def unkept(self) -> None:
        """Write while the store cannot be written."""
        with closing(sqlite3.connect(self.here.home.database, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            await self.here.tg.say(self.client.id, f"{MARK} unkept")
            await asyncio.sleep(LOCKED)
            db.execute("ROLLBACK")
        await self.here.settle()


def trouble(here: Place) -> None:
    """Let every kind of call fail in every way, each message once at most."""
    plan = here.tg.faults.plan
    for skip, fault in enumerate(FAULTS, 1):
        plan(fault, "sendMessage", skip=4)
        plan(fault, "editMessageText", skip=2)
        plan(fault, "answerCallbackQuery", skip=skip)
    plan(Broken(500), "getUpdates", skip=5)
    plan(Reset(taken=True), "getUpdates", skip=5)


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_no_canary_sings(tmp_path: Path, locale: str) -> None:
    async with place(tmp_path / locale, wordy=True, window=unused_port()) as here:
        person = here.tg.add_person(GREAT, f"{GREAT}ez", f"{MARK}_1", locale)
        client = Client(here.tg, here.home.clock, here.home.database, dice(0), person.id)
        client.choices = (locale, *CHOICES)
        client.says = [f"{MARK} {says}" for says in SAYS[locale]]
        canary = Canary(here, client)
        life = here.live()
        trouble(here)
        await client.play(JOURNEY[:3])
        canary.sings_nowhere()
        await canary.oddities()
        await canary.poison()
        if locale == "es":
            await canary.unkept()
        await client.play(JOURNEY[3:])
        await here.tg.say(client.id, f"{DANGER[locale]}, {MARK}")
        await here.tg.block(client.id)
        await here.settle()
        canary.sings_nowhere()
        await canary.shows_nothing()
        if locale == "es":
            life.crash()
            assert await life.ended() == -signal.SIGABRT
        else:
            life.ask()
            assert await life.ended() == 0
        canary.sings_nowhere()
        told = await said(here.home)
        assert [needle for needle in canary.needles() if needle in told] == []
        canary.sings_nowhere()
        log = here.home.log.read_text("utf-8")
        assert ("Fatal Python error: Aborted" in log) == (locale == "es")
        assert "service.started" in log
        assert "update.set_aside" in log
        assert ("poll.unkept" in log) == (locale == "es")


async def test_a_canary_would_be_heard(tmp_path: Path) -> None:
    content = f"ab{MARK}cd".encode()
    for name, written in enumerate(
        (content, *encoded(content), content.decode().encode("utf-16-be"))
    ):
        (tmp_path / str(name)).write_bytes(written)
    heard = {name for name, _ in found(tmp_path, forms(MARK), [])}
    assert heard == {str(name) for name in range(7)}
    assert found(tmp_path, forms(MARK), heard) == []
