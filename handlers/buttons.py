"""What a button carries: what a tap does, in the 64 bytes that Telegram gives back.

Whoever can talk to Telegram can send any data as if a button had been tapped. So each button has
a tag, made with a key of this service from what it says and the chat it stands in: data that was
made up, changed, or taken from another chat says nothing. A button says what is asked for, never
that it is allowed: `bot.roles` does.

The first character names the form: `b` answers a question, `q` does something outside a
conversation. A new form takes a new letter; those of older forms (`a` and `p` had no tag) say
nothing any more, and whoever taps one is told that it is from before.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final

from bot.interview.conversation import ConversationId
from bot.message import Answering, Does, Press

LIMIT: Final = 64
"""Bytes of callback data that Telegram takes."""
TAG: Final = 6
"""Characters of a tag, each of six bits: one guess in 69 thousand million is right, and each has to
be sent to Telegram from the chat it is for."""

_ANSWER = re.compile(r"b(?P<id>[\w-]{22})(?P<turn>0|[1-9][0-9]{0,9}):(?P<option>.+)", re.DOTALL)
_PRESS = re.compile(r"q(?P<action>[a-z-]{1,16}):(?P<argument>.*)", re.DOTALL)


class Buttons:
    """Writes what buttons carry, and reads what it wrote."""

    def __init__(self, key: bytes) -> None:
        """Take the key of the tags: secret, 32 bytes, the same for every process of a service."""
        self._key = key

    def data(self, does: Does, chat: int) -> str:
        """Write callback data for a button in a chat, at most 64 bytes.

        Raises ValueError for what does not fit, or what `read` would not give back.
        """
        said = saying(does)
        written = f"{said[0]}{self._tag(said, chat)}{said[1:]}"
        if len(written.encode()) > LIMIT or meaning(said) != does:
            raise ValueError("This button cannot be carried")
        return written

    def read(self, written: str, chat: int) -> Does | None:
        """Read callback data that was tapped in a chat; None for what was not written for it."""
        said, tag = f"{written[:1]}{written[1 + TAG :]}", written[1 : 1 + TAG]
        if not said or not hmac.compare_digest(_bytes(tag), _bytes(self._tag(said, chat))):
            return None
        return meaning(said)

    def _tag(self, said: str, chat: int) -> str:
        made = hmac.digest(self._key, _bytes(f"{chat}:{said}"), "sha256")
        return urlsafe_b64encode(made)[:TAG].decode()


def saying(does: Does) -> str:
    """Write what a button says, without its tag."""
    if isinstance(does, Answering):
        return f"b{_short(does.conversation)}{does.turn}:{does.option}"
    return f"q{does.action}:{does.argument}"


def meaning(said: str) -> Does | None:
    """Read what a button says, without its tag; None for what is of no form."""
    if found := _ANSWER.fullmatch(said):
        conversation = _long(found["id"])
        if conversation is None:
            return None
        return Answering(conversation, int(found["turn"]), found["option"])
    if found := _PRESS.fullmatch(said):
        return Press(found["action"], found["argument"])
    return None


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _short(conversation: str) -> str:
    return urlsafe_b64encode(bytes.fromhex(conversation)).rstrip(b"=").decode()


def _long(short: str) -> ConversationId | None:
    try:
        conversation = urlsafe_b64decode(short + "==").hex()
    except (NotBase64, ValueError):
        return None
    # The last character has spare bits: only one way of writing an id is ours.
    return ConversationId(conversation) if _short(conversation) == short else None
