"""Meters that keep what they are told, in the order in which they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ports import Unmetered

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.message import Purpose
    from bot.ports import TimerKind
    from bot.ports.meters import Arrival, Ending, Fate, Kind, Poll, Waking


@dataclass
class Counted(Unmetered):
    """Keeps what it is told."""

    told: list[tuple[object, ...]] = field(default_factory=list)
    works: list[tuple[float, float]] = field(default_factory=list)
    """How long each unit of work waited, and lasted."""
    seconds: list[float] = field(default_factory=list)

    def arrived(self, kind: Kind, arrival: Arrival) -> None:
        self.told.append((kind, arrival))

    def handled(self, kind: Kind, ending: Ending, took: float) -> None:
        self.told.append((kind, ending))
        self.seconds.append(took)

    def sent(self, purpose: Purpose, fate: Fate, took: float | None = None) -> None:
        self.told.append((purpose, fate))
        self.seconds.append(took or 0.0)

    def left(self, purpose: Purpose, waited: timedelta) -> None:
        self.told.append((purpose, waited))

    def woke(self, kind: TimerKind, waking: Waking, late: timedelta) -> None:
        self.told.append((kind, waking, late))

    def polled(self, poll: Poll) -> None:
        self.told.append((poll,))

    def worked(self, waited: float, lasted: float) -> None:
        self.works.append((waited, lasted))
