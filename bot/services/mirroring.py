"""The mirror and its keys: pages, words on a screen of their own, to hide or to let go of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.interview.render import Tongue
from bot.interview.slots import fill, sayable
from bot.interview.terms import Effect
from bot.interview.turn import Line
from bot.interview.words import Held, before_hiding
from bot.screens import kept, mirror, one_kept
from bot.screens.screen import page_number
from bot.services.enrol import showing
from bot.services.keep import act
from bot.services.mine import EVER, mine, parted

if TYPE_CHECKING:
    from bot.interview.conversation import WordsId
    from bot.interview.words import KeptWords
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def show(visit: Visit, page: int = 0, edits: int | None = None) -> None:
    """Show a page of everything kept."""
    await visit.show(mirror.screen(await visit.work.words.of(visit.client.id), page), edits=edits)


async def page(visit: Visit, pressed: Pressed) -> None:
    """Turn to a page of the mirror."""
    await show(visit, page_number(pressed.argument), pressed.message)


async def hidden(visit: Visit, pressed: Pressed) -> None:
    """Show a page of what is hidden."""
    words, number = await visit.work.words.of(visit.client.id), page_number(pressed.argument)
    await visit.show(mirror.screen(words, number, hidden=True), edits=pressed.message)


async def open_(visit: Visit, pressed: Pressed) -> None:
    """Show words on a screen of their own."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_)
    if words is not None:
        await _open(visit, words.id, number, pressed.message)


async def hide(visit: Visit, pressed: Pressed) -> None:
    """Keep words out of sight from now on."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_, kept.SHOWN)
    if words is not None:
        await showing.unshown(visit, words)
        await act(visit, words.id, Effect.HIDE)
        await _open(visit, words.id, number, pressed.message)


async def bring(visit: Visit, pressed: Pressed) -> None:
    """Have hidden words in sight again, as they were before."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_, {Held.HIDDEN})
    if words is not None:
        told = await visit.work.words.told(visit.client.id, EVER)
        await act(visit, words.id, before_hiding(told, words.id))
        await _open(visit, words.id, number, pressed.message)


async def let_go(visit: Visit, pressed: Pressed) -> None:
    """Ask once whether these words should come back no more."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_)
    if words is not None:
        await visit.show(one_kept.sure(words, number), edits=pressed.message)


async def gone(visit: Visit, pressed: Pressed) -> None:
    """Let go of words for good."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_)
    if words is not None:
        await showing.unshown(visit, words)
        await act(visit, words.id, Effect.LET_GO)
        await visit.show(one_kept.gone(words, number), edits=pressed.message)


async def let_see(visit: Visit, pressed: Pressed) -> None:
    """Let the counselor see these words; they see none but those chosen so."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_, kept.SHOWN)
    if words is not None:
        await showing.show(visit, words)
        await _open(visit, words.id, number, pressed.message)


async def keep_private(visit: Visit, pressed: Pressed) -> None:
    """Let the counselor see these words no longer."""
    id_, number = parted(pressed.argument)
    words = await mine(visit, id_, kept.SHOWN)
    if words is not None:
        await showing.unshown(visit, words)
        await _open(visit, words.id, number, pressed.message)


async def _open(visit: Visit, words: WordsId, number: int, edits: int | None) -> None:
    """Show words as they are now; those that make a plan, as the plan."""
    thing = kept.thing(await visit.work.words.of(visit.client.id), words)
    here = kept.main(thing)
    shown = here.shown_at if here.shown_at and here.shown_at > here.at else None
    opened = one_kept.Opened(
        thing,
        asked=await _asked(visit, here),
        shown=None if shown is None else shown.astimezone(visit.zone).date(),
        page=number,
        counselor=await showing.to_whom(visit),
    )
    await visit.show(one_kept.screen(opened), edits=edits)


async def _asked(visit: Visit, words: KeptWords) -> str | None:
    """Give the question these words answered, as it was put, if its check-in is still known."""
    conversation = await visit.work.conversations.get(words.conversation)
    if conversation is None:
        return None
    try:
        script = await visit.house.script(visit.work, conversation.script, conversation.version)
    except Unreadable:
        return None
    ask = f"{words.step}.ask"
    if words.step not in script.steps or not sayable(script, conversation, ask):
        return None
    tongue = Tongue(visit.house.voice.phrases, visit.locale, script.words, visit.today)
    return tongue.line(Line(ask, fill(script, conversation, ask)))
