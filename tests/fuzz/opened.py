"""`initData`: what a page opened from a chat is handed, signed by Telegram or by a forger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from handlers.web.initdata import opened, signature
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN: Final = "1:A"
NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
USER: Final = '{"id": 5500000001, "first_name": "Ana", "language_code": "en"}'


def once(content: bytes) -> None:
    """Read it as it is, which is forged, and once more with the right hash over the same fields."""
    text = content.decode("utf-8", "surrogateescape")
    assert opened(text, TOKEN, NOW, timedelta(hours=1)) is None
    fields = {name: value for name, value in parse_qsl(text, errors="replace") if name != "hash"}
    signed = urlencode(fields | {"hash": signature(fields, TOKEN)}, errors="replace")
    who = opened(signed, TOKEN, NOW, timedelta(hours=1))
    assert who is None or (who.user > 0 and who.at <= NOW)


def seeds() -> Iterator[bytes]:
    """Give what Telegram would send, but for its hash, and what it would not."""
    at = int(NOW.timestamp()) - 60
    for when in (str(at), "0", str(at + 7200), "9" * 30):
        yield urlencode({"auth_date": when, "user": USER, "query_id": "AA"}).encode()
    yield b"auth_date=1&auth_date=2&user=%7B%7D&hash=" + b"0" * 64
    yield b"user=" + b"%5B" * 500


TARGET = Target(once, seeds, longest=4096)
