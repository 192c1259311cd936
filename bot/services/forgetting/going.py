"""What goes when a client forgets one thing, one goal or one day; decided from what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.episode import Mark
from bot.interview.ifthen import PARTS
from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.episode import Entry, Episode, EpisodeId
    from bot.interview.conversation import ConversationId, WordsId
    from bot.interview.words import KeptWords, Rating, Told
    from bot.ports import Sat

BESIDE: Final = frozenset({Kind.REASON, Kind.PLAN, *PARTS})
"""Kinds that belong to the goal of the same conversation, where they name none themselves."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a client said and that is kept."""

    words: Sequence[KeptWords]
    ratings: Sequence[Rating]
    told: Sequence[Told]
    talks: Sequence[Sat]
    episodes: Mapping[EpisodeId, tuple[Episode, Sequence[Entry]]]
    zone: ZoneInfo
    """The client's own: it says on which day something was said."""


@dataclass(frozen=True, slots=True)
class Going:
    """What goes."""

    words: tuple[KeptWords, ...] = ()
    ratings: tuple[Rating, ...] = ()
    told: tuple[Told, ...] = ()
    conversations: frozenset[ConversationId] = frozenset()
    """Those that go whole; of the others, only what these words and numbers are in them."""
    episodes: tuple[Episode, ...] = ()
    """Those whose words go; that they were stays."""
    day: date | None = None
    """The day all of it was said, if it goes for that."""

    def __bool__(self) -> bool:
        """Say whether anything goes."""
        return any((self.words, self.ratings, self.told, self.conversations, self.episodes))


def thing(kept: Kept, id_: WordsId) -> Going:
    """Let words go; of an if-then plan that was made by itself, all of it."""
    chosen = next((one for one in kept.words if one.id == id_), None)
    if chosen is None:
        return Going()
    beside = [one for one in kept.words if one.conversation == chosen.conversation]
    planned = [one for one in beside if one.kind is Kind.PLAN]
    if chosen.kind in {Kind.PLAN, *PARTS} and len(planned) == 1:
        return Going((*planned, *(one for one in beside if one.kind in PARTS)))
    return Going((chosen,))


def goal(kept: Kept, id_: WordsId) -> Going:
    """Let a goal go, with every word and number that belongs to it."""
    main = next((one for one in kept.words if one.id == id_), None)
    if main is None:
        return Going()
    words = (one for one in kept.words if one.of == id_ or _beside(one, main))
    return Going(tuple(words), tuple(one for one in kept.ratings if one.goal == id_))


def day(kept: Kept, on: date) -> Going:
    """Let go all that was said on one day: check-ins of more than one day go whole."""

    def then(at: datetime) -> bool:
        return _local(kept, at) == on

    return Going(
        words=tuple(one for one in kept.words if one.on == on or then(one.at)),
        ratings=tuple(one for one in kept.ratings if then(one.at)),
        told=tuple(one for one in kept.told if then(one.at)),
        conversations=frozenset(
            one.conversation.id
            for one in kept.talks
            if _local(kept, one.began_at) <= on <= _local(kept, one.moved_at)
        ),
        episodes=tuple(
            one
            for one, history in kept.episodes.values()
            if one.words and any(then(at) for at in _heard(one, history))
        ),
        day=on,
    )


def days(kept: Kept) -> list[date]:
    """Give the days on which something was said, the latest first."""
    found = {one.on for one in kept.words}
    found |= {_local(kept, one.at) for one in kept.ratings}
    found |= {_local(kept, one.at) for one in kept.told}
    found |= {_local(kept, one.began_at) for one in kept.talks if one.conversation.answers}
    for one, history in kept.episodes.values():
        if one.words:
            found |= {_local(kept, at) for at in _heard(one, history)}
    return sorted(found, reverse=True)


def _beside(one: KeptWords, main: KeptWords) -> bool:
    return one.kind in BESIDE and one.goal is None and one.conversation == main.conversation


def _heard(episode: Episode, history: Sequence[Entry]) -> list[datetime]:
    """Give when words were heard in an episode; which of them came when is not kept."""
    heard = (entry.at for entry in history if entry.mark in {Mark.BEGAN, Mark.AGAIN})
    return [episode.began_at, *heard]


def _local(kept: Kept, at: datetime) -> date:
    return at.astimezone(kept.zone).date()
