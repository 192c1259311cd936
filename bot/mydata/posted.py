"""Messages as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Answering, Press
from bot.mydata import mailed
from bot.mydata.record import taken

if TYPE_CHECKING:
    from bot.message import Button, Does
    from bot.message import Message as Letter
    from bot.people import ClientId
    from bot.ports import Posted


def message(posted: Posted, client: ClientId) -> mailed.Message:
    """Give the record of a message in the outbox; chats of counselors stay theirs."""
    letter = posted.message
    return taken(
        mailed.Message,
        posted,
        to="you" if posted.theirs else "a counselor",
        content=None if letter is None else _content(letter, client),
    )


def _content(letter: Letter, client: ClientId) -> mailed.Content:
    return taken(
        mailed.Content,
        letter,
        buttons=tuple(tuple(map(_button, row)) for row in letter.buttons),
        picture_bytes=len(letter.picture),
        document_bytes=len(letter.document),
        tells=tuple(seen for who, seen in letter.tells if who == client),
    )


def _button(button: Button) -> mailed.Button:
    return taken(mailed.Button, button, does=_does(button.does))


def _does(does: Does | None) -> str | None:
    match does:
        case Answering(conversation, turn, option):
            return f"{conversation} {turn} {option}"
        case Press(action, argument):
            return f"{action} {argument}".strip()
        case None:
            return None
