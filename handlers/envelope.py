"""An update from the outside: where it came from, and the words that can be seen unopened.

Nothing here believes a shape: whatever Telegram, or whoever speaks in its place, may send is an
envelope or, without a number by which to keep it, none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.message import Press

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.buttons import Buttons

    Json = Mapping[str, Any]

LARGEST: Final = 2**18
"""Characters of an update's JSON. A message of 4,096 characters that answers another one, with
every entity and button that Telegram allows, has a quarter of that."""
PRESSING: Final = frozenset({"help", "crisis"})
"""Actions of keys that ask for people, or answer once help was shown: a tap overtakes the queue."""
LEFT_OUT: Final = "left_out"
"""Marks the body of an update that was left out, of which only the sender is kept."""

_MOST: Final = 2**63 - 1  # what a database column holds
_ROADS: Final = (("chat",), ("message", "chat"), ("from",), ("user",))


@dataclass(frozen=True, slots=True)
class Envelope:
    """One update, as far as it is known before anybody acts on it."""

    update: int
    raw: Json

    @property
    def chat(self) -> int:
        """Say which chat it came from, whatever kind it is; 0 if from none."""
        return next((int(place["id"]) for place in self._places()), 0)

    @property
    def private(self) -> bool:
        """Say whether a single person writes there."""
        return next((place.get("type") == "private" for place in self._places()), False)

    @property
    def texts(self) -> list[str]:
        """Give the words in it, and those under what was sent."""
        said = (part.get(name) for part in self._parts() for name in ("text", "caption"))
        return [text for text in said if isinstance(text, str)]

    @property
    def tapped(self) -> str | None:
        """Give what a key carries, if one was tapped."""
        data = (part.get("data") for part in self._parts())
        return next((one for one in data if isinstance(one, str)), None)

    def presses(self, buttons: Buttons) -> bool:
        """Say whether a key of ours was tapped that cannot wait."""
        if (data := self.tapped) is None:
            return False
        does = buttons.read(data, self.chat)
        return isinstance(does, Press) and does.action in PRESSING

    @property
    def body(self) -> str | None:
        """Write it as it came; None if it is larger than any update is."""
        try:
            written = json.dumps(self.raw, ensure_ascii=False)
        except RecursionError:
            return None
        # Half a surrogate pair can't be kept; the rest of what was said can.
        return written.encode(errors="replace").decode() if len(written) <= LARGEST else None

    @property
    def empty(self) -> str:
        """Write who it is from and where, and none of what is in it."""
        place = {"id": self.chat, "type": "private" if self.private else ""}
        people = (part.get("from") for part in self._parts())
        who = next((one for one in people if isinstance(one, Mapping)), {})
        tongue = who.get("language_code")
        language = {"language_code": tongue[:16]} if isinstance(tongue, str) else {}
        message = {"chat": place, "from": language}
        return json.dumps({"update_id": self.update, "message": message, LEFT_OUT: True})

    def _places(self) -> Iterator[Json]:
        for part in self._parts():
            for road in _ROADS:
                place: Any = part
                for name in road:
                    place = place.get(name) if isinstance(place, Mapping) else None
                if isinstance(place, Mapping) and _whole(place.get("id")):
                    yield place

    def _parts(self) -> Iterator[Json]:
        return (part for part in self.raw.values() if isinstance(part, Mapping))


def envelope(raw: object) -> Envelope | None:
    """Take whatever came; None without an update id by which to keep it."""
    if not isinstance(raw, Mapping) or not _whole(raw.get("update_id")):
        return None
    return Envelope(raw["update_id"], raw)


def _whole(number: object) -> bool:
    return type(number) is int and abs(number) <= _MOST
