"""The shapes that travel: JSON objects, and Telegram's way of measuring text."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
