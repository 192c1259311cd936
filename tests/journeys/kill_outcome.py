"""What a journey leaves: in the store, opened with its key, and in the chat."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.opening import open_store
from bot.services.crisis import window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.demo.telegram import MessageView
    from tests.journeys.kill_client import Client
    from tests.journeys.kill_life import Home

MARK: Final = "This may have reached you already:\n\n"
CHOSEN: Final = "\n\n\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_RATED: Final = ("importance", "confidence")
_PLAIN: Final = {
    "conversations": "SELECT script, status, turn FROM conversations ORDER BY at, id",
    "occurrences": "SELECT due_at, state FROM occurrences ORDER BY due_at",
    "inbox": "SELECT state, count(*) FROM inbox GROUP BY state",
    "outbox": """SELECT outbox.state, purpose, script, outbox.turn FROM outbox
        LEFT JOIN conversations ON conversations.id = conversation ORDER BY outbox.number""",
    "timers": "SELECT kind, due_at FROM timers WHERE kind = 'prompt' ORDER BY due_at",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store holds: the same after any journey, however often it was cut short."""

    words: Sequence[tuple[str, str, str]]
    """Kind, text, how it is held."""
    ratings: Sequence[tuple[str, int]]
    profile: Mapping[str, str]
    rows: Mapping[str, Sequence[Any]]


async def kept(home: Home, client: Client) -> Kept:
    """Read the store of a service that has ended."""
    store = open_store(home.config)
    try:
        async with store.works() as work:
            who = await work.clients.by_chat(client.id)
            assert who is not None
            words = await work.words.of(who.id)
            ratings = [one for of in _RATED for one in await work.words.ratings(who.id, of)]
    finally:
        await store.close()
    with closing(sqlite3.connect(home.database)) as db:
        rows = {name: db.execute(query).fetchall() for name, query in _PLAIN.items()}
    return Kept(
        [(one.kind.value, one.text, one.held.value) for one in words],
        [(one.of, one.value) for one in ratings],
        # When something was heard is another instant each time; what was heard is not.
        {**who.profile, window.HEARD: "\n".join(window.heard(who.profile, who.created_at))},
        rows,
    )


Face = tuple[tuple[str, ...], tuple[str, ...], str, bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """The chat as one sees it who reads over what came twice, and how many repeats there were."""

    messages: Sequence[Face]
    repeats: int


def shown(chat: Sequence[MessageView], client: Client) -> Shown:
    """Read a chat: a marked repeat is dropped behind the message it repeats.

    Of the two, the one that was answered tells how it ended. A mark without anything to repeat is
    the message itself: the first try was lost on its way. AssertionError if one came three times.
    """
    messages: list[MessageView] = []
    twice: set[int] = set()
    repeats = 0
    for seen in chat:
        if not seen.from_bot:
            continue
        repeats += MARK in seen.text
        last = len(messages) - 1
        if MARK in seen.text and messages and _question(messages[-1]) == _question(seen):
            assert last not in twice, f"sent a third time: {_question(seen)!r}"
            twice.add(last)
            if CHOSEN in seen.text:
                messages[-1] = seen
        else:
            messages.append(seen)
    return Shown([_face(seen, client) for seen in messages], repeats)


def _face(seen: MessageView, client: Client) -> Face:
    """Give what tells a message of any wording: labels, words of the client, choice, keyboard."""
    quoted = tuple(text for text in client.said if text in seen.text)
    return tuple(seen.labels), quoted, seen.text.partition(CHOSEN)[2], seen.keyboard is not None


def _question(seen: MessageView) -> str:
    return seen.text.replace(MARK, "").partition(CHOSEN)[0]
