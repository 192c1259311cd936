"""A file that a counselor sent: fetched and looked at before any transaction, then answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.counsel.written.looked import Looked, look
from bot.counsel.written.text import unwanted
from bot.errors import NotFetched, TooBig
from bot.interview.parse.source import BIGGEST
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.arrival import File
    from bot.services.house import House


async def looked_at(house: House, file: File) -> Looked:
    """Fetch a file and look at it; never within a unit of work.

    Looking is the work of a thread, so that whoever else writes meanwhile is answered.
    """
    refused = unwanted(file.name, file.size)
    if refused is not None:
        return Looked((refused,))
    if house.files is None:
        return Looked((line("own.away"),))
    try:
        content = await house.files.fetch(file.id, BIGGEST)
    except TooBig:
        return Looked((line("own.big", most=BIGGEST // 1024),))
    except NotFetched:
        return Looked((line("own.away"),))
    return await asyncio.to_thread(look, content, house.voice.phrases, house.library)
