"""Random lives: whatever clients do, in whatever order and whenever, the promises hold."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arrival import (
    Blocked,
    Command,
    Edited,
    Forwarded,
    InGroup,
    Sent,
    Tapped,
    Thing,
    Unblocked,
    What,
    Wrote,
)
from bot.interview.conversation import Status
from bot.interview.library import library
from bot.message import Press
from bot.safety.assess import Tier, assess
from bot.services.commands import KNOWN
from bot.services.presses import AGAIN, ONCE
from tests.bot.services.room import ANN, BEN, Room

LONGEST = 4096
SAID = st.sampled_from(
    [
        *("drinking", "up for breakfast", "they stop asking", "7", "a 10", "yes", "skip", "🙂"),
        *("that's all", "I don't know", "Help", "My words", "paris", "7:15 pm", "אני כאן", "-"),
        *("I want to kill myself", "my lips are blue", "x" * LONGEST, "{goal} “x”"),
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
COMMANDS = st.sampled_from([*KNOWN, "of-old"])
ACTIONS = st.sampled_from([*ONCE, *AGAIN, "of-old"])
ARGUMENTS = st.sampled_from(
    [
        *(
            "",
            "goal-mirror",
            "language",
            "welcome",
            "day",
            "open",
            "too-often",
            "others.1",
            ".dark",
            "rhythm",
        ),
        *("0.20260303.0.0", "0.20260306.0.0", "0.20260310.0.0.1915", "one.0.20260306.0.0"),
        *("plan.0", "0.1915", "d1", "d2", "w2", "w0", "half", "month"),
    ]
)
CHATS = st.sampled_from([ANN, ANN, ANN, BEN])


@dataclass(frozen=True)
class TapSomething:
    """A tap on a key that is, or ever was, on screen."""

    which: int


@dataclass(frozen=True)
class Pass:
    """Time goes by; nought is until the next prompt, if one is planned."""

    minutes: int


THINGS = st.builds(Sent, st.sampled_from(Thing), st.just("") | SAID)
TAPS = st.builds(TapSomething, st.integers(0, 30)) | st.builds(TapSomething, st.integers(0, 1000))
BEGINS = st.sampled_from([name for name, script in library().items() if script.listed])
WORDS = st.one_of(
    st.builds(Wrote, SAID), st.builds(Edited, SAID), st.builds(Forwarded, SAID), THINGS
)
KEYS = st.builds(Press, ACTIONS, ARGUMENTS) | st.builds(Press, st.just("begin"), BEGINS)
ARRIVES = st.one_of(
    *(TAPS, TAPS, TAPS, st.builds(Wrote, SAID)),
    WORDS,
    st.builds(Command, COMMANDS, st.just("") | SAID),
    st.builds(Tapped, KEYS),
    st.builds(Pass, st.integers(0, 3000)),
    st.sampled_from([Blocked(), Unblocked(), InGroup(), Tapped(None)]),
)
HAPPENS = st.tuples(CHATS, ARRIVES, st.booleans())
"""In which chat, what, and whether what comes of it is on screen before the next thing happens."""


@dataclass
class Life:
    """One run of it, watched."""

    room: Room = field(default_factory=Room)
    said: dict[int, list[str]] = field(default_factory=lambda: {ANN: [], BEN: []})
    seen: list[tuple[int, Any, str]] = field(default_factory=list)
    most: int = 1
    """The most on a day that anybody has ever wished for."""

    async def live(self, chat: int, what: What | TapSomething | Pass, *, at_once: bool) -> None:
        room = self.room
        match what:
            case Pass(0) if "planned" in room.states():
                await room.next_prompt()
            case Pass(minutes):
                await room.pass_(timedelta(minutes=minutes))
            case TapSomething(which):
                await self._tap(chat, which)
            case _:
                if (text := _text(what)) is not None:
                    self.said[chat].append(text)
                place = -chat if isinstance(what, InGroup) else chat
                await room.happen(what, place, deliver=at_once)
        caps = [client.caps.day for client in room.store._shelves.clients.values()]
        self.most = max(self.most, *caps, 1)
        for bubble in room.on_screen(chat):
            self.seen.extend((bubble.id, key, bubble.text) for key in bubble.keys.values())

    async def _tap(self, chat: int, which: int) -> None:
        keys = [(b.id, key, b.text) for b in self.room.on_screen(chat) for key in b.keys.values()]
        keys = keys[-8:] if which < 30 else [one for one in self.seen if one[0] in self._ids(chat)]
        if keys:
            message, button, text = keys[which % len(keys)]
            await self.room.happen(Tapped(button.does, text, button.label), chat, message)

    def _ids(self, chat: int) -> set[int]:
        return {bubble.id for bubble in self.room.on_screen(chat)}

    async def check(self) -> None:
        room = self.room
        assert room.failures == []
        async with room.store.works() as work:
            assert await work.inbox.waiting() == []
            assert await work.inbox.set_aside() == []
        conversations = [one.conversation for one in room.store._shelves.conversations.values()]
        for client in room.store._shelves.clients.values():
            mine = [one for one in conversations if one.client == client.id]
            assert [one.status for one in mine].count(Status.WAITING) <= 1
            days = Counter(
                one.due_at.astimezone(client.zoneinfo).date()
                for _, one in room.occurrences()
                if one.client == client.id and one.state.value not in {"planned", "withdrawn"}
            )
            assert max(days.values(), default=0) <= self.most or _moved(client.zone)
        for kept in room.store._shelves.words.values():
            chat = room.store._shelves.clients[kept.client].chat
            assert self._verbatim(chat, kept.text), kept.text
            for bubble in kept.text.split("\n"):
                assert assess([bubble], "en", room.house.rules).tier is not Tier.URGENT

    def _verbatim(self, chat: int, text: str) -> bool:
        """Say whether words are those of the client's bubbles, and of nothing else."""
        rest = [text]
        for said in sorted(set(self.said[chat]), key=len, reverse=True):
            rest = [part for piece in rest for part in piece.split(said)]
        return not "".join(rest).strip("\n")


def _moved(zone: str) -> bool:
    """Say whether a client may have had two evenings in one day, by crossing the world."""
    return zone != "America/New_York"


def _text(what: object) -> str | None:
    match what:
        case Wrote(text=text) | Edited(text=text):
            return text
        case Sent(caption=text) if text:
            return text
        case _:
            return None


@given(st.lists(HAPPENS, max_size=40), st.booleans())
@settings(max_examples=200, deadline=None)
def test_whatever_happens(happens: list[tuple[int, Any, bool]], welcomed: bool) -> None:
    async def live() -> None:
        life = Life()
        for chat in (ANN, BEN) if welcomed else ():
            await life.room.welcome(chat)
        for chat, what, at_once in happens:
            await life.live(chat, what, at_once=at_once)
        await life.room.deliver()
        await life.check()

    asyncio.run(live())


def test_the_check_would_notice() -> None:
    life = Life()
    life.said[ANN] = ["one", "two"]
    assert life._verbatim(ANN, "one\ntwo")
    assert not life._verbatim(ANN, "one and two")
