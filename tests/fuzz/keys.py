"""Callback data: whatever a forger sends as if a button had been tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.conversation import ConversationId
from bot.message import Answering, Press
from handlers.buttons import LIMIT, Buttons, meaning, saying
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

CHAT: Final = 5_500_000_001
OURS: Final = Buttons(bytes(range(32)))


def once(content: bytes) -> None:
    """Read it; what it says without a tag is what would be written, and with ours it is nothing."""
    text = content.decode("utf-8", "surrogateescape")
    does = meaning(text)
    if does is not None and len(text.encode(errors="replace")) <= LIMIT:
        assert meaning(saying(does)) == does
    read = OURS.read(text, CHAT)
    assert read is None or OURS.data(read, CHAT) == text


def seeds() -> Iterator[bytes]:
    """Give what is ours, what would be without a tag, and what once was."""
    answer, press = Answering(ConversationId("0f" * 16), 12, "still-true"), Press("begin", "urge")
    for does in (answer, press, Press("help")):
        yield OURS.data(does, CHAT).encode()
        yield OURS.data(does, CHAT + 1).encode()
        yield saying(does).encode()
    yield b"pbegin:urge"


TARGET = Target(once, seeds, longest=256)
