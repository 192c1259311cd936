"""Help on screen: the card for words that somebody has to see, block by block, and its keys.

It fits one screen of a telephone: a human sentence, who comes or who listens, what to do until
then, who is told. Whoever comes stands first where minutes count, and after those who listen else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.course import MINUTES, NOW
from bot.safety.danger import Danger, Tier
from bot.screens import ways
from bot.screens.screen import Key, Keys, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.interview.turn import Line
    from bot.safety.resources import Country, Way

ANY: Final = "any"
"""In place of a danger that no rule names."""
ATTEMPT: Final = "attempt"
"""In place of self-harm where it has happened already."""
ACTION: Final = "crisis"
"""What a key of these screens does; its argument says which, and of which episode."""
ACTS: Final = frozenset({Danger.SELF_HARM, Danger.THREAT, Danger.PSYCHOSIS, Danger.THIRD_PERSON})
"""Where those who listen are named first, and then who comes."""
SHORT: Final = 6
"""Digits of a number of which two stand in one row."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where somebody is who needs a person, what they have, and who is told."""

    country: Country
    locale: str
    at: datetime
    """Aware."""
    own: tuple[Line, ...] = ()
    """Their own plan for hard moments."""
    told: tuple[Line, ...] = ()
    """Who is told, or that nobody is."""
    tell: Keys = ()
    """What has somebody told."""


def card(danger: Danger | None, tier: Tier, here: Here, *, attempt: bool = False) -> Screen:
    """Show help for a danger; `attempt`: they may have tried to end their life just now."""
    kind, comes = ATTEMPT if attempt else danger or ANY, here.country.comes(danger or ANY)
    if tier is Tier.SOFT:
        listen = listening(danger, here)
        said = [line(f"crisis-soft.{kind}"), *here.own, *(named(one, here) for one in listen)]
        worsens = (line("crisis.worsens", how=ways.how(comes)),) if danger in MINUTES else ()
        return Screen((*said, *worsens), keys([*listen, comes] if worsens else listen, here))
    first = line(f"crisis-first.{kind}", how=ways.how(comes))
    do = line(f"crisis-do.{kind}")
    if attempt or danger in NOW:
        listen = () if danger in MINUTES else listening(danger, here)
        said = [first, do, *here.own, *(named(one, here) for one in listen)]
        return Screen((*said, *here.told), keys([comes, *listen], here, hide=_watched(danger)))
    listen = listening(danger, here)
    numbers = [*(named(one, here) for one in listen), act(here, danger)]
    said = [first, *here.own, *numbers, do]
    return Screen((*said, *here.told), keys([*listen, comes], here))


def listening(danger: Danger | None, here: Here) -> Sequence[Way]:
    """Give who listens: the best for the danger, and if they don't speak it, the best who do.

    Where minutes count, only who is there for just that.
    """
    every = [one for one in here.country.lines(danger or ANY, here.at) if not one.emergency]
    if danger in MINUTES:
        every = [one for one in every if danger in one.serves]
    speak = [one for one in every if here.locale in one.languages or not one.languages]
    return every[:1] if speak[:1] == every[:1] else [*every[:1], *speak[:1]]


def named(way: Way, here: Here) -> Line:
    """Name who listens, when, how to reach them, and what helps to be understood."""
    when, name = ways.when(way), way.name(here.locale)
    how = ways.how(way)
    said = (
        line("resource.line", name=name, how=how)
        if when is None
        else line("crisis.line", name=name, when=when, how=how)
    )
    note = way.note(here.locale) if here.locale in way.languages else None
    return said if note is None else line("crisis.noted", said=said, note=note)


def act(here: Here, danger: Danger | None) -> Line:
    """Say who comes, should it come to that."""
    of_danger = danger if danger in ACTS else ANY
    return line(f"crisis-act.{of_danger}", how=comes(here, danger))


def number(here: Here, danger: Danger | None) -> Line:
    """Say in a few words how to reach who is to be called first for a danger."""
    return comes(here, danger) if danger in MINUTES else stays(here, danger)


def comes(here: Here, danger: Danger | None) -> Line:
    """Say in a few words how to reach who comes."""
    return ways.how(here.country.comes(danger or ANY))


def stays(here: Here, danger: Danger | None) -> Line:
    """Say in a few words how to reach who listens, or, where nobody does, who comes."""
    best = [*listening(danger, here), here.country.comes(danger or ANY)]
    return ways.how(best[0])


def keys(shown: Iterable[Way], here: Here, *, hide: bool = False) -> Keys:
    """Give what copies a number or opens a chat, what tells somebody, and more help."""
    numbers, chats = copies(shown)
    hides: Keys = ((key("crisis.hide", ACTION, "hide"),),) if hide else ()
    return (*numbers, *here.tell, (*chats, key("crisis.more", "help")), *hides)


def copies(shown: Iterable[Way]) -> tuple[Keys, tuple[Key, ...]]:
    """Give rows of what copies the numbers of these, and the key that opens the first chat."""
    shown = tuple(shown)
    numbers = dict.fromkeys(one.call or one.text for one in shown)
    every = [_copy(one) for one in numbers if one is not None]
    short = tuple(one for one in every if len(one.copy or "") <= SHORT)
    rows: Keys = (*((short,) if short else ()), *((one,) for one in every if one not in short))
    return rows, tuple(Key(line("crisis.chat"), url=one.chat) for one in shown if one.chat)[:1]


def _copy(dialled: str) -> Key:
    return Key(line("crisis.copy", number=dialled), copy=dialled.replace(" ", ""))


def _watched(danger: Danger | None) -> bool:
    """Say whether somebody else may look at this telephone."""
    return danger is Danger.VIOLENCE
