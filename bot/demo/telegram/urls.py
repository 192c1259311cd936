"""Which addresses Telegram takes in links and buttons."""

import re

from bot.demo.telegram.refusals import bad

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HOST = re.compile(r"^[^\s/?#]+\.[^\s/?#.]{2,}(?::\d+)?(?=[/?#]|$)|^localhost(?::\d+)?(?=[/?#]|$)")
_ADDRESS = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?=[/?#]|$)")


def checked(what: str, url: str) -> str:
    """Write the URL as Telegram does; raises Refusal (400) naming `what` it was for."""
    why, normal = _judged(url)
    if why:
        raise bad(f"{what} '{url}' is invalid: {why}")
    return normal


def normal(url: str) -> str | None:
    """Write the URL as Telegram does; None if it isn't one."""
    why, written = _judged(url)
    return None if why else written


def _judged(url: str) -> tuple[str, str]:
    if not url:
        return "URL host is empty", url
    if url.startswith("tg://"):
        return "", url
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in {"http", "https", "ton", "tonsite"}:
        return "Unsupported URL protocol", url
    rest = url[scheme.end() :] if scheme else url
    host = _HOST.match(rest) or _ADDRESS.match(rest)
    if host is None:
        return "Wrong HTTP URL", url
    tail = rest[host.end() :]
    start = scheme[0].lower() if scheme else "http://"
    return "", start + host[0].lower() + (tail if tail.startswith("/") else "/" + tail)
