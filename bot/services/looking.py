"""Looking at a check-in that a counselor wrote: wanted within a transaction, done outside of it.

It takes some 100 ms of a core, so what asks for it is undone, and happens once more when the
check-in has been looked at in a thread; as a picture is drawn.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.counsel.written.looked import Looked, look, look_at
from bot.counsel.written.text import unwanted
from bot.errors import NotFetched, TooBig
from bot.interview.parse.source import BIGGEST
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arrival import File
    from bot.services.house import House


class NotLooked(Exception):  # noqa: N818 - nothing went wrong
    """A check-in is wanted that was not looked at yet."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """Take its files: locale → TOML text."""
        super().__init__()
        self.files = files


async def file(house: House, sent: File) -> Looked:
    """Fetch a file and look at it; never within a unit of work."""
    refused = unwanted(sent.name, sent.size)
    if refused is not None:
        return Looked((refused,))
    if house.files is None:
        return Looked((line("own.away"),))
    try:
        content = await house.files.fetch(sent.id, BIGGEST)
    except TooBig:
        return Looked((line("own.big", most=BIGGEST // 1024),))
    except NotFetched:
        return Looked((line("own.away"),))
    return await asyncio.to_thread(look, content, house.voice.phrases, house.library)


async def written(house: House, files: Mapping[str, str]) -> Looked:
    """Look at the files of a check-in; never within a unit of work."""
    return await asyncio.to_thread(look_at, files, house.voice.phrases, house.library)
