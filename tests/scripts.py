"""Check-ins for tests: made from a few lines of TOML, with a head put above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview import engine
from bot.interview.conversation import ConversationId, Memory
from bot.interview.events import Begin, Tap, Words
from bot.interview.parse import parse
from bot.people import ClientId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.script import Script
    from bot.interview.turn import Turn

HEAD = 'format = 1\ntitle = "Test"\nabout = "A test"\n'


def made(steps: str, head: str = "", **translations: str) -> Script:
    """Parse steps under a plain head; translations by locale, under the same titles."""
    title = HEAD.partition("\n")[2]
    others = {locale: title + text for locale, text in translations.items()}
    return parse("test", {"en": HEAD + head + steps, **others})


def begun(
    script: Script, memory: Memory | None = None, given: Mapping[str, str] | None = None
) -> Turn:
    """Begin a conversation."""
    ids = ConversationId("0" * 32), ClientId("c" * 32)
    return engine.step(script, engine.begin(*ids, script, memory), Begin(given or {}))


def typed(script: Script, turn: Turn, text: str, read: str | None = None) -> Turn:
    """Type words at the question that is open."""
    at = turn.conversation
    return engine.step(script, at, Words(at.turn, text, read))


def tapped(script: Script, turn: Turn, option: str) -> Turn:
    """Tap a button of the question that is open."""
    return engine.step(script, turn.conversation, Tap(turn.conversation.turn, option))


def lines(turn: Turn) -> list[str]:
    """Give the ids of what is said."""
    return [line.id for line in turn.lines]


def offered(turn: Turn) -> list[list[str]]:
    """Give the ids of the buttons, by row."""
    return [[option.id for option in row] for row in turn.options]
