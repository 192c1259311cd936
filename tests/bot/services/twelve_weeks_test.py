"""Twelve weeks of random answering: what no client may ever see, nobody sees.

Whatever was said is listened to where it is put into words, so that what the store noted of it is
not asked to bear witness for itself.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from bot.interview.glass import HARD_WEEK
from bot.interview.library import library
from bot.interview.mirror import REST, Why
from bot.interview.steps import Listen, Say, takes_words
from bot.interview.terms import Readiness, Skill
from bot.interview.words import Held
from bot.message import Answering
from bot.services import notes
from bot.services.voice import Rows, Voice
from tests.bot.interview.heard_only_test import HEARD_ONLY
from tests.bot.services.room import ANN, PLAN, Clock, Room

if TYPE_CHECKING:
    from datetime import date

    from bot.interview.conversation import Conversation, Recalled, WordsId
    from bot.interview.script import Script
    from bot.interview.turn import Turn
    from tests.bot.services.bubble import Bubble

WEEKS: Final = 12
MONTH: Final = timedelta(days=30)
RESTS: Final = frozenset({Skill.SIMPLE, Skill.COMPLEX, Skill.AFFIRMATION})
UNASKED: Final = ("goals", "mirror", "checkin", "urge", "slip", "progress")
ENDS: Final = frozenset({"stop", "skip"})
ASKS: Final = frozenset({"about", "goes-on", "hard-begin"})
"""Keys for one check-in by name, which comes however lately it was there."""
PLANNED: Final = """checkins = [
  "readiness", "importance", "two-sides", "goal-mirror", "reflection", "week-review",
  "confidence", "values", "values-week", "strengths",
]"""


def planned() -> Room:
    """Give a room whose plan brings much, so that twelve weeks meet many gates."""
    head, _, rest = PLAN.partition("checkins = [")
    return Room(plan=head + PLANNED + rest.partition("]")[2])


@dataclass(frozen=True, slots=True)
class Put:
    """Something that was put into words."""

    at: datetime
    script: Script
    conversation: str
    lines: tuple[str, ...]
    quoted: tuple[Recalled, ...]
    text: str
    goes: str | None


@dataclass(frozen=True, slots=True)
class Listening(Voice):
    """A voice that remembers what it said in check-ins."""

    clock: Clock = field(default_factory=Clock)
    heard: list[Put] = field(default_factory=list)

    def turn(self, turn: Turn, script: Script, locale: str, today: date) -> tuple[str, Rows]:
        text, rows = Voice.turn(self, turn, script, locale, today)
        lines = tuple(line.id for line in turn.lines if not line.shared)
        quoted = tuple(line.quoted for line in turn.lines if line.quoted is not None)
        put = Put(self.clock.now(), script, turn.conversation.id, lines, quoted, text, turn.goes)
        if put not in self.heard:  # else it was undone for a picture, and happens once more
            self.heard.append(put)
        return text, rows


@dataclass(frozen=True, slots=True)
class Began:
    """A conversation that began, and what the store knew then."""

    at: datetime
    script: str
    stands: Readiness | None
    """Where they said last that they were with a goal."""
    all_stand: frozenset[Readiness]
    """The same for every goal."""
    importance: int
    """The lowest of the newest number of every goal; 11 if there is none."""
    slipped_at: datetime | None
    asked: bool
    """They asked for this very one, at a key or by what they answered in another."""


@dataclass
class Life:
    """One client, who answers at random, and all that they wrote."""

    chance: Random
    room: Room = field(default_factory=planned)
    wrote: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What they wrote, each thing once → the conversation and the question it answered."""
    began: dict[str, Began] = field(default_factory=dict)

    def __post_init__(self) -> None:
        voice = Listening(self.room.house.voice.phrases, self.room.clock)
        self.voice = voice
        self.room.house = replace(self.room.house, voice=voice)
        self.room.converse.house = self.room.tick.house = self.room.house

    async def live(self) -> None:
        room = self.room
        await room.welcome()
        end = room.clock.now() + timedelta(weeks=WEEKS)
        while room.clock.now() < end:
            await self._wait()
            if self.chance.random() < 0.15:
                await room.give(self.chance.choice(UNASKED))
                await self._note()
            for _ in range(self.chance.randrange(3, 14)):
                if not await self._deed():
                    break
        assert room.failures == []

    async def _wait(self) -> None:
        due = [row.timer.due_at for row in self.room.store._shelves.timers.values()]
        wait = min(due, default=self.room.clock.now()) - self.room.clock.now()
        most = timedelta(hours=self.chance.choice((1, 9, 26)))
        await self.room.pass_(max(timedelta(minutes=1), min(wait, most)))
        await self._note()

    async def _deed(self) -> bool:
        """Do one thing; say whether there was anything to do."""
        current = await self.room.current()
        bubbles = self.room.on_screen(ANN)
        if current is None:
            keys = [(one, key) for one in bubbles[-2:] for key in one.keys.values()]
            if not keys or self.chance.random() < 0.3:
                return False
            bubble, key = self.chance.choice(keys)
            await self.room.press(bubble, key)
            await self._note(asked=getattr(key.does, "action", "") in ASKS)
        else:
            await self._answer(current, bubbles)
            await self._note()
        return True

    async def _answer(self, current: Conversation, bubbles: list[Bubble]) -> None:
        script = await self._script(current)
        here = script.steps[current.at or ""]
        keys = [
            (one, key)
            for one in bubbles[-4:]
            for key in one.keys.values()
            if isinstance(key.does, Answering)
            and (key.does.conversation, key.does.turn) == (current.id, current.turn)
        ]
        go_on = [one for one in keys if getattr(one[1].does, "option", "") not in ENDS]
        writes = 0.9 if isinstance(here, Listen) else 0.4
        if takes_words(here) and self.chance.random() < writes:
            text = f"thing {len(self.wrote)} that I said"
            self.wrote[text] = (current.id, f"{current.script}.{here.id}")
            await self.room.write(text)
        elif keys:
            some = go_on if go_on and self.chance.random() < 0.95 else keys
            await self.room.press(*self.chance.choice(some))
        else:  # a pause, or a question that is no longer on screen
            await self.room.pass_(timedelta(minutes=6))

    async def _script(self, current: Conversation) -> Script:
        async with self.room.store.works() as work:
            return await self.room.house.script(work, current.script, current.version)

    async def _note(self, *, asked: bool = False) -> None:
        """Note which conversations began since, and what the store knew then."""
        shelves, went = self.room.store._shelves, {(one.at, one.goes) for one in self.voice.heard}
        rated = sorted(shelves.ratings.values(), key=lambda one: one.at)
        stand = {one.goal: list(Readiness)[one.value] for one in rated if one.of == "readiness"}
        newest = [one.value for one in rated if one.of == "readiness"][-1:]
        weighs = {one.goal: one.value for one in rated if one.of == "importance"}
        for row in shelves.conversations.values():
            conversation = row.conversation
            if conversation.id not in self.began:
                self.began[conversation.id] = Began(
                    row.began_at,
                    conversation.script,
                    stands=list(Readiness)[newest[0]] if newest else None,
                    all_stand=frozenset(stand.values()),
                    importance=min(weighs.values(), default=11),
                    slipped_at=notes.slipped_at(await self.room.client()),
                    asked=asked or (row.began_at, conversation.script) in went,
                )


@pytest.fixture(scope="module", params=range(6))
def life(request: pytest.FixtureRequest) -> Life:
    lived = Life(Random(request.param))  # noqa: S311 - a life to try, nothing secret
    asyncio.run(lived.live())
    return lived


def test_there_is_something_to_look_at(life: Life) -> None:
    assert len({put.script.name for put in life.voice.heard}) > 8
    assert any(put.quoted for put in life.voice.heard)


def test_no_reflection_and_no_affirmation_is_said_twice_in_thirty_days(life: Life) -> None:
    last: dict[tuple[str, str], datetime] = {}
    for put in life.voice.heard:
        if put.script.on_demand:
            continue
        for line in put.lines:
            step = put.script.steps[line.partition(".")[0]]
            if isinstance(step, Say) and step.skill in RESTS:
                before = last.get((put.script.name, line))
                assert before is None or put.at - before >= MONTH, (put.script.name, line)
                last[put.script.name, line] = put.at


def test_what_is_quoted_is_what_they_wrote_letter_for_letter_and_dated(life: Life) -> None:
    for put in life.voice.heard:
        for quoted in put.quoted:
            for text in filter(None, (quoted.text, quoted.cue)):
                assert f"“{text}”" in put.text
            assert f"{quoted.on:%B} {quoted.on.day}" in put.text


def test_nothing_that_was_only_heard_comes_back_in_a_later_conversation(life: Life) -> None:
    heard = {text: at for text, (at, asked) in life.wrote.items() if asked in HEARD_ONLY}
    for put in life.voice.heard:
        for text, conversation in heard.items():
            assert text not in put.text or put.conversation == conversation
    shown = " ".join(bubble.text for bubble in life.room.on_screen(ANN))
    assert all(shown.count(text) <= 2 for text in heard)


def test_nothing_comes_back_unasked_within_its_rest(life: Life) -> None:
    """Whoever asks for what is at hand, or picks a goal, sees it however lately it was there."""
    last: dict[WordsId, tuple[datetime, str]] = {}
    kinds = {words.id: words.kind for words in life.room.store._shelves.words.values()}
    for put in life.voice.heard:
        for quoted in put.quoted:
            before, where = last.get(quoted.id, (None, ""))
            asked = put.script.on_demand or quoted.why == Why.CHOSEN
            if before and where != put.conversation and quoted.id in kinds and not asked:
                assert put.at - before >= REST[kinds[quoted.id]], (put.script.name, quoted)
            last[quoted.id] = (put.at, put.conversation)


def test_nothing_let_go_comes_back(life: Life) -> None:
    gone = {
        words.id: words
        for words in life.room.store._shelves.words.values()
        if words.held is Held.LET_GO
    }
    for put in life.voice.heard:
        for quoted in put.quoted:
            words = gone.get(quoted.id)
            assert words is None or words.shown_at is None or put.at <= words.shown_at


def test_no_checkin_begins_outside_its_gate(life: Life) -> None:
    last: dict[str, datetime] = {}
    shelf = library()
    for one in sorted(life.began.values(), key=lambda one: one.at):
        name, gate = one.script, shelf[one.script].gate
        assert one.stands not in gate.never, one
        if gate.at and not one.all_stand & gate.at:
            assert one.importance <= (gate.importance or -1), one
        if not gate.after_slip and one.slipped_at is not None:
            assert one.at - one.slipped_at >= HARD_WEEK, one
        if gate.rests is not None and name in last and not one.asked:
            assert one.at - last[name] >= gate.rests, one
        last[name] = one.at
