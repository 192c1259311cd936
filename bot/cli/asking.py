"""Asking Telegram once: whether it knows a token, and what time it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import aiohttp

PATIENCE: Final = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int | None = None
    """HTTP's; None if nothing came back."""
    username: str = ""
    """The bot's, if its token was asked about and is known."""
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
            at = _date(answer.headers.get("Date"))
            username = await _username(answer) if token is not None else ""
            return Answer(answer.status, username, at)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Answer(trouble=type(error).__name__)


async def _username(answer: aiohttp.ClientResponse) -> str:
    """Give the name of the bot in an answer to getMe; empty if that is none."""
    if answer.status != HTTPStatus.OK:
        return ""
    try:
        told = await answer.json()
        return str(told["result"]["username"])
    except (ValueError, KeyError, TypeError, aiohttp.ClientError):
        return ""


def _date(written: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(written or "").astimezone(UTC)
    except ValueError:
        return None
