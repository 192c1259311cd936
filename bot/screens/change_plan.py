"""The change plan: six parts in the client's words, on one page; some may still be open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept
from bot.screens.lines import below
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.conversation import WordsId
    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.screens.screen import Keys

SCRIPT: Final = "change-plan"
"""The check-in whose steps the parts are."""
PARTS: Final = ("want", "why", "steps", "people", "sign", "in-the-way")

_STANDS: Final = kept.SHOWN - {Held.ALONE}

Page = dict[str, tuple["KeptWords", ...]]
"""By part, the words that stand there; none: it is still open."""


def page(words: Iterable[KeptWords]) -> Page:
    """Give the newest words of each part, of the plan that was worked on last."""
    ours = [one for one in words if one.script == SCRIPT and one.held in _STANDS]
    newest = max(ours, key=lambda one: one.at, default=None)
    same = [one for one in ours if newest is not None and one.of == newest.of]
    return {part: _newest([one for one in same if one.step == part]) for part in PARTS}


def complete(page: Page) -> bool:
    """Say whether no part is open."""
    return all(page.values())


def screen(page: Page, keys: Keys = ()) -> Screen:
    """Show the page as text."""
    if not any(page.values()):
        return Screen((line("change-plan.none"),), keys)
    return Screen((line("change-plan.head"), *map(_part, page.items())), keys)


def keys(page: Page, *, begins: bool, about: WordsId | None = None) -> Keys:
    """Give the keys of the page; `begins`: it can be gone on with now, `about` this goal if any."""
    pictures = (picture(dark=False), picture(dark=True)) if any(page.values()) else ()
    press = ("begin", SCRIPT) if about is None else ("about", f"change.{about}")
    on = key("change-plan.go-on" if pictures else "change-plan.begin", *press)
    rows = (pictures, (on,) if begins and not complete(page) else ())
    return tuple(row for row in rows if row)


def picture(*, dark: bool) -> Key:
    """Give the key that sends the card."""
    theme = "dark" if dark else "light"
    return Key(line(f"change-plan.{theme}"), Press("plan", theme))


def _newest(words: Sequence[KeptWords]) -> tuple[KeptWords, ...]:
    """Give the words of the newest sitting: several, where several were picked."""
    if not words:
        return ()
    sitting = max(words, key=lambda one: one.at).conversation
    return tuple(one for one in words if one.conversation == sitting)


def _part(part: tuple[str, Sequence[KeptWords]]) -> Line:
    name, words = part
    said = below(map(kept.said, words)) if words else line("change-plan.open")
    return line("change-plan.part", part=line(f"change-plan.{name}"), words=said)
