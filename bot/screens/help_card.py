"""People to call, first of all; then, on the help screen, how things work here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.safety.assess import Assessment, Danger, Tier
from bot.screens import sharing
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.safety.resources import Country, Way

ELSEWHERE = "findahelpline.com"
HEARD = frozenset({Danger.SELF_HARM, Danger.THREAT, Danger.PSYCHOSIS, Danger.THIRD_PERSON})
"""Where those who listen are named first, not those who come."""


def screen(country: Country, locale: str, counselor: Counselor | None = None) -> Screen:
    """Show whom to call for danger and to be heard, then what this is and how it works.

    Who has a `counselor` reads also when that one may look at what is shared.
    """
    what, how, stop = map(line, ("help.what", "help.how", "help.stop"))
    looks = () if counselor is None else (sharing.looks(counselor),)
    return Screen((*people(country, locale), what, *looks, how, stop))


def people(country: Country, locale: str) -> Iterator[Line]:
    """Name the people to call in a country, those for danger now first."""
    yield line("help.danger", call=_how(country.emergency))
    if (way := country.listening).url is None:
        yield line("resource.line", name=way.name(locale), how=_how(way))
    yield line("help.everywhere", url=ELSEWHERE)


def first(found: Assessment, country: Country) -> Screen:
    """Answer words that somebody has to see: one human sentence, one way to reach people, more."""
    more = ((key("safety.more", "help"),),)
    if found.tier is Tier.SOFT or found.danger is None:
        return Screen((line("safety.soft"),), more)
    way = country.listening if found.danger in HEARD else country.emergency
    return Screen((line(f"safety.{found.danger}", how=_how(way)),), more)


def _how(way: Way) -> Line:
    phrase, slots = way.how
    return line(phrase, **slots)
