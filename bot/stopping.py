"""Stopping: asked by SIGTERM or SIGINT, the process comes to rest, and leaves whatever hangs.

What is in hand is kept, and is taken up at the next start, so that nothing is lost by leaving.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import FrameType

LAST: Final = 9.0
"""Seconds after it was asked when the process leaves, if something still hangs."""


async def until_stopped(work: Coroutine[object, object, None], last: float = LAST) -> None:
    """Do it until it ends by itself, or SIGTERM or SIGINT cancels it; in the main thread."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    hears, asks = os.pipe()
    threading.Thread(target=_leave, args=(hears, last), name="leaving", daemon=True).start()
    asked: list[int] = []

    def ask(sign: int, _: FrameType | None) -> None:
        """Ask it; not as the loop would, which may be what hangs."""
        if not asked:  # it is coming to rest already, and a second cancel would cut that short
            asked.append(sign)
            os.write(asks, b"!")
            loop.call_soon_threadsafe(task.cancel)

    before = {sign: signal.signal(sign, ask) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        await task
    except asyncio.CancelledError:
        if not asked:
            raise
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
        os.close(asks)


def _leave(hears: int, last: float) -> None:
    """Once asked, wait, and leave: whoever came to rest before that is gone by then."""
    asked = os.read(hears, 1)
    os.close(hears)
    if asked:
        time.sleep(last)
        os._exit(0)
