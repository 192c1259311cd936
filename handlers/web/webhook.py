"""The webhook: Telegram posts each update here, and hears 200 once the inbox keeps it.

Nothing in the address is secret; that it is Telegram who posts, it shows by a token in a header.
Whoever does not is told nothing but a number. With the store unwritable the answer is 503, so that
Telegram brings the update again, and people to call are shown at once as polling does.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any, Final

import structlog
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    Keeper = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]

log = structlog.get_logger(__name__)

PATH: Final = "/telegram"
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BIGGEST: Final = 1024 * 1024
"""Bytes of a body; more are not read."""
DEEPEST: Final = 64
"""Brackets within brackets in a body; Telegram's own have about ten."""

_LARGEST: Final = 2**63 - 1  # what a database column holds


class Webhook:
    """Takes what is posted.

    `secret` is what `setWebhook` was given, 1 to 256 of A-Z, a-z, 0-9, _ and -. `keep` returns when
    the update is durable; if it raises, `on_unkept` gets it.
    """

    def __init__(self, secret: str, *, keep: Keeper, on_unkept: Keeper) -> None:
        self._secret = secret.encode()
        self._keep = keep
        self._on_unkept = on_unkept

    def app(self) -> web.Application:
        """Give the application to be served."""
        made = web.Application(client_max_size=BIGGEST)
        made.router.add_post(PATH, self.posted)
        return made

    async def posted(self, request: web.Request) -> web.Response:
        """Keep one update."""
        shown = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        update = read(body)
        if update is None:
            return web.Response(status=400)
        return web.Response(status=200 if await self._kept(update) else 503)

    async def _kept(self, update: dict[str, Any]) -> bool:
        try:
            await self._keep([update])
        except Exception as error:  # noqa: BLE001 - for whatever reason, it is not kept
            log.warning("webhook.unkept", error=type(error).__name__)
        else:
            return True
        try:
            await self._on_unkept([update])
        except Exception as error:  # noqa: BLE001 - a card that fails changes no answer
            log.error("webhook.help_failed", error=type(error).__name__)  # noqa: TRY400 - texts may hold words
        return False


def read(body: bytes) -> dict[str, Any] | None:
    """Read a posted update; None for what Telegram would not post."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(update, dict) or _is_deep(update):
        return None
    number = update.get("update_id")
    return update if type(number) is int and 0 < number < _LARGEST else None


def _is_deep(update: object) -> bool:
    """Say whether something stands in more brackets than it may."""
    level = [update]
    for _ in range(DEEPEST):
        level = [one for part in level for one in _within(part)]
    return bool(level)


def _within(part: object) -> Iterable[object]:
    if isinstance(part, dict):
        return part.values()
    return part if isinstance(part, list) else ()
