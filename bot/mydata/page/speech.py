"""What the page says of its own: shared phrases, dates and times on the client's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from bot.interview.render import Tongue

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.interview.phrases import Phrases
    from bot.interview.turn import Line, Slot
    from bot.mydata.who import Wall

_YEARS: Final = date.min
"""Seen from here, every date has its year."""


@dataclass(frozen=True)
class Speech:
    """One language and one clock."""

    phrases: Phrases
    locale: str
    zone: ZoneInfo

    def __call__(self, id_: str, **slots: Slot) -> str:
        """Give a phrase of `mydata`, or (with a dot in it) any other shared one."""
        return self._tongue.shared(id_ if "." in id_ else f"mydata.{id_}", **slots)

    @property
    def language(self) -> str:
        """Give the language's own name."""
        return self.named(self.locale)

    def named(self, locale: str) -> str:
        """Give a language's own name."""
        return self.phrases(locale, "name")

    def line(self, line: Line) -> str:
        """Give a line of the shared words."""
        return self._tongue.line(line)

    def is_(self, what: str, value: str) -> str:
        """Give the word for one of several things that something can be; or else its own name."""
        named = f"mydata-is.{what}.{value.replace(' ', '-').replace('_', '-')}"
        return self.phrases(self.locale, named) if self.phrases.has(named) else value

    def yes(self, yes: bool) -> str:
        """Give a yes or a no."""
        return self("yes" if yes else "no")

    def day(self, on: date) -> str:
        """Give a date with its year."""
        return self._tongue.day(on)

    def moment(self, at: datetime) -> str:
        """Give an instant (aware) as the client's calendar and clock show it."""
        local = at.astimezone(self.zone)
        return self("moment", date=local.date(), time=local.time())

    def wall(self, wall: Wall) -> str:
        """Give a time as a clock on some wall shows it, and whose clock that is."""
        local = datetime.fromisoformat(wall.local)
        return self("wall", date=local.date(), time=local.time(), zone=wall.zone)

    def maybe(self, at: datetime | None) -> str | None:
        """Give an instant, if there is one."""
        return None if at is None else self.moment(at)

    @property
    def _tongue(self) -> Tongue:
        return Tongue(self.phrases, self.locale, None, _YEARS)
