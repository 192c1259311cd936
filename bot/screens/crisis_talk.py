"""What is said around the card: its one question, the answers, a silence, and the day after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.course import NOW
from bot.episode import Mark
from bot.safety.danger import Danger, Tier
from bot.screens import crisis
from bot.screens.crisis import ACTION, ANY, act
from bot.screens.screen import Keys, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.episode import Episode, EpisodeId
    from bot.interview.turn import Line
    from bot.screens.crisis import Here

LATER: Final = frozenset({Danger.SELF_HARM, Danger.THREAT})
"""Whose question takes *sometimes*, and that something else was meant."""
ANSWERS: Final[Mapping[str, Mark]] = {"yes": Mark.YES, "some": Mark.SOMETIMES, "no": Mark.NO}
"""What a key under the question says, by the word it carries."""
ABOUT: Final[Mapping[str, Danger | None]] = {
    "o": Danger.OVERDOSE,
    "r": Danger.OVERDOSE_OTHER,
    "m": Danger.MEDICAL,
    "w": Danger.WITHDRAWAL,
    "c": Danger.CHILD,
    "v": Danger.VIOLENCE,
    "s": Danger.SELF_HARM,
    "t": Danger.THREAT,
    "p": Danger.PSYCHOSIS,
    "h": Danger.THIRD_PERSON,
    "a": None,
}
"""And about what it was asked, by the letter after that word."""
DAY_AFTER: Final[Mapping[str, Mark]] = {
    "better": Mark.BETTER,
    "same": Mark.SAME,
    "worse": Mark.WORSE,
}
"""The same for the question of the next day."""
BACK: Final = ((key("crisis.back", ACTION, "back"),),)
"""What goes on with the check-in that waits."""
ON: Final = ((key("crisis.on", ACTION, "on"),),)
"""What turns on everything that holds."""


def question(danger: Danger | None, episode: EpisodeId) -> Screen:
    """Ask once, in plain words."""
    kinds = {"yes": "yes", "some": "unsure", "no": "no"}
    if danger in LATER:
        kinds = {"yes": "yes", "some": "sometimes", "no": "meant-else"}
    about = next(letter for letter, one in ABOUT.items() if one is danger)
    keys = [key(f"crisis.{says}", ACTION, f"{it}-{about}.{episode}") for it, says in kinds.items()]
    rows: Keys = (tuple(keys[:2]), (keys[2],)) if danger in LATER else (tuple(keys),)
    return Screen((line(f"crisis-ask.{danger or ANY}"),), rows)


def under(shown: Screen, asked: Screen) -> Screen:
    """Put a question under the card of a soft moment: both are one message."""
    return Screen((*shown.lines, *asked.lines), (*asked.keys, *shown.keys))


def yes(danger: Danger, here: Here) -> Screen:
    """Answer a yes of somebody who has read the card already."""
    first = line(f"crisis-yes.{danger if danger in LATER else ANY}")
    listen = crisis.listening(danger, here)
    said = (first, *here.own, *_names(danger, here), act(here, danger), *here.told)
    return Screen(said, crisis.keys([*listen, here.country.comes(danger)], here))


def sometimes(danger: Danger, here: Here, on: Keys) -> Screen:
    """Answer *sometimes*, or that they are not sure."""
    first = line("crisis.sometimes-said" if danger in LATER else "crisis.unsure-said")
    keys = crisis.keys(crisis.listening(danger, here), here)
    return Screen((first, *_names(danger, here)), (*keys, *on))


def no(danger: Danger, here: Here, on: Keys) -> Screen:
    """Take a no for what it is, and no more: the number stays."""
    return Screen((line("crisis.no-said", how=crisis.stays(here, danger)),), on)


def again(danger: Danger, tier: Tier, here: Here) -> Screen:
    """Answer more such words in a few, while the card is still on screen."""
    if tier is Tier.SOFT:
        said = line("crisis.again-soft", how=crisis.stays(here, danger))
        return Screen((said,), crisis.keys(crisis.listening(danger, here), here))
    return _once_more("crisis.again", danger, here)


def silent(danger: Danger, here: Here, *, discreet: bool = False) -> Screen:
    """Show the number once more; on a discreet client's locked screen, that and no reason."""
    shown = _once_more("crisis.silent", danger, here)
    return replace(shown, lines=shown.lines[:1]) if discreet else shown


def _once_more(says: str, danger: Danger, here: Here) -> Screen:
    """Say a number again, and the other one: who comes where minutes count, else who listens."""
    listen = crisis.listening(danger, here)
    if danger is Danger.VIOLENCE:  # it comes by itself, and somebody else may look
        comes = here.country.comes(danger)
        first = line(says, how=crisis.comes(here, danger))
        return Screen((first,), crisis.keys([comes], here, hide=True))
    listens = danger not in NOW
    first = line(says, how=(crisis.stays if listens else crisis.comes)(here, danger))
    other = [crisis.named(one, here) for one in listen] if not listens else [act(here, danger)]
    return Screen((first, *other), crisis.keys([*listen, here.country.comes(danger)], here))


def written(danger: Danger, here: Here, on: Keys, *, near: bool) -> Screen:
    """Answer whatever else is written while all holds; `near`: the words are of today."""
    first = "crisis.near" if near else "crisis.rests"
    listen = crisis.listening(danger, here) or [here.country.comes(danger)]
    keys = crisis.keys(listen, here) if near else ()
    return Screen((line(first, how=crisis.number(here, danger)),), (*keys, *on))


def beside(here: Here) -> Screen:
    """Name who listens, to somebody for whom it does not pass."""
    listen = crisis.listening(None, here)
    said = (line("crisis.beside"), *(crisis.named(one, here) for one in listen))
    return Screen(said, crisis.keys(listen, here))


def rests(on: Keys) -> Screen:
    """Say that everything rests, and how to go on."""
    return Screen((line("crisis.rest-on"),), on)


def over(on: Keys) -> Screen:
    """Say kindly that the moment is past, and where people are."""
    return Screen((line("crisis.over"),), on)


def next_day(episode: Episode) -> Screen:
    """Ask how they are now; on a lock screen it says nothing."""
    keys = tuple(key(f"crisis.{it}", ACTION, f"{it}.{episode.id}") for it in DAY_AFTER)
    return Screen((line("crisis.next-day"),), (keys,))


def better(on: Keys) -> Screen:
    """Take that it is better, and leave what rests to them."""
    said = line("crisis.better-said")
    return Screen((said, line("crisis.rest-on")) if on else (said,), on)


def same(danger: Danger, here: Here, on: Keys) -> Screen:
    """Take that it is about the same; those who listen are for that, too."""
    return Screen((line("crisis.same-said", how=crisis.stays(here, danger)),), on)


def worse(danger: Danger, here: Here) -> Screen:
    """Show help to somebody who says that it is worse."""
    listen = crisis.listening(danger, here)
    said = (line("crisis.worse-said"), *here.own, *_names(danger, here), act(here, danger))
    shown = [*listen, here.country.comes(danger)]
    return Screen((*said, *here.told), crisis.keys(shown, here))


def _names(danger: Danger, here: Here) -> Iterable[Line]:
    """Name who listens; where nobody does, who comes."""
    listen = crisis.listening(danger, here)
    return [crisis.named(one, here) for one in listen] or [act(here, danger)]
