"""Trouble on demand: what a real network and a real Telegram do to a bot, planned or by seed.

Every fault that happens is logged with what it did, so a test can account for every message.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.demo.telegram.shapes import Json


@dataclass(frozen=True, slots=True)
class TooMany:
    """429 with `retry_after` whole seconds; nothing was taken."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """A 5xx; `taken`: after the request was carried out."""

    code: int = 500
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is cut; `taken`: after the request was carried out."""

    taken: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer ever; `taken`: though the request was carried out."""

    taken: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """The answer comes `seconds` (real ones) late."""

    seconds: float = 0.1


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Every update of one batch is in it twice."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """An update whose message is nonsense is queued behind the batch, with an id of its own."""


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """One batch comes newest first."""


CallFault: TypeAlias = TooMany | Broken | Reset | Silence | Late
UpdateFault: TypeAlias = Duplicate | Malformed | OutOfOrder
Fault: TypeAlias = CallFault | UpdateFault


@dataclass(slots=True)
class Done:
    """A fault that happened: to which method, about which chat, and which message was taken."""

    fault: Fault
    method: str
    chat_id: int | None = None
    message_id: int | None = None


@dataclass(slots=True)
class _Planned:
    fault: Fault
    methods: frozenset[str]
    times: int
    skip: int

    def meets(self, method: str) -> bool:
        return not self.methods or method.lower() in self.methods


@dataclass(slots=True)
class Faults:
    """The trouble to come and the trouble that was. `latency` delays every answer (seconds)."""

    latency: float = 0.0
    log: list[Done] = field(default_factory=list)
    _plan: list[_Planned] = field(default_factory=list)
    _rates: Mapping[CallFault, float] = field(default_factory=dict)
    _random_methods: frozenset[str] = frozenset()
    _dice: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - reproducible trouble, no secret

    def plan(self, fault: Fault, *methods: str, times: int = 1, skip: int = 0) -> None:
        """Let it happen to the next `times` calls of these methods (any, if none is named).

        The first `skip` such calls go well. Update faults strike batches, by polling or webhook.
        """
        self._plan.append(_Planned(fault, frozenset(m.lower() for m in methods), times, skip))

    def randomly(self, seed: int, rates: Mapping[CallFault, float], *methods: str) -> None:
        """From now on, let each fault strike calls of these methods with its probability."""
        self._dice = random.Random(seed)  # noqa: S311 - reproducible trouble, no secret
        self._rates = rates
        self._random_methods = frozenset(m.lower() for m in methods)

    def clear(self) -> None:
        """No more trouble; the log stays."""
        self._plan.clear()
        self._rates = {}
        self.latency = 0.0

    def strike(self, method: str) -> CallFault | None:
        """Choose the fault that happens to this call, if any."""
        for planned in self._plan:
            if isinstance(planned.fault, CallFault) and planned.meets(method):
                if self._due(planned):
                    return planned.fault
                return None
        if self._rates and (not self._random_methods or method.lower() in self._random_methods):
            throw = self._dice.random()
            for fault, rate in self._rates.items():
                throw -= rate
                if throw < 0:
                    return fault
        return None

    def tamper(self, batch: list[Json], queue_nonsense: Callable[[], object]) -> list[Json]:
        """Say what is handed over instead of this batch; nonsense is queued behind it."""
        for planned in [p for p in self._plan if isinstance(p.fault, UpdateFault)]:
            if not batch or not self._due(planned):
                continue
            self.log.append(Done(planned.fault, "getUpdates"))
            match planned.fault:
                case Duplicate():
                    batch = [update for update in batch for _ in range(2)]
                case OutOfOrder():
                    batch = batch[::-1]
                case _:
                    queue_nonsense()
        return batch

    def note(
        self, fault: CallFault, method: str, chat_id: int | None, message_id: int | None
    ) -> None:
        """Log a fault that happened."""
        self.log.append(Done(fault, method, chat_id, message_id))

    def _due(self, planned: _Planned) -> bool:
        if planned.skip:
            planned.skip -= 1
            return False
        planned.times -= 1
        if not planned.times:
            self._plan.remove(planned)
        return True
