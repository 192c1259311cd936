"""Kept words on a screen of their own: where they come from, and what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.glass import HARD
from bot.interview.ifthen import IfThen
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.screens import kept
from bot.screens.forget_part import one_key
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.screens.kept import Thing
    from bot.screens.screen import Key, Keys

STANDS: Final = {
    Held.NOT_MINE: "kept.not-mine",
    Held.REACHED: "goal.reached",
    Held.RESTS: "goal.rests",
    Held.HIDDEN: "kept.hidden",
    Held.ALONE: "goal.alone",
}
"""What is said of words that are not simply held."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A thing that was opened, and what is known of it."""

    thing: Thing
    asked: str | None = None
    """The question it answered, in the client's language; None: nobody asked, or it is unknown."""
    shown: date | None = None
    """When it was last mirrored, in the client's zone."""
    page: int = 0
    """Of the list it was opened from."""
    counselor: str | None = None
    """Who may be let see it; None: nobody, for they are with nobody, or share nothing."""


def screen(opened: Opened) -> Screen:
    """Show one thing, and the keys for it."""
    return Screen(tuple(_lines(opened)), _keys(opened))


def sure(words: KeptWords, page: int) -> Screen:
    """Ask once before words are let go of."""
    stays = "goal" if words.kind is Kind.GOAL else "words"
    name = kept.ref(words.id, page)
    keys = (key("kept.let-go", "gone", name), key("button.keep", stays, name))
    return Screen((line("kept.sure", words=words.text),), (keys,))


def gone(words: KeptWords, page: int) -> Screen:
    """Say that words are let go of, and lead back to the list."""
    goals = (key("goals.all", "goals"),) if words.kind is Kind.GOAL else ()
    return Screen((line("kept.gone"),), ((*goals, _back(page)),))


def _lines(opened: Opened) -> Iterator[Line]:
    thing, words = opened.thing, kept.main(opened.thing)
    yield line("kept.plans" if isinstance(thing, IfThen) else f"kind.{words.kind}")
    yield kept.said(thing)
    if isinstance(thing, IfThen) and thing.obstacle is not None:
        yield line("kept.in-the-way", words=thing.obstacle.text)
    if words.held in STANDS:
        yield line(STANDS[words.held])
    if _seen(opened):
        yield line("showing.shown", counselor=opened.counselor or "")
    if opened.asked is not None:
        yield line("kept.asked", ask=_question(opened.asked))
    if opened.shown is not None and words.why:
        yield line("kept.shown", date=opened.shown, why=line(f"why.{words.why}"))
    elif opened.shown is not None:
        yield line("kept.shown-on", date=opened.shown)


def _question(asked: str) -> str:
    """Give a question without the hints behind it, which are no use now."""
    return asked[: asked.rfind("?") + 1] or asked


def _keys(opened: Opened) -> Keys:
    words = kept.main(opened.thing)
    name = kept.ref(words.id, opened.page)
    let_go = key("kept.let-go", "let-go", name)
    if words.held is Held.HIDDEN:
        back = key("button.back", "hidden", str(opened.page))
        return ((key("kept.bring", "bring", name), let_go), (one_key(name),), (back,))
    whole = _whole(words)
    hide = (key("kept.hide", "hide", name), let_go)
    showing = _showing(opened, name)
    forget = (one_key(name),)
    return (*_edits(opened.thing), *showing, hide, forget, *whole, (_back(opened.page),))


def _seen(opened: Opened) -> bool:
    words = kept.main(opened.thing)
    return words.shown and words.held in kept.SHOWN and opened.counselor is not None


def _showing(opened: Opened, name: str) -> Keys:
    """Give the key by which a counselor is let see it, or no longer."""
    if opened.counselor is None:
        return ()
    if _seen(opened):
        return ((key("showing.keep", "keep-private", name),),)
    return ((key("showing.let", "let-see", name, counselor=opened.counselor),),)


def _whole(words: KeptWords) -> Keys:
    """Give the way to what these words are part of."""
    if words.kind is Kind.GOAL:
        return ((key("kept.goal", "goal", words.id),),)
    return ((key("hard.key", "hard"),),) if words.kind in HARD else ()


def _edits(thing: Thing) -> Keys:
    if isinstance(thing, IfThen) and thing.cue is not None:
        edit_if = key("kept.edit-if", "reword", thing.cue.id)
        return ((edit_if, key("kept.edit-then", "reword", thing.plan.id)),)
    return ((key("kept.edit", "reword", kept.main(thing).id),),)


def _back(page: int) -> Key:
    return key("button.back", "mirror", str(page))
