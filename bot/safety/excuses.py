"""Excuses: what makes that which was found less of a danger, as far as their words reach."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.safety.danger import Tier
from bot.safety.finding import around, denied
from bot.safety.heard import END
from bot.safety.rule import ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.safety.finding import Hit
    from bot.safety.heard import Heard
    from bot.safety.rule import Excuse, Lexicon


def excused(hits: list[Hit], heard: Heard, lexicon: Lexicon) -> Iterator[tuple[Hit, Tier]]:
    """Give what was found with the tier that is left of it; what is excused wholly is left out."""
    if ends(lexicon.firm, heard.newest, heard, heard.gaps):
        yield from ((hit, hit.tier) for hit in hits)
        return
    meant = heard.whole & ~denied(heard, lexicon.denial)
    reach = cache(lambda number, scope: _reach(lexicon.excuses[number], heard, scope & meant))
    for hit in hits:
        left = [
            excuse.makes
            for number, excuse in enumerate(lexicon.excuses)
            if hit.rule.danger in excuse.of
            and not hit.rule.firm
            and not hit.ends & ~reach(number, hit.scope)
        ]
        tier = min((hit.tier, *left), key=lambda one: one.weight)
        if tier is not Tier.NONE:
            yield hit, tier


def _reach(excuse: Excuse, heard: Heard, here: int) -> int:
    """Give the places an excuse that begins at one of these speaks for.

    They are its sentence, and a few words before and after.
    """
    said = ends(excuse.any, here, heard, heard.gaps)
    if not said:
        return 0
    return heard.whole if excuse.whole else around(said) | _sentences(said, heard)


def _sentences(places: int, heard: Heard) -> int:
    """Give every place of the sentences in which these places stand."""
    bars, begun, reached = heard.places.get(END, 0), 0, 0
    while begun <= heard.length:
        rest = bars >> begun
        end = begun + (rest & -rest).bit_length() if rest else heard.length + 1
        sentence = (1 << end) - (1 << begun)
        if places & sentence:
            reached |= sentence
        begun = end
    return reached
