"""Who opened a page from a chat, as Telegram signed it; no page of ours asks for it yet.

A Mini App is handed `initData`, a query string that says who opened it and when, with a hash made
from the bot's token. Source: Telegram, "Validating data received via the Mini App"
(https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app): the hash is
HMAC-SHA-256, in lower-case hexadecimal, of all other fields as `name=value`, sorted by name, a line
each, under the key HMAC-SHA-256("WebAppData", token).
"""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 4096
"""Characters of initData; Telegram's own has about a thousand."""
FIELDS: Final = 32
"""Fields of initData; Telegram's own has about ten."""

_LABEL: Final = b"WebAppData"
_HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SECONDS: Final = re.compile(r"[1-9][0-9]{0,10}", re.ASCII)
_NAME: Final = re.compile(r"[a-z_]{1,64}", re.ASCII)
_LARGEST: Final = 2**53  # Telegram's ids have at most 52 significant bits


@dataclass(frozen=True, slots=True)
class Opened:
    """That somebody opened a page, vouched for by Telegram."""

    user: int
    """Their Telegram id: that of their private chat with the bot, too."""
    at: datetime
    """Aware, UTC."""
    language: str = ""
    """Their Telegram language, IETF tag."""


def opened(init_data: str, token: str, now: datetime, most: timedelta) -> Opened | None:
    """Read initData that is genuine and at most so old at `now` (aware); None for any other."""
    fields = _fields(init_data)
    said = fields.pop("hash", "")
    if not _HASH.fullmatch(said) or not hmac.compare_digest(said, signature(fields, token)):
        return None
    at = _instant(fields.get("auth_date", ""))
    if at is None or not timedelta() <= now - at <= most:
        return None
    return _opened(fields.get("user", ""), at)


def signature(fields: Mapping[str, str], token: str) -> str:
    """Give the hash that Telegram puts beside these fields."""
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.digest(_LABEL, token.encode(), "sha256")
    return hmac.digest(key, lines.encode(errors="surrogatepass"), "sha256").hex()


def _fields(init_data: str) -> dict[str, str]:
    """Take it apart; nothing where it is too long, malformed, or a field stands in it twice."""
    if len(init_data) > LONGEST:
        return {}
    try:
        pairs = parse_qsl(
            init_data,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=FIELDS,
        )
    except ValueError:
        return {}
    fields = dict(pairs)
    well = len(fields) == len(pairs) and all(_NAME.fullmatch(name) for name in fields)
    return fields if well else {}


def _instant(written: str) -> datetime | None:
    if not _SECONDS.fullmatch(written):
        return None
    return datetime.fromtimestamp(int(written), UTC)


def _opened(user: str, at: datetime) -> Opened | None:
    try:
        who = json.loads(user)
    except (ValueError, RecursionError):
        return None
    if not isinstance(who, dict):
        return None
    id_, language = who.get("id"), who.get("language_code", "")
    if type(id_) is not int or not 0 < id_ < _LARGEST or not isinstance(language, str):
        return None
    return Opened(id_, at, language)
