"""The meters of Prometheus: what was counted as it happened, in a registry of its own.

No label says whom it happened to: its values are our own words, each one of a closed set.
"""

from __future__ import annotations

import platform
from itertools import product
from typing import TYPE_CHECKING, Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

from bot.message import Purpose
from bot.ports.meters import Arrival, Ending, Fate, Kind, Poll, Waking
from bot.ports.timers import TimerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

SHORT: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Seconds that this machine takes."""
ROAD: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Seconds that Telegram takes."""
KNOCKS: Final = ("done", "failed")
LONG: Final = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 28800)
"""Seconds, to hours, that something waits."""


class PrometheusMeters:
    """Counts for whoever scrapes; `version` is this service's own."""

    def __init__(self, version: str) -> None:
        """Make a registry, and in it every series that there can be, at nought."""
        # When each series began: twice the lines, and no rule asks.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives it no type
        self.registry = CollectorRegistry()
        count, spread = self._counter, self._histogram
        self._arrived = count("updates_received", "Updates at the door.", kind=Kind, became=Arrival)
        self._handled = count("updates_handled", "Updates handled.", kind=Kind, became=Ending)
        self._handling = spread("handling_seconds", "Handling of one update.", SHORT)
        self._sent = count("sends", "Tries at sending a message.", purpose=Purpose, became=Fate)
        self._sending = spread("sending_seconds", "Telegram's taking of one message.", ROAD)
        waited = "From a message's being made until it was sent."
        self._left = spread("message_wait_seconds", waited, LONG, purpose=Purpose)
        self._woke = count("timers_woken", "Timers that were due.", kind=TimerKind, became=Waking)
        self._late = spread("timer_lateness_seconds", "From due until woken.", LONG)
        self._polled = count("polls", "Rounds of polling.", became=Poll)
        self._knocked = count("knocks", "Knocks of the scheduler.", became=KNOCKS)
        self._turn = spread("database_wait_seconds", "A unit of work's wait to begin.", SHORT)
        self._work = spread("database_seconds", "A unit of work, from begun to kept.", SHORT)
        build = Info("stillwater_build", "What runs here.", registry=self.registry)
        build.info({"version": version, "python": platform.python_version()})
        ProcessCollector(registry=self.registry)

    def arrived(self, kind: Kind, arrival: Arrival) -> None:
        """Count an update at the door."""
        self._arrived.labels(kind, arrival).inc()

    def handled(self, kind: Kind, ending: Ending, took: float) -> None:
        """Count one handling."""
        self._handled.labels(kind, ending).inc()
        self._handling.observe(took)

    def sent(self, purpose: Purpose, fate: Fate, took: float | None = None) -> None:
        """Count one try at sending."""
        self._sent.labels(purpose, fate).inc()
        if took is not None:
            self._sending.observe(took)

    def left(self, purpose: Purpose, waited: timedelta) -> None:
        """Note a message's wait."""
        self._left.labels(purpose).observe(max(0.0, waited.total_seconds()))

    def woke(self, kind: TimerKind, waking: Waking, late: timedelta) -> None:
        """Count a timer."""
        self._woke.labels(kind, waking).inc()
        self._late.observe(max(0.0, late.total_seconds()))

    def polled(self, poll: Poll) -> None:
        """Count a round of polling."""
        self._polled.labels(poll).inc()

    def knocked(self, *, well: bool) -> None:
        """Count a knock."""
        self._knocked.labels(KNOCKS[not well]).inc()

    def worked(self, waited: float, lasted: float) -> None:
        """Note one unit of work."""
        self._turn.observe(waited)
        self._work.observe(lasted)

    def _counter(self, name: str, says: str, **labels: Iterable[str]) -> Counter:
        counter = Counter(f"stillwater_{name}", says, tuple(labels), registry=self.registry)
        for values in product(*labels.values()):
            counter.labels(*values)
        return counter

    def _histogram(
        self, name: str, says: str, bounds: Sequence[float], **labels: Iterable[str]
    ) -> Histogram:
        name = f"stillwater_{name}"
        made = Histogram(name, says, tuple(labels), buckets=bounds, registry=self.registry)
        for values in product(*labels.values()) if labels else ():
            made.labels(*values)
        return made
