"""People to call, first of all; then, on the help screen, how things work here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import crisis, sharing, ways
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.safety.resources import Country

ELSEWHERE = "findahelpline.com"


def screen(country: Country, locale: str, counselor: Counselor | None = None) -> Screen:
    """Show whom to call for danger and to be heard, then what this is and how it works.

    Who has a `counselor` reads also when that one may look at what is shared.
    """
    what, how, stop = map(line, ("help.what", "help.how", "help.stop"))
    looks = () if counselor is None else (sharing.looks(counselor),)
    numbers, _ = crisis.copies((country.emergency, country.listening))
    return Screen((*people(country, locale), what, *looks, how, stop), numbers)


def people(country: Country, locale: str) -> Iterator[Line]:
    """Name the people to call in a country, those for danger now first."""
    yield line("help.danger", call=ways.how(country.emergency))
    if (way := country.listening).url is None:
        yield line("resource.line", name=way.name(locale), how=ways.how(way))
    yield line("help.everywhere", url=ELSEWHERE)
