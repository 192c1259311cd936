"""Where the clock is to go: an hour on, tomorrow at nine, the next prompt, any wall time."""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, NaiveDatetime, model_validator


def _known(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ValueError("no such time zone") from unknown
    return zone


class Move(BaseModel):
    """One way to move on; wall times are meant in `zone` (an IANA name)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hours: float | None = Field(default=None, ge=0, le=24 * 366)
    tomorrow: time | None = None
    wall: NaiveDatetime | None = None
    next_prompt: bool = False
    zone: Annotated[str, AfterValidator(_known)] = "UTC"

    @model_validator(mode="after")
    def _one_way(self) -> "Move":
        ways = (self.hours is not None, self.tomorrow is not None, self.wall is not None)
        if sum((*ways, self.next_prompt)) != 1:
            raise ValueError("say one of hours, tomorrow, wall, next_prompt")
        return self

    def target(self, now: datetime, planned: datetime | None) -> datetime:
        """Give the instant (aware, UTC) meant at `now`; `planned` is the next prompt, if any.

        A wall time that a change of clocks skips moves forward by the gap; of one that comes
        twice the first is meant.

        Raises:
            ValueError: nothing is planned, or the wall time has passed.

        """
        if self.hours is not None:
            return now + timedelta(hours=self.hours)
        if self.next_prompt:
            if planned is None:
                raise ValueError("No prompt is planned yet.")
            return max(now, planned)
        zone = ZoneInfo(self.zone)
        if self.tomorrow is not None:
            date = now.astimezone(zone).date() + timedelta(days=1)
            wall = datetime.combine(date, self.tomorrow)
        else:
            wall = self.wall or now.replace(tzinfo=None)
        meant = wall.replace(tzinfo=zone).astimezone(UTC)
        if meant < now - timedelta(minutes=1):  # the field shows whole minutes
            raise ValueError("That time has passed; the clock only moves forward.")
        return max(now, meant)
