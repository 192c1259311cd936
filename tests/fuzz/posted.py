"""What is posted to the webhook, by Telegram or by whoever found the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.web.webhook import read
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator


def once(content: bytes) -> None:
    """Read it: an update with a number, or nothing."""
    update = read(content)
    assert update is None or update["update_id"] > 0


def seeds() -> Iterator[bytes]:
    """Give an update, and what is none."""
    yield b'{"update_id": 7, "message": {"message_id": 1, "date": 1, "text": "hello"}}'
    yield b'{"update_id": true}'
    yield b'{"update_id": ' + b"9" * 400 + b"}"
    yield b'{"update_id": 1, "a": ' + b"[" * 300 + b"]" * 300 + b"}"
    yield b"[" * 5000
    yield b'{"update_id": 1e400}'


TARGET = Target(once, seeds, longest=8192)
