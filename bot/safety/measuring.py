"""How well the assessment does on the examples: what it finds, and what it takes for an alarm.

An example is a line that we wrote, of a family of near-alike ones; `tests/safety/examples` says
how. Nothing of the text leaves here but through `missed`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.safety.assess import Assessment, Danger, Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ALARM: Final = "alarm"
KINDS: Final = (ALARM, "look-alike", "change-talk", "everyday")


@dataclass(frozen=True, slots=True)
class Example:
    """One line, and what a careful clinician would want to happen."""

    family: str
    text: str
    locale: str
    kind: str
    """One of `KINDS`."""
    danger: Danger | None
    tier: Tier
    now: bool
    """Whether minutes to hours matter."""
    plain: bool
    """Whether a stranger who reads only this would be sure."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of some examples."""

    name: str
    count: int
    urgent: int
    """How many were taken for urgent."""
    any: int
    """How many were taken for urgent or soft."""

    @property
    def urgent_share(self) -> float:
        """Give the share that was taken for urgent; 0 of none."""
        return self.urgent / self.count if self.count else 0.0

    @property
    def any_share(self) -> float:
        """Give the share that was taken for anything; 0 of none."""
        return self.any / self.count if self.count else 0.0


Judged = Sequence[tuple[Example, Assessment]]


def read(locale: str, text: str) -> Iterator[Example]:
    """Read a file of examples in one language.

    Raises:
        ValueError: it is not TOML, or a family has a value that there is not.
        KeyError: a family lacks something.

    """
    for family in tomllib.loads(text).get("family", ()):
        if family["kind"] not in KINDS:
            raise ValueError(f"{family['id']}: there is no kind {family['kind']}")
        danger = family.get("danger")
        for line in family["lines"]:
            yield Example(
                family=family["id"],
                text=line,
                locale=locale,
                kind=family["kind"],
                danger=None if danger is None else Danger(danger),
                tier=Tier(family.get("tier", Tier.NONE)),
                now=family.get("now", False),
                plain=family.get("plain", True),
            )


def judge(examples: Iterable[Example], weigh: Callable[[Example], Assessment]) -> Judged:
    """Weigh each example."""
    return [(example, weigh(example)) for example in examples]


def aims(judged: Judged) -> Sequence[Row]:
    """Give the rows that the aims are about, alarms first."""
    alarms: Mapping[str, Callable[[Example], bool]] = {
        "immediate danger": lambda one: one.now,
        "immediate danger, plainly": lambda one: one.now and one.plain,
        "all alarms": lambda _: True,
        "all alarms, wanted urgent": lambda one: one.tier is Tier.URGENT,
        "all alarms, wanted soft": lambda one: one.tier is Tier.SOFT,
        "all alarms, plainly": lambda one: one.plain,
        "all alarms, hinted": lambda one: not one.plain,
    }
    rows = [
        row(name, [(one, found) for one, found in judged if one.kind == ALARM and of(one)])
        for name, of in alarms.items()
    ]
    for locale in sorted({one.locale for one, _ in judged}):
        of_locale = [(one, found) for one, found in judged if one.locale == locale]
        rows += [
            row(f"{kind}, {locale}", [(one, found) for one, found in of_locale if one.kind == kind])
            for kind in KINDS
        ]
    rows += [row(f"every {kind}", [j for j in judged if j[0].kind == kind]) for kind in KINDS[1:]]
    return [one for one in rows if one.count]


def by_class(judged: Judged) -> Sequence[Row]:
    """Give a row of alarms for each class and language that there are examples of."""
    names = Counter((one.danger or "", one.locale) for one, _ in judged if one.kind == ALARM)
    return [
        row(
            f"{danger}, {locale}",
            [
                (one, found)
                for one, found in judged
                if one.kind == ALARM and (one.danger or "", one.locale) == (danger, locale)
            ],
        )
        for danger, locale in sorted(names)
    ]


def row(name: str, judged: Judged) -> Row:
    """Count what became of some examples."""
    tiers = Counter(found.tier for _, found in judged)
    urgent = tiers[Tier.URGENT]
    return Row(name, len(judged), urgent, urgent + tiers[Tier.SOFT])


def missed(judged: Judged) -> Iterator[tuple[Example, Assessment]]:
    """Give what was misjudged: alarms not seen at all, and the harmless taken for anything."""
    for example, found in judged:
        if (example.kind == ALARM) == (found.tier is Tier.NONE):
            yield example, found
