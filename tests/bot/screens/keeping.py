"""Kept words for the tests of what is shown of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.terms import Kind
from bot.interview.turn import Line
from bot.interview.words import Held, KeptWords
from bot.people import ClientId
from tests.bot.screens.keys import press

if TYPE_CHECKING:
    from bot.message import Press
    from bot.screens.screen import Screen

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def words(
    number: int,
    kind: Kind = Kind.NOTE,
    held: Held = Held.HELD,
    **fields: Any,  # noqa: ANN401 - KeptWords' own fields
) -> KeptWords:
    """Give words that nobody else has; each of a conversation of its own."""
    usual: dict[str, Any] = {
        "text": f"words {number}",
        "at": NOON + timedelta(minutes=number),
        "on": date(2026, 3, 2),
        "script": "s",
        "step": "s",
        "conversation": ConversationId(f"{number:032x}"),
    }
    id_, client = WordsId(f"{number:032}"), ClientId("c" * 32)
    return KeptWords(id=id_, client=client, kind=kind, held=held, **(usual | fields))


def plan(number: int, held: Held = Held.HELD) -> list[KeptWords]:
    """Give the words of an if-then plan, in the order in which they are said."""
    one = ConversationId(f"{number:032x}")
    return [
        words(number, Kind.CUE, conversation=one),
        words(number + 1, Kind.PLAN, held, conversation=one),
        words(number + 2, Kind.OBSTACLE, conversation=one),
    ]


ALONE = [kind for kind in Kind if kind not in {Kind.CUE, Kind.PLAN, Kind.OBSTACLE}]
"""Kinds of words that are never part of another thing."""
KEPT = st.lists(
    st.tuples(st.sampled_from(ALONE), st.sampled_from(Held)) | st.sampled_from(Held), max_size=30
).map(
    lambda some: [
        one
        for n, what in enumerate(some)
        for one in (plan(3 * n, what) if isinstance(what, Held) else [words(3 * n, *what)])
    ]
)
"""Words and plans, however they are held."""


def presses(screen: Screen) -> list[Press]:
    """Give what the keys do."""
    return [press(key) for row in screen.keys for key in row]


def laid(line: Line) -> list[Line]:
    """Give the lines that were laid under one another."""
    if line.id != "list.below":
        return [line]
    parts = (line.slots["above"], line.slots["here"])
    return [one for part in parts if isinstance(part, Line) for one in laid(part)]


def quoted(screen: Screen) -> list[str]:
    """Give what a screen quotes, in its order: the words that carry each thing."""
    rows = [one for part in screen.lines for one in laid(part) if one.id == "kept.row"]
    said = [one.slots["words"] for one in rows]
    return [str(one.slots["words"]) for one in said if isinstance(one, Line)]
