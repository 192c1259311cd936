"""The rules applied to one text: what is met, whether it is denied, whether it is excused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.safety.danger import Tier
from bot.safety.heard import spread
from bot.safety.rule import ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.safety.heard import Heard
    from bot.safety.rule import Denial, Lexicon, Rule

NEAR: Final = 8
"""How many words away something still speaks of the same."""
REACH: Final = 5
"""How many words may stand between a negation and what it negates."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that is met by what the newest message says or completes."""

    rule: Rule
    tier: Tier
    ends: int
    """The places where what was found may have ended."""
    scope: int
    """The places of the messages it takes."""


def hits(heard: Heard, lexicon: Lexicon) -> Iterator[Hit]:
    """Find every rule that is met; what takes a rule back, it is given with the tier left to it."""
    no = denied(heard, lexicon.denial)
    # A negation that stands in a gap denies as one before it does.
    calm = heard.gaps & ~(_negated(heard, lexicon.denial) >> 1)
    for rule in lexicon.worth_trying(heard.vocabulary):
        found = met(rule, heard.whole, heard, heard.gaps) & heard.newest_ends
        if not found:
            continue
        alone = heard.newest == heard.whole or (
            met(rule, heard.newest, heard, heard.gaps) & heard.newest_ends
        )
        scope = heard.newest if alone else heard.whole
        free = found
        if no:
            free = met(rule, heard.whole & ~no, heard, calm) & heard.newest_ends
        tier, found = (rule.tier, free) if free else (rule.denied, found)
        if tier is Tier.NONE or ends(rule.unless, scope & ~no, heard, heard.gaps):
            continue  # what it is excused by is not itself denied: `not a song` is none
        beside = ends(rule.unless_near, scope & ~no, heard, heard.gaps)
        clear = found & ~around(beside) if beside else found
        if clear:
            yield Hit(rule, tier, clear, scope)
        elif tier is Tier.URGENT:
            # An everyday word beside a plain emergency makes it less, and never nothing.
            yield Hit(rule, Tier.SOFT, found, scope)


def met(rule: Rule, here: int, heard: Heard, gaps: int) -> int:
    """Give the places where what a rule listens for may have ended, begun at one of these."""
    ended = ends(rule.any, here, heard, gaps)
    if not rule.near:
        return ended
    together, last = heard.whole, 0
    for group in rule.near:
        one = ends(group, here, heard, gaps)
        if not one:
            return ended
        together &= spread(one, rule.within - 1)
        last |= one
    # Where the last of them ends, all the others ended not long before.
    return ended | together & last


def around(places: int) -> int:
    """Give these places and those a few words before and after."""
    return spread(places, NEAR) | spread(places, NEAR, back=True)


def _negated(heard: Heard, denial: Denial) -> int:
    """Give the places right after a negation."""
    after = ends(denial.negations, heard.whole, heard, heard.gaps)
    return after & ~ends(denial.idle, heard.whole, heard, heard.gaps) if after else 0


def denied(heard: Heard, denial: Denial) -> int:
    """Give the places where what begins is denied."""
    after = _negated(heard, denial)
    between = heard.classes[denial.between]
    for _ in range(REACH if after else 0):
        after |= (after & between) << 1
    return after
