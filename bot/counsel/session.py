"""The next session: a day tapped in a month or typed, then a time, read back before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from bot.counsel import calendar
from bot.counsel.day import Trouble, hear
from bot.counsel.draft import Draft, first_turn
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.care import Care, Session
    from bot.counsel.day import Heard
    from bot.counsel.dayword import Names
    from bot.people import ClientId, CounselorId, Hours

ABOUT: Final = "session"
UNCLEAR_TIME: Final = "session.unclear-time"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dialog goes by, apart from what is said in it."""

    label: str
    now: datetime
    """Aware, UTC."""
    zone: ZoneInfo
    """The counselor's; every time in the dialog is on this clock."""
    hours: Hours
    names: Names
    planned: Session | None = None

    @property
    def today(self) -> date:
        """The counselor's date."""
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Settle:
    """The next session is then, a naive wall time on the counselor's clock; None: there is none."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class Leave:
    """Back to where the dialog was opened."""


def open_(counselor: CounselorId, client: ClientId, facts: Facts) -> Draft:
    """Begin at this month."""
    data = {"month": calendar.month_of(facts.today)}
    return Draft(counselor, ABOUT, "day", first_turn(facts.now), client, data)


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Settle | Leave | None:
    """Take a key; None where it changes nothing."""
    kind, _, rest = choice.partition(":")
    match draft.step, kind:
        case _, "m" if month := calendar.read_month(rest, facts.today):
            return _at(draft, "day", month=month)
        case _, "d" if day := calendar.read_day(rest, facts.today):
            at = draft.data.get("at") if draft.step == "which" else None
            return _done(draft, day, at, facts) if at else _at(draft, "time", day=day.isoformat())
        case ("time", "t") | ("sure", "yes"):
            day = date.fromisoformat(draft.data["day"])
            return _done(draft, day, rest if kind == "t" else draft.data["at"], facts)
        case _, "clear":
            return Settle(None)
        case step, "back":
            return Leave() if step == "day" else _at(draft, "day")
        case _:
            return None


def wrote(draft: Draft, text: str, facts: Facts) -> Draft:
    """Take typed words; what is wrong with them is said above the screen they were typed at."""
    heard = hear(text, facts.names, facts.today, facts.hours)
    known = draft.data.get("day") if draft.step in {"time", "sure"} else None
    if heard is Trouble.UNCLEAR and draft.step == "time":
        return _at(draft, "time", trouble=UNCLEAR_TIME)
    if isinstance(heard, Trouble):
        return _at(draft, draft.step, trouble=heard.value)
    if heard.days or known is None:
        return _with_day(draft, heard, facts)
    return _sure(draft, date.fromisoformat(known), heard.at, facts)


def settled(day: date, at: time, facts: Facts) -> datetime | Trouble:
    """Give the wall time that a day and time come to, naive, or why they come to none.

    A time that the clocks jump over moves forward by the jump, and is read back so.
    """
    found = instant(day, at, facts.zone)
    if found is None:
        return Trouble.UNCLEAR
    if found <= facts.now:
        return Trouble.GONE
    return found.astimezone(facts.zone).replace(tzinfo=None)


def sessions(care: Care, now: datetime, coming: Session | None = None) -> tuple[Session, ...]:
    """Give the sessions to keep: the last that was, and the one that is to come."""
    last = care.last_session(now)
    return tuple(one for one in (last, coming) if one is not None)


def _at(draft: Draft, step: str, *, trouble: str = "", **data: str | list[str]) -> Draft:
    return draft.at(step, trouble=trouble, **data)


def _done(draft: Draft, day: date, at: str, facts: Facts) -> Draft | Settle | None:
    """Settle a time that a key names; one that has passed meanwhile is said to have."""
    try:
        wall = settled(day, time.fromisoformat(at), facts)
    except ValueError:  # no key of ours
        return None
    if isinstance(wall, Trouble):
        return _at(draft, draft.step, trouble=wall.value)
    return Settle(wall)


def _with_day(draft: Draft, heard: Heard, facts: Facts) -> Draft:
    match heard.days:
        case ():
            return _at(draft, draft.step, trouble=Trouble.UNCLEAR.value)
        case (day,):
            return _sure(draft, day, heard.at, facts)
        case days:
            at = "" if heard.at is None else heard.at.isoformat("minutes")
            return _at(draft, "which", days=[day.isoformat() for day in days], at=at)


def _sure(draft: Draft, day: date, at: time | None, facts: Facts) -> Draft:
    """Read back what was understood, or ask for the time that is missing."""
    if at is None:
        return _at(draft, "time", day=day.isoformat())
    wall = settled(day, at, facts)
    if isinstance(wall, Trouble):
        return _at(draft, draft.step, trouble=wall.value)
    return _at(draft, "sure", day=wall.date().isoformat(), at=f"{wall:%H:%M}")
