"""What the doctor says of how the service is reached: its token, the clock, and both its doors."""

from __future__ import annotations

import errno
import socket
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import aiohttp

from bot.cli.asking import Answer, ask, posting
from bot.cli.found import Finding
from bot.config import Mode
from bot.errors import ConfigError
from handlers.web.health import ALIVE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.cli.asking import Posting
    from bot.config import Config

TOKEN: Final = "token"  # noqa: S105 - what the finding is called
CLOCK: Final = "clock"
UPDATES: Final = "updates"
LISTENING: Final = "listening"
DRIFT: Final = 30.0
"""Seconds that this machine's clock may be from Telegram's."""
LATELY: Final = timedelta(hours=1)
"""A failed post this old is history."""
_PATIENCE: Final = aiohttp.ClientTimeout(total=3)


async def reached(config: Config, now: datetime) -> AsyncIterator[Finding]:
    """Ask Telegram for the bot's own account; its answer's date tells of our clock."""
    try:
        token = config.token
    except ConfigError as error:
        token, lacks = None, str(error)
    else:
        lacks = "telegram.token is not set; `run` says how to get one"
    answer = await ask(config.telegram.api_base_url, token)
    yield Finding(TOKEN, lacks, well=False) if token is None else _token(answer)
    yield _clock(answer, now)
    told = None
    if token is not None and answer.status == HTTPStatus.OK:
        told = await posting(config.telegram.api_base_url, token)
    yield _updates(config, told, now)
    yield await _listening(config)


def _token(answer: Answer) -> Finding:
    match answer.status:
        case HTTPStatus.OK:
            return Finding(TOKEN, "Telegram knows it")
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.NOT_FOUND:
            says = "telegram.token: Telegram does not know it; @BotFather shows the valid one"
            return Finding(TOKEN, says, well=False)
        case None:
            says = f"telegram.api_base_url is out of reach ({answer.trouble})"
            return Finding(TOKEN, says, well=False)
        case status:
            says = f"telegram.api_base_url answers {status}: is it a Bot API server?"
            return Finding(TOKEN, says, well=False)


def _clock(answer: Answer, now: datetime) -> Finding:
    if answer.at is None:
        return Finding(CLOCK, "not compared: telegram.api_base_url gave no time", None)
    drift = (now - answer.at).total_seconds()
    if abs(drift) < DRIFT:
        return Finding(CLOCK, f"{abs(drift):.0f} s from Telegram's")
    way = "ahead of" if drift > 0 else "behind"
    says = f"{abs(drift):.0f} s {way} Telegram's; let this machine's time be set by NTP"
    return Finding(CLOCK, says, well=False)


def _updates(config: Config, told: Posting | None, now: datetime) -> Finding:
    """Compare how updates come in with what Telegram has of it."""
    try:
        secret = config.webhook_secret
    except ConfigError as error:
        return Finding(UPDATES, str(error), well=False)
    if told is None:
        return Finding(UPDATES, "not looked at: Telegram did not say where it posts", None)
    if config.telegram.mode is Mode.POLLING:
        return _fetched(told)
    return _posted(config.telegram.webhook_url or "", told, now, given=secret is not None)


def _fetched(told: Posting) -> Finding:
    if told.url:
        says = (
            f"Telegram posts them to {told.url}, where another may serve this bot; `run` takes "
            'that away, since telegram.mode is "polling"'
        )
        return Finding(UPDATES, says, None)
    return Finding(UPDATES, f"fetched by `run`; {told.waits:,} wait with Telegram")


def _posted(url: str, told: Posting, now: datetime, *, given: bool) -> Finding:
    if told.url != url:
        where = f"to {told.url}" if told.url else "nowhere"
        says = f"Telegram posts them {where} so far; `run` sets telegram.webhook_url, {url}"
        return Finding(UPDATES, says, None)
    if told.failed_at is not None and now - told.failed_at < LATELY:
        says = (
            f"Telegram could not post to {url} at {told.failed_at:%H:%M} UTC ({told.why}), and "
            f"{told.waits:,} wait: see that the proxy is up and leads to http.webhook_port"
        )
        return Finding(UPDATES, says, well=False)
    whose = "telegram.webhook_secret" if given else "a secret that the store keeps"
    return Finding(UPDATES, f"posted to {url} with {whose}; {told.waits:,} wait with Telegram")


async def _listening(config: Config) -> Finding:
    """See that the addresses `run` listens on are free, or that it is `run` who has them."""
    http, posted = config.http, config.telegram.mode is Mode.WEBHOOK
    wanted = {("http.port", http.host, http.port)} if http.port else set()
    if posted and not (http.port and http.shared):
        wanted.add(("http.webhook_port", http.webhook_host, http.webhook_port))
    said = []
    for key, host, port in sorted(wanted):
        trouble = _refused(host, port)
        if trouble is None:
            said.append(f"{host}:{port} is free")
        elif await _ours(http.host, http.port):
            said.append(f"{host}:{port} is served by a running Stillwater")
        else:
            says = (
                f"{key}: {host}:{port} cannot be had ({trouble}); take another, or end what has it"
            )
            return Finding(LISTENING, says, well=False)
    return Finding(LISTENING, "; ".join(said) or "http.port is 0: nobody can look inside")


def _refused(host: str, port: int) -> str | None:
    """Say why an address cannot be listened on; None if it can."""
    try:
        ((family, kind, proto, _, address), *_) = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family, kind, proto) as ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            ours.bind(address)
    except OSError as error:
        return "in use" if error.errno == errno.EADDRINUSE else error.strerror or "no such host"
    return None


async def _ours(host: str, port: int) -> bool:
    """Say whether a Stillwater shows there that it is alive."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as session,
            session.get(f"http://{host}:{port}{ALIVE}", allow_redirects=False) as answer,
        ):
            return answer.status == HTTPStatus.OK and "alive" in await answer.text()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return False
