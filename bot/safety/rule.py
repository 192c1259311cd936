"""What the rules of one language are: what each listens for, and what excuses it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.safety.danger import Danger, Tier
from bot.safety.heard import MANY, NUMBER
from bot.safety.pattern import vocabulary
from bot.safety.spelling import PLAIN, Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.safety.heard import Heard
    from bot.safety.pattern import Row, Weigh

WITHIN: Final = 12
"""How many words everything that is listened for together may span, unless a rule says."""
_COMMON: Final = 100
"""How much more often a word of everyday is met than another; only the order counts."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as written, and as read."""

    text: str
    row: Row = field(repr=False)
    needed: frozenset[str] = field(repr=False)
    """Words one of which must be there: without any the pattern is not even tried."""


Patterns = tuple[Pattern, ...]


def ends(patterns: Patterns, here: int, heard: Heard, gaps: int) -> int:
    """Give the places where one of these may have ended, of those where it may begin."""
    tried = heard.met.get(id(patterns), patterns)
    heard.steps += len(tried)
    ended, met = 0, []
    for pattern in tried:
        if not pattern.needed.isdisjoint(heard.vocabulary):
            end = pattern.row.after(here, heard, gaps)
            if end:
                ended |= end
                met.append(pattern)
    if here == heard.whole and gaps == heard.gaps:
        # What is met nowhere at all need not be tried again where less may begin.
        heard.met[id(patterns)] = met
    return ended


@dataclass(frozen=True, slots=True)
class Rule:
    """What one thing that is said sounds like, and why somebody has to see it."""

    id: str
    tier: Tier
    why: str
    """For clinicians; one sentence."""
    any: Patterns = ()
    """One is enough."""
    near: tuple[Patterns, ...] = ()
    """One of each, in any order and over the ends of sentences, is as good."""
    within: int = WITHIN
    unless: Patterns = ()
    """What takes it back, anywhere in the message."""
    unless_near: Patterns = ()
    """What takes it back a few words away; an urgent one it only makes soft."""
    denied: Tier = Tier.SOFT
    """What it is if everything that was found stands after a negation."""
    firm: bool = False
    """Whether no shared excuse counts."""

    @property
    def danger(self) -> Danger:
        """Give the danger that the id begins with."""
        return Danger(self.id.partition(".")[0])

    @property
    def patterns(self) -> Iterator[Pattern]:
        """Give every pattern it listens for."""
        yield from self.any
        for group in self.near:
            yield from group

    @property
    def needed(self) -> Iterator[str]:
        """Give words without any of which it cannot be met."""
        for pattern in self.any:
            yield from pattern.needed
        if self.near:
            # Each group must be met: the one that is met least decides whether to try.
            yield from min(
                (frozenset().union(*(one.needed for one in group)) for group in self.near), key=len
            )


@dataclass(frozen=True, slots=True)
class Excuse:
    """What makes dangers that are heard close by less of one."""

    id: str
    any: Patterns
    of: frozenset[Danger]
    makes: Tier
    whole: bool = False
    """Whether it speaks for the whole message, not only for its sentence and a few words on."""


@dataclass(frozen=True, slots=True)
class Denial:
    """How a language says no."""

    negations: Patterns = ()
    idle: Patterns = ()
    """What ends in a negation and denies nothing: `why not`."""
    between: frozenset[str] = frozenset()
    """Words that may stand between a negation and what it negates."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """Everything that is listened for in one language."""

    rules: tuple[Rule, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    firm: Patterns = ()
    """What says outright what somebody is about to do: no shared excuse counts beside it."""
    denial: Denial = Denial()
    spelling: Spelling = PLAIN
    """It knows every word that stands in a pattern, too."""
    stems: frozenset[str] = field(init=False, repr=False)
    """What any word may begin with: `overdos*`."""
    index: Mapping[str, tuple[int, ...]] = field(init=False, repr=False)
    """A word → the rules, by number, that may be met where it stands."""

    def __post_init__(self) -> None:
        index: defaultdict[str, set[int]] = defaultdict(set)
        for number, rule in enumerate(self.rules):
            for word in rule.needed:
                index[word].add(number)
        heard = vocabulary(pattern.row for pattern in self.patterns)
        object.__setattr__(self, "spelling", self.spelling.knowing(heard))
        object.__setattr__(self, "stems", frozenset(one for one in heard if one.endswith("*")))
        object.__setattr__(self, "index", {word: tuple(index[word]) for word in index})

    @property
    def patterns(self) -> Iterator[Pattern]:
        """Give every pattern, of rules, excuses and denials alike."""
        for rule in self.rules:
            yield from (*rule.patterns, *rule.unless, *rule.unless_near)
        for excuse in self.excuses:
            yield from excuse.any
        yield from (*self.firm, *self.denial.negations, *self.denial.idle)

    def worth_trying(self, vocabulary: Iterable[str]) -> Iterator[Rule]:
        """Give the rules that these words may meet, in their own order."""
        numbers = {number for word in vocabulary for number in self.index.get(word, ())}
        return (self.rules[number] for number in sorted(numbers))


def weigher(common: frozenset[str]) -> Weigh:
    """Give how often a word is met, more or less: only the order counts."""

    def weigh(word: str) -> float:
        return _COMMON if word in common or word in {NUMBER, MANY} else 1

    return weigh
