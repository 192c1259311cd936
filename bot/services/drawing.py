"""Pictures that take their time: wanted within a transaction, drawn outside of it.

To draw one takes some 60 to 400 ms of a core, for which no transaction may stay open. So what asks
for a picture that is not drawn yet is undone, the picture is drawn in a thread, and the same is
let happen once more with the picture at hand: nothing is lost, and nothing is done twice.
"""

from __future__ import annotations

from asyncio import Lock, to_thread
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, and by which pure function from that to a PNG."""

    by: Callable[[Any], bytes]
    of: Hashable

    def png(self) -> bytes:
        """Draw it."""
        return self.by(self.of)


class NotDrawn(Exception):  # noqa: N818 - nothing went wrong
    """A picture is wanted that is not drawn yet."""

    def __init__(self, drawing: Drawing) -> None:
        """Name what is to be drawn."""
        super().__init__()
        self.drawing = drawing


@dataclass(frozen=True, slots=True)
class Pencil:
    """Draws in a thread, one picture at a time: fonts are shared."""

    _lock: Lock = field(default_factory=Lock)

    async def draw(self, drawing: Drawing) -> bytes:
        """Draw it; never within a unit of work."""
        async with self._lock:
            return await to_thread(drawing.png)
