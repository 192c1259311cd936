"""Whatever may arrive from a client, a counselor and a stranger, into the whole service at once.

One line of input is one happening: who, what, and with which words. All begin where somebody has
a goal, a check-in is open and a counselor cares for them; whatever comes is answered or let be.
"""

from __future__ import annotations

import asyncio
import atexit
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bot.arrival import (
    Blocked,
    Command,
    Edited,
    File,
    Forwarded,
    InGroup,
    Sent,
    Tapped,
    Thing,
    Unblocked,
    Wrote,
)
from bot.care import Care, Share
from bot.message import Answering, Message, MessageId, Press
from bot.services import commands, presses
from bot.services.counsel import tables
from storage.memory.drawer import Drawer
from tests.bot.services.bubble import Bubble
from tests.bot.services.room import ANN, DANA, MONDAY, Room
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.arrival import What

MOST: Final = 8
"""Happenings of one input."""
WHO: Final = {b"a": ANN, b"d": DANA, b"s": 77}


class Screens(dict[int, Bubble]):
    """Messages on screen; one that is no longer there is changed in vain."""

    def __missing__(self, number: int) -> Bubble:
        return Bubble(number, 0, "", (), Message(MessageId(""), 0, "", MONDAY))


@dataclass(slots=True)
class Life:
    """A room that is put back as it was before each input."""

    runner: asyncio.Runner
    room: Room
    before: Mapping[str, dict[Any, Any]]
    screens: Mapping[int, Bubble]
    client: str
    talk: Answering

    async def live(self, lines: list[bytes]) -> None:
        """Let it all happen, then half a day go by."""
        room = self.room
        for line in lines[:MOST]:
            who, kind, text = line[:1], line[1:2], line[2:].decode("utf-8", "surrogateescape")
            make = KINDS.get(kind)
            if make is not None:
                await room.happen(make(self, text), WHO.get(who, ANN), max(room.bubbles, default=1))
        await room.pass_(timedelta(hours=12))
        assert room.failures == []

    def restore(self) -> None:
        """Put the room back."""
        shelves = self.room.store._shelves
        for name, rows in self.before.items():
            drawer = getattr(shelves, name)
            dict.clear(drawer)
            dict.update(drawer, rows)
        self.room.clock.at = MONDAY + timedelta(hours=1)
        self.room.post.files.clear()
        self.room.bubbles = Screens(self.screens)


def _press(life: Life, text: str) -> What:
    action, _, argument = text.partition(" ")
    return Tapped(Press(action, argument.replace("@", life.client)), "What it said", "A label")


def _answer(life: Life, text: str) -> What:
    turn, _, option = text.partition(" ")
    by = int(turn) if turn.isascii() and turn.isdecimal() and len(turn) < 9 else life.talk.turn
    return Tapped(replace(life.talk, turn=by, option=option))


def _file(life: Life, text: str) -> What:
    content = text.encode("utf-8", "surrogateescape").replace(b"\\n", b"\n")
    life.room.post.files["f"] = content
    return Sent(Thing.FILE, "", File("f", "own.toml", len(content)))


KINDS: Final[Mapping[bytes, Callable[[Life, str], What]]] = {
    b"w": lambda _, text: Wrote(text or " "),
    b"e": lambda _, text: Edited(text or " "),
    b"f": lambda _, text: Forwarded(text),
    b"c": lambda _, text: Command(*text.split(" ", 1)),
    b"p": _press,
    b"a": _answer,
    b"t": lambda _, text: Sent(Thing.PICTURE, text),
    b"d": _file,
    b"b": lambda *_: Blocked(),
    b"u": lambda *_: Unblocked(),
    b"g": lambda *_: InGroup(),
}


@cache
def _life() -> Life:
    runner, room = asyncio.Runner(), Room()
    atexit.register(runner.close)
    runner.run(_begin(room))
    client = runner.run(room.client())
    current = runner.run(room.current())
    assert current is not None
    shelves = room.store._shelves
    drawers = {one.name: getattr(shelves, one.name) for one in fields(shelves)}
    before = {name: dict(one) for name, one in drawers.items() if isinstance(one, Drawer)}
    return Life(
        runner,
        room,
        before,
        dict(room.bubbles),
        client.id,
        Answering(current.id, current.turn, "skip"),
    )


async def _begin(room: Room) -> None:
    await room.welcome()
    dana = await room.counselor()
    client = await room.client()
    async with room.store.works() as work:
        await work.cares.put(Care(client.id, dana.id, "Scarf", MONDAY, sharing=frozenset(Share)))
    await room.begin("An urge right now")


def once(content: bytes) -> None:
    """Live through what the lines say."""
    life = _life()
    life.restore()
    life.runner.run(life.live(content.split(b"\n")))


def seeds() -> Iterator[bytes]:
    """Give every command and every key there is, with what they may carry, and some words."""
    arguments = ("", "@", "0", "urge", "on", "@.0", "yes")
    for who, keys in (("a", {**presses.ONCE, **presses.AGAIN}), ("d", tables.PRESSES)):
        for action in keys:
            yield "\n".join(f"{who}p{action} {one}" for one in arguments).encode()
    for who, names in (("a", commands.KNOWN), ("d", tables.COMMANDS), ("s", commands.KNOWN)):
        for name in names:
            yield f"{who}c{name} x\n{who}whello\n{who}w7".encode()
    yield b"aa skip\naa0 skip\nawup for breakfast\naeno, later\nab\nau\nag"
    yield b"awi want to kill myself\napcrisis yes\nad\nat\naf"
    yield b"ddformat = 1\\ntitle = 'T'\\nabout = 'x'\\n[steps.a]\\nskill = 'structure'\\nsay = 'x'"


TARGET = Target(once, seeds, longest=2048)
