"""Discreet: what nobody asked for stays behind one plain line until the client opens it.

Every message to a client comes by here. Of one that no tap or words of theirs brought, a discreet
client's locked screen shows only the line; what it is about waits in the outbox, sealed, and leaves
at their tap. A number to call in a crisis is never kept back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.message import Button, Message, MessageId, Press, Purpose
from bot.screens import phone
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.interview.turn import Line
    from bot.services.visit import Visit

GOOD_FOR: Final = timedelta(days=14)
"""How long something that does not expire sooner can still be opened."""


async def queue(visit: Visit, message: Message) -> None:
    """Queue a message to the client, or what stands for it."""
    if not _hides(visit, message):
        await _add(visit, message)
        return
    plain = _plain(visit, message.text)
    if plain is None:
        await keep_back(visit, message)
    else:
        await _add(visit, replace(message, text=plain))


async def keep_back(visit: Visit, message: Message) -> None:
    """Keep a message until it is opened; of all that one happening brings, one line tells."""
    until = message.expires_at or visit.now + GOOD_FOR
    await _add(visit, replace(message, expires_at=until), kept_back=True)
    if visit.knocked:
        return
    visit.knocked = True
    knock = Message(
        id=MessageId(""),
        chat=visit.chat,
        text=_said(visit, phone.stands(visit.client)),
        created_at=visit.now,
        client=visit.owner,
        purpose=message.purpose,
        buttons=((Button(visit.text(line("phone.open")), Press(phone.OPEN)),),),
        expires_at=until,
        quiet=message.quiet,
        if_repeated=message.if_repeated,
    )
    await _add(visit, knock)


def _hides(visit: Visit, message: Message) -> bool:
    """Say whether nobody asked for it, and it says something that a locked screen would show."""
    unasked = visit.written_at is None and message.edits is None
    says = bool(message.text or message.picture or message.document)
    at_once = message.purpose is Purpose.CRISIS
    return unasked and says and not at_once and visit.client.discreet and visit.owner is not None


def _plain(visit: Visit, text: str) -> str | None:
    """Give what stands for a text that only knocks; None for one that says more than that."""
    chosen = phone.chosen(visit.client)
    for knock, by_default in phone.KNOCKS.items():
        if text == visit.text(line(knock)):
            return _said(visit, chosen or line(by_default))
    return None


def _said(visit: Visit, words: Line | str) -> str:
    return words if isinstance(words, str) else visit.text(words)


async def _add(visit: Visit, message: Message, *, kept_back: bool = False) -> None:
    numbered = replace(message, id=MessageId(uuid4().hex))
    await visit.work.outbox.add(numbered, kept_back=kept_back)
