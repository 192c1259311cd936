"""A spot: what a client means by a place that they named; and how keys carry what is looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.treatment.clinic import Ask, Service, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.treatment.earth import Point

ROOM: Final = 32
"""Bytes of a spot's name that a key has room for, beside what is wanted and the page."""
BETWEEN: Final = "/"
SUBSTANCE_USE, MENTAL_HEALTH, MEDICATION, LANGUAGE = "a", "m", "o", "l"
"""Letters by which a key says what is wanted."""
USUAL: Final = SUBSTANCE_USE
"""What is looked for first."""
_KINDS: Final[Mapping[str, Service]] = {
    SUBSTANCE_USE: Service.SUBSTANCE_USE,
    MENTAL_HEALTH: Service.MENTAL_HEALTH,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a name."""

    key: str
    """What finds this spot and no other when it is looked up: `97201`, `Portland, OR`, `OR`."""
    name: str
    at: Point | None = None
    """Its middle; None: a whole region."""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """What a key says: near which spot, what is wanted, and which page."""

    spot: str
    wanted: str = USUAL
    """Letters, each at most once, in the order of the alphabet."""
    page: int = 0

    @property
    def written(self) -> str:
        """Give it as a key carries it, at most 40 bytes."""
        return BETWEEN.join((cut(self.spot), self.wanted, str(self.page)))

    def turned(self, letter: str) -> Looking:
        """Give it with a wish added, or taken away, from the first page on.

        Of the two kinds of place at most one is wished for.
        """
        kept = set(self.wanted) - {letter}
        if letter not in self.wanted:
            kept = kept - (_KINDS.keys() if letter in _KINDS else set()) | {letter}
        return replace(self, wanted="".join(sorted(kept)), page=0)

    def ask(self, spot: Spot, language: str) -> Ask:
        """Give the question to a directory; `language` is the client's own."""
        kind = next((kind for letter, kind in _KINDS.items() if letter in self.wanted), None)
        speaks = language if LANGUAGE in self.wanted else ""
        return Ask(spot.at, spot.region, Wanted(kind, MEDICATION in self.wanted, speaks))


def read(written: str) -> Looking:
    """Read what a key carries; whatever is none of ours is a first page."""
    spot, wanted, page = (*written.rsplit(BETWEEN, 2), "", "")[:3]
    known = {SUBSTANCE_USE, MENTAL_HEALTH, MEDICATION, LANGUAGE}
    letters = "".join(sorted(known & set(wanted)))
    return Looking(spot, letters, int(page) if page.isascii() and page.isdecimal() else 0)


def cut(name: str) -> str:
    """Give as much of a name as a key has room for."""
    return name.encode()[:ROOM].decode(errors="ignore").replace(BETWEEN, " ")
