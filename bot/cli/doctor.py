"""The doctor: each thing that `run` needs, looked at; what is wrong, and how to mend it."""

from __future__ import annotations

import zoneinfo
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

import aiohttp

from bot.app import open_store, read_key
from bot.errors import StillwaterError
from bot.safety import reading

if TYPE_CHECKING:
    from bot.config import Config

DRIFT: Final = timedelta(seconds=30)
"""How far this machine's clock may be from Telegram's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    says: str
    well: bool = True


async def examine(config: Config) -> list[Finding]:
    """Look at everything; nothing is changed but that pending migrations of a store are run."""
    return [
        Finding("configuration", "read"),
        _key(config),
        await _database(config),
        _zones(),
        _people(),
        *[finding async for finding in _telegram(config)],
    ]


def _key(config: Config) -> Finding:
    try:
        read_key(config)
    except StillwaterError as error:
        return Finding("key", str(error), well=False)
    return Finding("key", "there, and readable by its owner alone")


async def _database(config: Config) -> Finding:
    try:
        store = open_store(config)
    except StillwaterError as error:
        return Finding("database", f"storage.url: {error}", well=False)
    try:
        behind = await store.pending()
    except StillwaterError as error:
        return Finding("database", f"storage.url: it does not open ({error})", well=False)
    finally:
        await store.close()
    if behind:
        return Finding("database", "migrations are pending: `python -m bot migrate`", well=False)
    return Finding("database", "opens with this key, and is up to date")


def _zones() -> Finding:
    known = len(zoneinfo.available_timezones())
    if known == 0:
        return Finding("zones", "no time zones: install the package tzdata", well=False)
    return Finding("zones", f"{known} known")


def _people() -> Finding:
    overdue = list(reading.packaged().overdue(datetime.now(UTC).date()))
    if overdue:
        return Finding("people to call", f"past their review: {', '.join(overdue)}", well=False)
    return Finding("people to call", "none past its review")


async def _telegram(config: Config) -> AsyncIterator[Finding]:
    """Ask Telegram for the bot's own account; its answer's date tells of our clock."""
    if config.token is None:
        yield Finding("token", "telegram.token is not set; `run` says how to get one", well=False)
        return
    url = f"{config.telegram.api_base_url.rstrip('/')}/bot{config.token}/getMe"
    try:
        timeout = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            known, dated = answer.status == 200, answer.headers.get("Date")  # noqa: PLR2004 - HTTP
    except (aiohttp.ClientError, TimeoutError) as error:
        said = f"telegram.api_base_url is out of reach ({type(error).__name__})"
        yield Finding("token", said, well=False)
        return
    yield Finding("token", "Telegram knows it" if known else "Telegram does not know it", known)
    if dated is not None:
        drift = abs(datetime.now(UTC) - parsedate_to_datetime(dated))
        says = f"{drift.total_seconds():.0f} s from Telegram's"
        yield Finding("clock", says, drift < DRIFT)
