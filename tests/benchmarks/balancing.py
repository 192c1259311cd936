"""What stands before replicas: each new connection goes to the next of them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator, Sequence

_HOST = "127.0.0.1"
_PIECE = 2**16


@asynccontextmanager
async def balanced(ports: Sequence[int]) -> AsyncIterator[str]:
    """Give the one address of these ports, by turns; all of them are of this machine."""
    turns = cycle(ports)

    async def meet(reader: StreamReader, writer: StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection(_HOST, next(turns))
        except OSError:  # that one is not up yet; Telegram posts again
            writer.close()
            return
        await asyncio.gather(_pass(reader, back), _pass(there, writer))

    server = await asyncio.start_server(meet, _HOST, 0)
    async with server:
        yield f"http://{_HOST}:{server.sockets[0].getsockname()[1]}"


async def _pass(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()
