"""Kept words in a list: what may be shown unasked, plans as one thing, numbered keys to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.ifthen import PARTS, IfThen, plans
from bot.interview.terms import Kind
from bot.interview.words import Held, KeptWords
from bot.message import Press
from bot.screens.screen import Key, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.conversation import WordsId
    from bot.interview.turn import Line
    from bot.screens.screen import Keys

Thing = KeptWords | IfThen
"""Words that stand alone, or an if-then plan, which is one thing."""
SHOWN: Final = frozenset({Held.HELD, Held.NOT_MINE, Held.REACHED, Held.RESTS, Held.ALONE})
"""What is shown unasked. Somebody else's idea never comes back by itself, but it is kept; so is
what should not be done alone."""


def things(words: Iterable[KeptWords]) -> list[Thing]:
    """Give kept words as they stand in a list, whatever became of them: plans are one thing."""
    every = list(words)
    whole = {one.plan.id: one for one in plans(every)}
    planned = {one.conversation for one in every if one.kind is Kind.PLAN}
    return [
        whole.get(one.id, one)
        for one in every
        if not (one.kind in PARTS and one.conversation in planned)
    ]


def thing(words: Iterable[KeptWords], id_: WordsId) -> Thing:
    """Give the thing these words carry, or words that are part of one, alone.

    Raises LookupError: there are no such words.
    """
    every = list(words)
    for one in (*things(every), *every):
        if main(one).id == id_:
            return one
    raise LookupError(id_)


def main(thing: Thing) -> KeptWords:
    """Give the words that carry a thing's date and state: a plan's are its "then"."""
    return thing.plan if isinstance(thing, IfThen) else thing


def said(thing: Thing) -> Line:
    """Quote a thing, with its date."""
    words = main(thing)
    if isinstance(thing, IfThen) and thing.cue is not None:
        return line("kept.if-then", cue=thing.cue.text, words=words.text, date=words.on)
    return line("kept.words", words=words.text, date=words.on)


def row(n: int, thing: Thing) -> Line:
    """Quote a thing, with its number on a page."""
    return line("kept.row", n=n, words=said(thing))


def point(thing: Thing) -> Line:
    """Quote a thing as one point among others."""
    return line("kept.point", words=said(thing))


def numbered(shown: Sequence[Thing], action: str, page: int) -> Keys:
    """Give a row of keys, each of which opens the thing of its number."""
    keys = (
        Key(str(n), Press(action, ref(main(one).id, page))) for n, one in enumerate(shown, start=1)
    )
    return (found,) if (found := tuple(keys)) else ()


def ref(words: WordsId, page: int = 0) -> str:
    """Name words, and the page they stand on, as a key's argument: at most 40 bytes."""
    return f"{words}.{page}" if page else words
