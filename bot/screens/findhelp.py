"""Finding treatment: what is asked first, what a directory lists, and whom to call besides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.screens import ways
from bot.screens.lines import below
from bot.screens.screen import PAGE, Key, Screen, key, line, pages, rows, turning
from bot.treatment.clinic import FAR, SITE, US
from bot.treatment.earth import MILE, apart
from bot.treatment.spot import LANGUAGE, MEDICATION, MENTAL_HEALTH, SUBSTANCE_USE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.interview.turn import Line
    from bot.safety.resources import Country, Way
    from bot.screens.screen import Keys
    from bot.treatment.clinic import Clinic
    from bot.treatment.spot import Looking, Spot

ASK, NEAR, LOOK, LEAVE = "find-place", "find-near", "find", "find-leave"
"""What keys do: ask for a place, take a spot, look (again), and leave it."""
KEY: Final = (key("findhelp.key", ASK),)
"""The way here from another screen."""
HELPLINES: Final = "https://findahelpline.com"
MAP: Final = (
    "https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lng:.5f}#map=16/{lat:.5f}/{lng:.5f}"
)
SHORT: Final = 120
"""Characters of a name or an address that are shown."""
_HUNDRED: Final = 100
_WISHES: Final = {
    SUBSTANCE_USE: "findhelp.substance-use",
    MENTAL_HEALTH: "findhelp.mental-health",
    MEDICATION: "findhelp.medication",
    LANGUAGE: "findhelp.language",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the client is, and so whom they can ask by phone whatever a directory says."""

    country: Country
    locale: str
    at: datetime
    """Aware."""

    @property
    def us(self) -> bool:
        """Whether that is the United States."""
        return self.country.id == US

    @property
    def way(self) -> Way:
        """Give whom to ask about treatment."""
        return self.country.line("treatment", self.at)


def which(spots: Sequence[Spot], here: Beside) -> Screen:
    """Ask which of several spots is meant."""
    keys = [(Key(_label(spot), Press(NEAR, spot.key)),) for spot in spots]
    return _screen((line("findhelp.which"),), tuple(keys), here)


def lost(here: Beside) -> Screen:
    """Say that the place is not known."""
    return _screen((line("findhelp.lost"),), (_ANOTHER,), here)


def agree(spot: Spot, looking: Looking, here: Beside) -> Screen:
    """Say in plain words what a directory on the web would learn, and ask."""
    id_ = "findhelp.agree" if spot.at is not None else "findhelp.agree-whole"
    yes = key("findhelp.yes", LOOK, looking.written)
    return _screen((line(id_, place=spot.name),), ((yes, key("findhelp.no", LEAVE)),), here)


def left(here: Beside) -> Screen:
    """Say that nothing is asked."""
    return _screen((line("findhelp.left"), *_elsewhere(here)), (), here)


def elsewhere(here: Beside) -> Screen:
    """Show where lists are that anybody can look through, where there is none here."""
    return _screen(tuple(_elsewhere(here)), (), here)


def away(looking: Looking, here: Beside) -> Screen:
    """Say that the directory does not answer."""
    retry = (key("findhelp.retry", LOOK, looking.written),)
    return _screen((line("findhelp.away"), *_elsewhere(here)), (retry, _ANOTHER), here)


def shown(looking: Looking, spot: Spot, clinics: Sequence[Clinic], here: Beside) -> Screen:
    """Show a page of clinics, with what copies a number and what opens a map, and the filters."""
    at, (listed, page, last) = spot.at, pages(clinics, looking.page)
    turns = turning(page, last, lambda to: Press(LOOK, replace(looking, page=to).written))
    keys = (*_reaching(listed, page), *turns, *_wishes(looking, here), _ANOTHER)
    if not listed:
        far = {"far": _HUNDRED if here.us else round(FAR)}
        nothing = "findhelp.none" if here.us else "findhelp.none-km"
        said = line("findhelp.none-whole") if at is None else line(nothing, **far)
        return _screen((said,), keys, here)
    head = line("findhelp.within" if at is None else "findhelp.near", place=spot.name)
    entries = (below(_entry(n, one, spot, here)) for n, one in _numbered(listed, page))
    return _screen((head, *entries, line("findhelp.first")), keys, here)


_ANOTHER: Final = (key("findhelp.another", ASK),)


def _label(spot: Spot) -> Line | str:
    return spot.name if spot.at is not None else line("findhelp.whole", name=spot.name)


def _numbered(listed: Sequence[Clinic], page: int) -> Iterator[tuple[int, Clinic]]:
    return enumerate(listed, start=page * PAGE + 1)


def _entry(n: int, clinic: Clinic, spot: Spot, here: Beside) -> Iterator[Line]:
    yield line("findhelp.name", n=n, name=clinic.name[:SHORT])
    town = " ".join(filter(None, (clinic.region, clinic.postcode)))
    if address := ", ".join(filter(None, (clinic.street, clinic.city, town))):
        yield line("findhelp.address", address=address[:SHORT])
    if spot.at is not None and clinic.at is not None:
        km = apart(spot.at, clinic.at)
        if here.us:
            yield line("findhelp.miles", far=_far(km / MILE))
        else:
            yield line(
                "findhelp.km", far=_far(km).replace(".", "," if here.locale == "es" else ".")
            )
    if clinic.phone:
        yield line("findhelp.phone", number=clinic.phone)
    elif clinic.website:
        yield line("findhelp.website", url=clinic.website)


def _far(distance: float) -> str:
    """Write a distance as exactly as it is known: from the middle of a town or ZIP code."""
    return f"{max(distance, 0.1):.1f}" if distance < 10 else f"{distance:.0f}"  # noqa: PLR2004 - digits


def _reaching(listed: Sequence[Clinic], page: int) -> Keys:
    """Give a row for each clinic: its number to be copied, else its website; and a map."""
    keys = []
    for n, one in _numbered(listed, page):
        row = []
        if one.phone:
            row.append(Key(line("findhelp.copy", n=n, number=one.phone), copy=one.phone))
        elif one.website:
            row.append(Key(line("findhelp.page", n=n), url=one.website))
        if one.at is not None:
            there = MAP.format(lat=one.at.lat, lng=one.at.lng)
            row.append(Key(line("findhelp.map", n=n), url=there))
        keys.append(tuple(row))
    return tuple(filter(None, keys))


def _wishes(looking: Looking, here: Beside) -> Keys:
    """Give the filters; that they speak English goes without saying in the United States."""
    shown = [one for one in _WISHES if one != LANGUAGE or not (here.us and here.locale == "en")]
    return rows([_wish(one, looking) for one in shown], 2)


def _wish(letter: str, looking: Looking) -> Key:
    label = line(_WISHES[letter])
    ticked = line("pick.on", choice=label) if letter in looking.wanted else label
    return Key(ticked, Press(LOOK, looking.turned(letter).written))


def _elsewhere(here: Beside) -> Iterator[Line]:
    if here.us:
        yield line("findhelp.site", url=SITE)
    if here.way.url != HELPLINES:
        yield line("findhelp.beside-url", url=HELPLINES)


def _screen(lines: tuple[Line, ...], keys: Keys, here: Beside) -> Screen:
    """Show it with whom to call beside it."""
    way = here.way
    said = line("resource.line", name=way.name(here.locale), how=ways.how(way))
    number = way.call or way.text
    copies = (
        ()
        if number is None
        else ((Key(line("findhelp.number", number=number), copy=number.replace(" ", "")),),)
    )
    return Screen((*lines, line("findhelp.beside", line=said)), (*keys, *copies))
