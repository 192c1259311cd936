"""Asking FindTreatment.gov over HTTP: within bounds of time and size, not twice within the hour.

What went wrong is told by the type alone: texts of aiohttp's errors hold the URL, and with it the
place.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import aiohttp

from bot.errors import NotAnswered
from bot.treatment.clinic import found
from bot.treatment.earth import apart
from handlers.findtreatment import answers
from handlers.findtreatment.asking import PATH, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from bot.treatment.clinic import Ask, Clinic
    from bot.treatment.earth import Point
    from handlers.findtreatment.answers import Answered

PATIENCE: Final = 8.0
"""Seconds for all of it: the chat's next update waits for this."""
BIGGEST: Final = 8 * 2**20
"""Bytes of an answer that are read."""
FRESH: Final = 3600.0
"""Seconds for which an answer is given again: the site renews its data weekly."""
KEPT: Final = 32
"""Answers that are kept, the newest."""
_AGENT: Final = "Stillwater"

Question = frozenset[tuple[str, str]]


@dataclass(slots=True)
class FindTreatment:
    """The directory; keeps `bot.ports.Locator`. Open it before it is asked (`async with`)."""

    url: str
    patience: float = PATIENCE
    tick: Callable[[], float] = time.monotonic
    """A clock in seconds, for what is fresh."""
    _session: aiohttp.ClientSession | None = None
    _answers: dict[Question, tuple[float, Answered]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self.patience),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": _AGENT, "Accept": "application/json"},
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def find(self, ask: Ask) -> Sequence[Clinic]:
        """Give what the site lists; distances are reckoned here, from the place as it really is.

        Raises:
            NotAnswered: see `bot.errors`.

        """
        asked = parameters(ask)
        question = frozenset(asked.items())
        kept = self._answers.pop(question, None)
        if kept is None or self.tick() - kept[0] > FRESH:
            kept = self.tick(), await self._ask(asked, ask)
        self._answers[question] = kept  # last in, and so last to go
        while len(self._answers) > KEPT:
            del self._answers[next(iter(self._answers))]
        if ask.at is None:  # however the site writes the state, it saw to that
            return found(ask, (replace(one, region=ask.region) for one in kept[1].clinics))
        return found(ask, sure(ask.at, kept[1]))

    async def _ask(self, asked: Mapping[str, str], ask: Ask) -> Answered:
        try:
            content = await self._fetch(asked)
            body = await asyncio.to_thread(json.loads, content)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError):
            body = None
        if body is None:
            raise NotAnswered  # out here it has no context: that would hold the place
        return answers.read(body, ask.wanted)

    async def _fetch(self, asked: Mapping[str, str]) -> bytes:
        """Give the answer's bytes; raises ValueError for one that is none, or too long."""
        if self._session is None:
            raise NotAnswered
        # Redirects would carry the place elsewhere.
        async with self._session.get(
            self.url.rstrip("/") + PATH, params=asked, allow_redirects=False
        ) as response:
            if response.status != HTTPStatus.OK:
                raise ValueError(response.status)
            read = bytearray()
            async for chunk in response.content.iter_chunked(2**16):
                read += chunk
                if len(read) > BIGGEST:
                    raise ValueError(BIGGEST)
            return bytes(read)


def sure(at: Point, answered: Answered) -> Iterable[Clinic]:
    """Leave out what may be farther than something that the site did not come to.

    It gave the nearest to the rounded place: of the real one, those are surely the nearest that
    are no farther than the farthest less what rounding moved.
    """
    if answered.all:
        return answered.clinics
    rounded = at.rounded
    reach = max((apart(rounded, one.at) for one in answered.clinics if one.at), default=0.0)
    safe = reach - apart(rounded, at)
    here = [one for one in answered.clinics if one.at and apart(at, one.at) <= safe]
    return here or answered.clinics
