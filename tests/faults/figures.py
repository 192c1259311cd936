"""What a round of faults came to, as data: what was done, what was found, how long things took."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.faults.judge import Verdict
    from tests.journeys.kill_reaper import Tally


@dataclass(slots=True)
class Figures:
    """Of one round, or of many summed up."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    """What should not have been; kept promises are not named."""
    seconds: dict[str, list[float]] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return not self.wrong.total()

    def count(self, **many: int) -> Figures:
        """Count something."""
        self.counts.update(many)
        return self

    def found(self, verdict: Verdict) -> Figures:
        """Take in what a judge found."""
        plain = asdict(verdict)
        self.wrong.update(plain.pop("wrong"))
        self.counts.update({what.replace("_", " "): many for what, many in plain.items()})
        return self

    def tell(self, what: str, *took: float) -> Figures:
        """Take in how long something took."""
        self.seconds.setdefault(what, []).extend(round(one, 3) for one in took)
        return self

    def reaped(self, tally: Tally, blow: str) -> Figures:
        """Take in what a reaper did, and how the service bore it."""
        self.counts[blow] += tally.kills.total()
        self.counts.update({f"{blow}: {when}": many for when, many in tally.kills.items()})
        return self.tell("up again", *tally.recoveries).tell("ending", *tally.endings)

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {"counts": dict(self.counts), "wrong": dict(self.wrong), "seconds": self.seconds}


def summed(every: Iterable[Figures]) -> Figures:
    """Sum rounds up."""
    total = Figures()
    for one in every:
        total.counts.update(one.counts)
        total.wrong.update(one.wrong)
        for what, took in one.seconds.items():
            total.tell(what, *took)
    return total


def from_json(kept: dict[str, Any]) -> Figures:
    """Read what `as_json` gave."""
    return Figures(Counter(kept["counts"]), Counter(kept["wrong"]), kept["seconds"])


def told(figures: Figures) -> str:
    """Say it in a few lines."""
    counts = figures.counts
    plain = ", ".join(f"{many:,} {what}" for what, many in counts.items() if ": " not in what)
    lines = [
        plain,
        *(f"  {many:5,}  {what}" for what, many in sorted(counts.items()) if ": " in what),
    ]
    for what, took in figures.seconds.items():
        if took:
            lines.append(f"  {what}: {median(took):.2f} s (median), {max(took):.2f} s (longest)")
    wrong = ", ".join(f"{many} {what}" for what, many in figures.wrong.items() if many)
    return "\n".join([*lines, f"  WRONG: {wrong}" if wrong else "  nothing wrong"])
