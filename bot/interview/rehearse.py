"""A rehearsal: a check-in played with given answers, line by line as a transcript.

    B: the bot's words [a button] [another]
    C: the client's words, or the label of a button
    C+ a further bubble of the same answer
    …  a pause, and how long it is; then it goes on
    →  the check-in that begins now that this one is over

A line that begins with three spaces goes on with the one above; a blank line stands for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.interview import engine
from bot.interview.conversation import ConversationId, Memory, Status
from bot.interview.events import Begin, Lapse, Tap, Words
from bot.interview.oneline import read_line
from bot.interview.render import render
from bot.interview.steps import Choose
from bot.interview.turn import Line, Turn
from bot.people import ClientId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from bot.interview.conversation import Conversation
    from bot.interview.events import Event
    from bot.interview.phrases import Phrases
    from bot.interview.render import Rendered
    from bot.interview.script import Script

BOT: Final = "B: "
CLIENT: Final = "C: "
BUBBLE: Final = "C+ "
PAUSE: Final = "…  "
GOES: Final = "→  "
_NUMBERS = re.compile(r"\[(\d+)\](?: \[\d+\])+ \[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rehearsal starts from."""

    script: Script
    phrases: Phrases
    locale: str = "en"
    memory: Memory = field(default_factory=Memory)
    given: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None


def rehearse(scene: Scene, client: Iterable[str]) -> Iterator[str]:
    """Play a check-in; `client` gives, one at a time as they are asked for, lines `C: …` or `C+ …`.

    It ends when the check-in does, or when the client says no more.
    """
    return _Stage(scene).play(iter(client))


class _Stage:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._rows: tuple[tuple[tuple[str, str], ...], ...] = ()

    def play(self, client: Iterator[str]) -> Iterator[str]:
        scene = self._scene
        blank = ConversationId("0" * 32), ClientId("0" * 32)
        conversation = engine.begin(*blank, scene.script, scene.memory)
        turn = engine.step(scene.script, conversation, Begin(scene.given))
        while True:
            yield from self._said(turn)
            conversation = turn.conversation
            if turn.goes is not None:
                yield f"{GOES}{turn.goes}"
            if conversation.status is not Status.WAITING:
                return
            if turn.wait is not None:
                yield f"{PAUSE}{turn.wait}"
                turn = engine.step(scene.script, conversation, Lapse(conversation.turn))
                continue
            line = next(client, None)
            if line is None:
                return
            yield line
            turn = engine.step(scene.script, conversation, self._event(conversation, line))

    def _event(self, conversation: Conversation, line: str) -> Event:
        text = line[len(CLIENT) :].replace("\n   ", "\n")
        if line.startswith(BUBBLE):
            return Words(conversation.turn - 1, text)
        for label, option in (button for row in self._rows for button in row):
            if label == text:
                return Tap(conversation.turn, option)
        at = self._scene.script.steps.get(conversation.at or "")
        reads = isinstance(at, Choose) and at.typed == "line"
        return Words(conversation.turn, text, read_line(text) if reads else None)

    def _said(self, turn: Turn) -> Iterator[str]:
        scene = self._scene
        if turn.late is not None:
            turn = replace(turn, lines=(Line(turn.late, shared=True),))
        said = render(
            turn.lines, turn.options, scene.script, scene.phrases, scene.locale, scene.today
        )
        if said.rows:
            self._rows = said.rows
        if said.text or said.rows:
            yield BOT + _shown(said)


def _shown(said: Rendered) -> str:
    buttons = " ".join(f"[{label}]" for row in said.rows for label, _ in row)
    short = _NUMBERS.sub("[\\1\N{EN DASH}\\2]", buttons)
    text = re.sub(r"\n(?!\n)", "\n   ", said.text)
    return f"{text} {short}".strip()
