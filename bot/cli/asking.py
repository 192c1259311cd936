"""Asking Telegram once: whether it knows a token, and what time it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp

PATIENCE: Final = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int | None = None
    """HTTP's; None if nothing came back."""
    at: datetime | None = None
    """When it was given, by the server's clock; aware, UTC."""
    trouble: str = ""
    """The type of what went wrong: its text would hold the token."""


async def ask(base_url: str, token: str | None) -> Answer:
    """Ask a Bot API server who a token's bot is, or without one only for its time."""
    base = base_url.rstrip("/")
    url = base if token is None else f"{base}/bot{token}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            return Answer(answer.status, _date(answer.headers.get("Date")))
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Answer(trouble=type(error).__name__)


def _date(written: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(written or "").astimezone(UTC)
    except ValueError:
        return None
