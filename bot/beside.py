"""Work that goes on beside the service, and that nobody waits for: if it fails, that is told."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.errors import StillwaterError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine


@asynccontextmanager
async def beside(
    what: str,
    work: Callable[[], Coroutine[object, object, object]],
    report: Callable[[str, Exception], None],
) -> AsyncIterator[None]:
    """Let it go on while the block does; then it is cut short. `report` is told what failed."""

    async def go_on() -> None:
        try:
            await work()
        except StillwaterError as error:
            report(what, error)

    task = asyncio.create_task(go_on(), name=what)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
