"""What a button carries: what a tap does, in the 64 bytes that Telegram gives back.

The first character names the form, so that an old button is known for what it is: `a` answers
a question, `p` does something outside a conversation. A new form takes a new letter, and the
old one is read for as long as its buttons may still stand in somebody's chat. Whoever can talk
to Telegram can forge data: a button says what is asked for, never that it is allowed.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from bot.interview.conversation import ConversationId
from bot.message import Answering, Does, Press

LIMIT = 64
"""Bytes of callback data that Telegram takes."""

_ANSWER = re.compile(r"a(?P<id>[\w-]{22})(?P<turn>0|[1-9][0-9]{0,9}):(?P<option>.+)", re.DOTALL)
_PRESS = re.compile(r"p(?P<action>[a-z-]{1,16}):(?P<argument>.*)", re.DOTALL)


def data(does: Does) -> str:
    """Write callback data, at most 64 bytes; raises ValueError for what `does` would not read."""
    if isinstance(does, Answering):
        written = f"a{_short(does.conversation)}{does.turn}:{does.option}"
    else:
        written = f"p{does.action}:{does.argument}"
    if len(written.encode()) > LIMIT or read(written) != does:
        raise ValueError("This button cannot be carried")
    return written


def read(written: str) -> Does | None:
    """Read callback data; None for what is not of our making or of an older form."""
    if found := _ANSWER.fullmatch(written):
        conversation = _long(found["id"])
        if conversation is None:
            return None
        return Answering(conversation, int(found["turn"]), found["option"])
    if found := _PRESS.fullmatch(written):
        return Press(found["action"], found["argument"])
    return None


def _short(conversation: str) -> str:
    return urlsafe_b64encode(bytes.fromhex(conversation)).rstrip(b"=").decode()


def _long(short: str) -> ConversationId | None:
    try:
        conversation = urlsafe_b64decode(short + "==").hex()
    except (NotBase64, ValueError):
        return None
    # The last character has spare bits: only one way of writing an id is ours.
    return ConversationId(conversation) if _short(conversation) == short else None
