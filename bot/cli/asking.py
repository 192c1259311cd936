"""Asking Telegram once: whether it knows a token, what time it has, and where it posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final

import aiohttp

PATIENCE: Final = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int | None = None
    """HTTP's; None if nothing came back."""
    result: Any = None
    """What the Bot API gives, if it was asked and did."""
    at: datetime | None = None
    """When it was given, by the server's clock; aware, UTC."""
    trouble: str = ""
    """The type of what went wrong: its text would hold the token."""

    @property
    def username(self) -> str:
        """The bot's, if its token was asked about and is known."""
        return str(self.result.get("username", "")) if isinstance(self.result, dict) else ""


@dataclass(frozen=True, slots=True)
class Posting:
    """Where Telegram posts updates, and how that goes."""

    url: str
    """Empty: nowhere, they are fetched."""
    waits: int
    """How many updates wait with Telegram."""
    failed_at: datetime | None
    """When it last could not post; aware, UTC."""
    why: str
    """Why not, in Telegram's words; never in a client's."""


async def ask(base_url: str, token: str | None) -> Answer:
    """Ask a Bot API server who a token's bot is, or without one only for its time."""
    base = base_url.rstrip("/")
    return await _ask(base if token is None else f"{base}/bot{token}/getMe")


async def posting(base_url: str, token: str) -> Posting | None:
    """Ask where a token's bot is posted to; None if nothing came back that says so."""
    answer = await _ask(f"{base_url.rstrip('/')}/bot{token}/getWebhookInfo")
    try:
        info = answer.result
        failed = info.get("last_error_date")
        return Posting(
            str(info["url"]),
            int(info["pending_update_count"]),
            None if failed is None else datetime.fromtimestamp(failed, UTC),
            str(info.get("last_error_message", "")),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


async def _ask(url: str) -> Answer:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            at = _date(answer.headers.get("Date"))
            return Answer(answer.status, await _result(answer), at)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Answer(trouble=type(error).__name__)


async def _result(answer: aiohttp.ClientResponse) -> Any:  # noqa: ANN401 - as JSON has it
    """Give what an answer of the Bot API holds; None if it is none."""
    if answer.status != HTTPStatus.OK:
        return None
    try:
        return (await answer.json())["result"]
    except (ValueError, KeyError, TypeError, aiohttp.ClientError):
        return None


def _date(written: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(written or "").astimezone(UTC)
    except ValueError:
        return None
