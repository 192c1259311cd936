"""The keys of the mirror: turning its pages, and letting go of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import WordsId
from bot.interview.script import Effect
from bot.screens import mirror
from bot.screens.screen import line, screen
from bot.services.keep import act

if TYPE_CHECKING:
    from bot.interview.words import KeptWords
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def page(visit: Visit, pressed: Pressed) -> None:
    """Turn a page of the mirror, or of the goals alone."""
    what, _, number = pressed.argument.partition("-")
    if number.isascii() and number.isdigit():
        words = await visit.work.words.of(visit.client.id)
        kinds = mirror.GOALS if what == "goals" else mirror.ALL
        await visit.show(mirror.screen(words, kinds, page=int(number)), edits=pressed.message)


async def let_go(visit: Visit, pressed: Pressed) -> None:
    """Ask once whether these words should come back no more."""
    words = await _own(visit, pressed)
    if words is not None:
        await visit.show(mirror.sure(words))


async def gone(visit: Visit, pressed: Pressed) -> None:
    """Let go of words for good."""
    words = await _own(visit, pressed)
    if words is not None:
        await act(visit, words.id, Effect.LET_GO)
        await visit.show(screen("mirror.gone"), edits=pressed.message)


async def stays(visit: Visit, pressed: Pressed) -> None:
    """Keep words after all."""
    if await _own(visit, pressed) is not None:
        await visit.show(screen("mirror.stays"), edits=pressed.message)


async def _own(visit: Visit, pressed: Pressed) -> KeptWords | None:
    """Find kept words of this client by the key's argument, or say that they are gone."""
    words = await visit.work.words.get(WordsId(pressed.argument))
    if words is None or words.client != visit.client.id or words.held not in mirror.SHOWN:
        visit.blink(line("mirror.before"))
        return None
    return words
