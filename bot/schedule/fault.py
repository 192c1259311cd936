"""A fault: what was impossible about a plan, by id; the words to say it with stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Told = int | str | time | date | timedelta
"""What fills a slot of the words: as it was (`was`), as it is mended (`now`), and what goes by it.

Where the mended plan leaves something out, `now` is not there.
"""


class Wrong(StrEnum):
    """What can be impossible about a plan, and how it is mended."""

    VERSION = "version"
    """Counts from 1."""
    TITLE = "title"
    """Was blank; the first check-in's name stands in."""
    CHECKINS = "checkins"
    """None was named, or some were blank."""
    ZONE = "zone"
    """`was` no zone; `now` is the nearest name, if there is one. Else the client's own."""
    START = "start"
    """Too far away: dates `was`, `now`."""
    END = "end"
    """The end came before the first day: dates `was`, `now`."""
    WEEKDAYS = "weekdays"
    """No weekday was named; `now` is that of the first day, as ISO's number."""
    EVERY = "every"
    """Every `was` days or weeks cannot be, every `now` can."""
    ANCHOR = "anchor"
    """Nothing was named to count from; `now` is `next_session`."""
    OFFSET = "offset"
    """`was` days is too far from the anchor; `now` is not."""
    DATE = "date"
    """The one date lay outside the plan: `was`, and inside, `now`."""
    NO_TIME = "no-time"
    """No time of day was named; `now` is one."""
    SECONDS = "seconds"
    """A time had seconds, or a zone of its own: `was`, `now` in whole minutes."""
    GAP = "gap"
    """A gap is whole minutes, under a day: `was`, `now`."""
    COUNT = "count"
    """A slot holds at least one prompt: `was`, `now`."""
    BACKWARDS = "backwards"
    """The window ended (`was`) before it began (`from`); it ends `now`, on the same day."""
    FIXED = "fixed"
    """A fixed time, `at`, holds `now` one prompt and not `was`."""
    WIDENED = "widened"
    """`count` prompts `gap` apart did not fit from `from` to `was`; until `now` they do."""
    FEWER = "fewer"
    """`was` prompts `gap` apart do not fit from `from` to `to`; `now` as many as do."""
    ORDER = "order"
    """The slots did not stand in the order of the day."""
    ONE_WINDOW = "one-window"
    """Two windows lay over each other; now they are one, from `from` to `to`."""
    NARROWED = "narrowed"
    """The window came too near to the next day's; it ends at `now`, not at `was`."""
    CLOSE = "close"
    """Slots came nearer than their gap, `was`; the gap is `now`."""
    EXPIRY = "expiry"
    """A prompt cannot be good for `was`, but for `now`."""
    REMINDERS = "reminders"
    """Reminders were doubled, or came when the prompt had expired, after `good`; they are gone."""
    SPREAD = "spread"
    """A fixed time cannot be spread over `was`, but over `now`."""
    MOST = "most"
    """The slots hold `now` a day, and the plan allowed `was`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was impossible, and what has become of it."""

    what: Wrong
    slots: Mapping[str, Told] = field(default_factory=dict)
