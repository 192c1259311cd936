"""The post: files that were sent, for the services to fetch; `bot.ports.Files` as a fake."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.errors import NotFetched, TooBig


@dataclass
class Post:
    """Holds files by Telegram's id of them."""

    files: dict[str, bytes] = field(default_factory=dict)
    away: bool = False
    """Nothing can be fetched just now."""
    fetched: list[str] = field(default_factory=list)

    async def fetch(self, file: str, at_most: int) -> bytes:
        self.fetched.append(file)
        if self.away:
            raise NotFetched
        content = self.files[file]
        if len(content) > at_most:
            raise TooBig
        return content
