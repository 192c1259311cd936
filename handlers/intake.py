"""The intake: raw updates become inbox rows, whatever they look like, before anybody acts on them.

Nothing is understood here but where an update came from and whether it is urgent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Protocol

from bot.message import Press
from bot.ports import Received
from handlers import buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.ports import Clock, Works

    Json = Mapping[str, Any]

BATCH: Final = 100
"""The most that Telegram gives at once: so many, and there may be more."""
PRESSING: Final = frozenset({"help", "crisis"})
"""Actions of keys that ask for people, or answer once help was shown: a tap overtakes the queue."""

_LARGEST: Final = 2**63 - 1  # what a database column holds
_ROADS: Final = (("chat",), ("message", "chat"), ("from",), ("user",))


class Takes(Protocol):
    """The processor, as seen from here."""

    def take(self, rows: Sequence[Received], *, more: bool = False) -> None:
        """Take rows that the inbox keeps; `more` may come at once."""
        ...


class Intake:
    """Keeps what was fetched."""

    def __init__(
        self, works: Works, processor: Takes, clock: Clock, urgent: Callable[[str], bool]
    ) -> None:
        """Take `urgent`, which says of words whether they can't wait; it is pure."""
        self._works = works
        self._processor = processor
        self._clock = clock
        self._urgent = urgent

    async def keep(self, batch: Sequence[object]) -> None:
        """Keep a batch in one transaction, then let it be handled.

        Raises StoreError if it is not kept: then Telegram must not be told that it arrived.
        """
        now = self._clock.now()
        rows = [row for raw in batch if (row := received(raw, now, self._urgent)) is not None]
        if not rows:
            return
        async with self._works() as work:
            new = frozenset(await work.inbox.add(rows))
        # What is not new is handled already, or being handled, or was found at the start.
        fresh = {row.update: row for row in rows if row.update in new}
        self._processor.take(list(fresh.values()), more=len(batch) >= BATCH)


def received(raw: object, at: datetime, urgent: Callable[[str], bool]) -> Received | None:
    """Make a row of a raw update; None without an update id by which to keep it."""
    if not isinstance(raw, dict) or not _whole(raw.get("update_id")):
        return None
    return Received(
        update=raw["update_id"],
        chat=_chat(raw),
        # Half a surrogate pair can't be kept; the rest of what was said can.
        body=json.dumps(raw, ensure_ascii=False).encode(errors="replace").decode(),
        received_at=at,
        urgent=_pressing(raw, urgent),
    )


def _chat(raw: Json) -> int:
    """Say which chat it came from, whatever kind it is; 0 if from none."""
    for part in _parts(raw):
        for road in _ROADS:
            place: Any = part
            for name in road:
                place = place.get(name) if isinstance(place, dict) else None
            if isinstance(place, dict) and _whole(place.get("id")):
                return int(place["id"])
    return 0


def _pressing(raw: Json, urgent: Callable[[str], bool]) -> bool:
    for part in _parts(raw):
        data = part.get("data")
        if isinstance(data, str):
            does = buttons.read(data)
            return isinstance(does, Press) and does.action in PRESSING
        said = (part.get("text"), part.get("caption"))
        if any(isinstance(text, str) and urgent(text) for text in said):
            return True
    return False


def _parts(raw: Json) -> Iterator[Json]:
    return (part for part in raw.values() if isinstance(part, dict))


def _whole(number: object) -> bool:
    return type(number) is int and abs(number) <= _LARGEST
