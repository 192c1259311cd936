"""A crew of counselors to be told of alerts."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.alerting.in_line import in_line
from bot.alerting.ladder import Rung, next_step
from bot.episode import Entry, Mark
from bot.people import Counselor, CounselorId, Hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.alerting.ladder import Step

WAIT: Final = timedelta(minutes=15)
MONDAY: Final = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the morning in New York."""
MARKS: Final = {Rung.TELL: Mark.TOLD, Rung.REMIND: Mark.REMINDED, Rung.OPERATOR: Mark.OPERATOR}
NEVER: Final = Hours(days=(), start=time(9), end=time(17))


def person(name: str, **fields: Any) -> Counselor:  # noqa: ANN401 - Counselor's own fields
    """Give a counselor in New York who works Monday to Friday, nine to five."""
    known = {"zone": "America/New_York", "settled": True, **fields}
    return Counselor(CounselorId(name), 1, MONDAY, name, **known)


def line(now: datetime, *crew: Counselor) -> Sequence[Counselor]:
    """Give the line of a client of the first of them; all are on the rota."""
    return in_line(crew[0].id, [one.id for one in crew], {one.id: one for one in crew}, now)


def told(at: datetime, who: Counselor) -> list[Entry]:
    """Give the history of an alert that has just begun."""
    return [Entry(Mark.BEGAN, at), Entry(Mark.TOLD, at, who.id)]


def done(step: Step, now: datetime) -> Entry:
    """Give the line that a step leaves when it is done at an instant."""
    return Entry(MARKS[step.rung], now, None if step.whom is None else step.whom.id)


def climbed(history: list[Entry], now: datetime, *crew: Counselor, steps: int = 99) -> list[str]:
    """Let nobody answer; give what is done, each with the minutes since `now`."""
    said = []
    at = now
    for _ in range(steps):
        step = next_step(history, line(at, *crew), WAIT)
        if step is None:
            break
        at = max(at, step.at)
        step = next_step(history, line(at, *crew), WAIT)
        if step is None or step.at > at:
            continue
        history.append(done(step, at))
        whom = "" if step.whom is None else f" {step.whom.name}"
        said.append(f"{int((at - now).total_seconds() // 60)} {step.rung}{whom}")
    return said
