"""How updates leave: getUpdates, and the webhook."""

import re
from urllib.parse import urlsplit

from bot.demo.telegram.core import Core
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.refusals import WEBHOOK_ACTIVE, Refusal, bad
from bot.demo.telegram.shapes import Json

_MOST = 100
_LONGEST_POLL = 50
_CONNECTIONS = 40
_MOST_CONNECTIONS = 100_000
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


async def get_updates(tg: Core, fields: Fields) -> list[Json]:
    """Give out pending updates, waiting for one if there is none."""
    if tg.webhook.settings is not None:
        raise Refusal(409, WEBHOOK_ACTIVE)
    offset = fields.integer("offset")
    limit = fields.integer("limit", _MOST)
    seconds = min(max(fields.integer("timeout"), 0), _LONGEST_POLL)
    _allow(tg, fields)
    limit = limit if 1 <= limit <= _MOST else _MOST
    batch = await tg.updates.poll(offset, limit, seconds)
    return tg.faults.tamper(batch, tg.updates.add_nonsense)


async def set_webhook(tg: Core, fields: Fields) -> bool:
    """Post updates to a URL; an empty one is deleteWebhook."""
    url = fields.text("url")
    secret = fields.text("secret_token")
    connections = fields.integer("max_connections", _CONNECTIONS)
    if url:
        _check_url(url)
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    _allow(tg, fields)
    _drop(tg, fields)
    most = min(max(connections, 1), _MOST_CONNECTIONS)
    settings = {"url": url, "secret_token": secret, "max_connections": most}
    await tg.webhook.set(settings if url else None)
    return True


async def delete_webhook(tg: Core, fields: Fields) -> bool:
    """Go back to getUpdates."""
    _drop(tg, fields)
    await tg.webhook.set(None)
    return True


def get_webhook_info(tg: Core, _: Fields) -> Json:
    """Describe the webhook: Telegram's WebhookInfo."""
    settings = tg.webhook.settings
    info: Json = {
        "url": settings["url"] if settings else "",
        "has_custom_certificate": False,
        "pending_update_count": len(tg.updates.pending),
    }
    if tg.updates.allowed:
        info["allowed_updates"] = sorted(tg.updates.allowed)
    if settings:
        info["max_connections"] = settings["max_connections"]
        info |= tg.webhook.last_error
    return info


def _check_url(url: str) -> None:
    """Take HTTPS, as Telegram wants, and, as its self-hosted server does, HTTP to loopback."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise bad("bad webhook: invalid webhook URL specified")
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in _LOOPBACK):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")


def _allow(tg: Core, fields: Fields) -> None:
    kinds = fields.tree("allowed_updates")
    if kinds is None:
        return
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad("can't parse allowed_updates JSON object")
    tg.updates.allow(kinds)


def _drop(tg: Core, fields: Fields) -> None:
    if fields.flag("drop_pending_updates"):
        tg.updates.forget(list(tg.updates.pending))
