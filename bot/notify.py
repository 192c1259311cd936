"""Notifying systemd: that the service is ready, that it is alive, that it stops (sd_notify).

Without systemd nobody is told and nothing is done. The unit says `Type=notify` and `WatchdogSec=`.
Protocol: systemd's sd_notify(3) and sd_watchdog_enabled(3).
"""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

READY: Final = "READY=1"
ALIVE: Final = "WATCHDOG=1"
STOPPING: Final = "STOPPING=1"
_MICRO: Final = 1e6


def tell(state: str, where: Mapping[str, str] = os.environ) -> None:
    """Tell systemd, if it listens; what does not reach it is lost."""
    address = where.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    if address.startswith("@"):  # a name in no file system
        address = f"\0{address[1:]}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
        way.setblocking(False)
        way.connect(address)
        way.send(state.encode())


def watched(where: Mapping[str, str] = os.environ) -> float | None:
    """Give how many seconds may lie between signs of life; None if nobody waits for any."""
    limit, whose = where.get("WATCHDOG_USEC", ""), where.get("WATCHDOG_PID", "")
    if not limit.isdecimal() or int(limit) == 0 or whose not in {"", str(os.getpid())}:
        return None
    return int(limit) / _MICRO


@asynccontextmanager
async def notifying(
    alive: Callable[[], bool], where: Mapping[str, str] = os.environ
) -> AsyncIterator[None]:
    """Be ready within the block, and give signs of life for as long as it is alive."""
    tell(READY, where)
    limit = watched(where)
    signs = None if limit is None else asyncio.create_task(_live(alive, limit / 3, where))
    try:
        yield
    finally:
        tell(STOPPING, where)
        if signs is not None:
            signs.cancel()


async def _live(alive: Callable[[], bool], every: float, where: Mapping[str, str]) -> None:
    while True:
        if alive():
            tell(ALIVE, where)
        await asyncio.sleep(every)
