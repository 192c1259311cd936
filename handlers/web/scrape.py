"""What stands in a scrape beside the meters: what waits in the store, and this process's pulse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prometheus_client.core import GaugeMetricFamily

from bot.services.gauges import Seen
from bot.services.readiness import Door

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from prometheus_client import CollectorRegistry
    from prometheus_client.core import Metric

    from bot.ports import Pool, Waits
    from bot.services.readiness import Pulse


@dataclass(frozen=True, slots=True)
class Scrape:
    """One look at everything; a collector of Prometheus' own kind."""

    meters: CollectorRegistry
    pulse: Pulse
    seen: Seen | str
    pool: Pool
    now: datetime
    """Aware, UTC."""

    def collect(self) -> Iterator[Metric]:
        """Give all there is; without the store nothing of what waits there."""
        yield from self.meters.collect()
        doors = _family("door", "How updates come in here.", "state")
        for door in Door:
            doors.add_metric([door], door is self.pulse.door)
        yield doors
        leads = self.pulse.door is Door.POLLING
        yield _one("leader", "Whether this process polls Telegram.", leads)
        yield _one("database_up", "Whether the store answers.", isinstance(self.seen, Seen))
        yield _one("pool_connections", "Connections to the store in use.", self.pool.used)
        yield _one("pool_connections_most", "The most there may be.", self.pool.most)
        yield _instant("last_knock", "When the scheduler's last knock ended.", self.pulse.knocked)
        yield _instant("last_poll", "When a poll was last completed.", self.pulse.polled)
        if isinstance(self.seen, Seen):
            yield from self._waiting(self.seen)

    def _waiting(self, seen: Seen) -> Iterator[Metric]:
        depths = seen.depths
        yield from self._waits(
            "inbox", "Updates", {"waiting": depths.inbox, "set aside": depths.aside}
        )
        yield from self._waits(
            "outbox", "Messages", {"unsent": depths.unsent, "uncertain": depths.uncertain}
        )
        yield from self._waits(
            "timers",
            "Timers",
            {"due": depths.due, "late": depths.late, "set aside": depths.stuck},
        )
        yield from self._waits(
            "alerts", "Open alerts", {"open": seen.alerts, "unattended": seen.unattended}
        )
        yield from self._waits("episodes", "Open episodes", {"open": depths.episodes})
        yield from self._waits("rows", "Rows that do not open", {"damaged": depths.damaged})
        yield _instant("master_key", "Since when the newest master key reigns.", seen.reigns)

    def _waits(self, name: str, what: str, states: Mapping[str, Waits]) -> Iterator[Metric]:
        many = _family(name, f"{what}, by what they are.", "state")
        ages = _family(f"{name}_oldest_seconds", f"{what}: the age of the oldest.", "state")
        for state, waits in states.items():
            since = self.now if waits.since is None else waits.since
            many.add_metric([state], waits.many)
            ages.add_metric([state], max(0.0, (self.now - since).total_seconds()))
        yield many
        yield ages


def _family(name: str, says: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"stillwater_{name}", says, labels=labels)


def _one(name: str, says: str, value: float) -> GaugeMetricFamily:
    family = _family(name, says)
    family.add_metric([], value)
    return family


def _instant(name: str, says: str, at: datetime | None) -> GaugeMetricFamily:
    """Give an instant in seconds since 1970, as is the custom there; 0: never yet."""
    return _one(f"{name}_timestamp_seconds", says, 0.0 if at is None else at.timestamp())
