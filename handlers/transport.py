"""The road to Telegram: python-telegram-bot's HTTP requests, carried by aiohttp.

What went wrong is told by the type alone, so that a sender knows what it may repeat:

NotSent            no byte of the request left this machine
telegram TimedOut  it was on its way when the time was over: it may have arrived
NetworkError       the connection broke, or what came back was no Bot API answer: the same

Texts and causes of aiohttp's errors hold the URL and with it the token, those of
python-telegram-bot the server's answer; neither leaves this room.
"""

from __future__ import annotations

import asyncio
import json
import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from handlers.bodies import body

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

# python-telegram-bot's own switch: without it every 429 raises a deprecation warning
# about `retry_after`, which with it is a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_PIECE = 2**16
_LONGEST = 2**26  # bytes of an answer: a hundred updates as large as any are a third of that
_NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, no such name, TLS
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,  # the proxy would not open the tunnel
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


class NotSent(NetworkError):  # noqa: N818 - it is a happening, and reads as one
    """No byte of the request left this machine: it may be sent again."""

    __slots__ = ()


class Transport(BaseRequest):
    """One pool of kept-alive connections to one Bot API server, in one event loop.

    Times are seconds; None waits for ever. The write time is that of the whole body,
    `upload_timeout` takes its place where files are sent. Redirects are not followed,
    nor proxies from the environment: both would carry the token elsewhere.
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        read_timeout: float | None = 10.0,
        write_timeout: float | None = 10.0,
        connect_timeout: float | None = 10.0,
        pool_timeout: float | None = 2.0,
        upload_timeout: float | None = 30.0,
        proxy: str | None = None,
    ) -> None:
        self._size = connections
        self._read = read_timeout
        self._write = write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._upload = upload_timeout
        self._proxy = proxy
        self._places = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take by default, in seconds."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool; an open one stays as it is."""
        if self._session is not None:
            return
        self._places = asyncio.Semaphore(self._size)  # of this event loop
        self._session = aiohttp.ClientSession(
            # Our own places count, since aiohttp times waiting and connecting as one.
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )

    async def shutdown(self) -> None:
        """Close the pool; it can be opened again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request and give the status and body of the answer.

        Raises NotSent, TimedOut or NetworkError, as the module says.
        """
        upload = request_data is not None and request_data.contains_files
        written = _given(write_timeout, self._upload if upload else self._write)
        timeout = aiohttp.ClientTimeout(
            connect=_given(connect_timeout, self._connect),
            sock_read=_given(read_timeout, self._read),
        )
        places = self._places
        await _take(places, _given(pool_timeout, self._pool))
        try:
            status, answer = await self._exchange(method, url, request_data, written, timeout)
        finally:
            places.release()
        if not _from_the_bot_api(method, status, answer):
            # A gateway spoke, and what it said may hold anything.
            raise NetworkError(f"HTTP {status} without a Bot API answer")
        return status, answer

    async def fetch(self, url: str, at_most: int) -> tuple[int, bytes]:
        """Give the status and what stands at an address; of more than `at_most`, one byte more.

        Raises NotSent, TimedOut or NetworkError, as the module says.
        """
        timeout = aiohttp.ClientTimeout(connect=self._connect, sock_read=self._read)
        places = self._places
        await _take(places, self._pool)
        try:
            return await self._exchange("GET", url, None, None, timeout, at_most)
        finally:
            places.release()

    async def _exchange(
        self,
        method: str,
        url: str,
        data: RequestData | None,
        written: float | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's own record of several
        at_most: int = _LONGEST,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The transport is closed")
        # aiohttp repeats a GET on a connection that had gone stale, never a POST.
        try:
            carried = body(data, within=written) if data else None
            async with self._session.request(
                method, url, data=carried, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await _read(response, at_most)
        except _NEVER_LEFT as error:
            failure: NetworkError = NotSent(type(error).__name__)
        except TimeoutError as error:
            failure = TimedOut(type(error).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it is, it may hold the token
            failure = NetworkError(type(error).__name__)
        raise failure  # out here it has no context: that would hold the token too

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; raises NetworkError, without logging what could not be read."""
        answer = _parsed(payload)
        if not isinstance(answer, dict):
            raise NetworkError("Not a Bot API answer")
        return answer


async def _read(response: aiohttp.ClientResponse, at_most: int) -> bytes:
    """Read an answer; one that is too long is left where it is too long."""
    found = bytearray()
    async for chunk in response.content.iter_chunked(_PIECE):
        found += chunk
        if len(found) > at_most:
            break
    return bytes(found[: at_most + 1])


def _given(timeout: ODVInput[float], default: float | None) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else cast("float | None", timeout)


async def _take(places: asyncio.Semaphore, within: float | None) -> None:
    if places.locked():
        try:
            async with asyncio.timeout(within):
                await places.acquire()
        except TimeoutError:
            raise NotSent("All connections are busy") from None
    else:
        await places.acquire()


def _from_the_bot_api(method: str, status: int, answer: bytes) -> bool:
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return isinstance(_parsed(answer), dict)
    # A file may hold anything. A result is looked for only roughly: parsing comes later, once.
    return method == "GET" or b'"result"' in answer


def _parsed(payload: bytes) -> object:
    try:
        return json.loads(payload.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
