"""The keys that forget a part: asked once, done, and done twice it is done once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.interview.terms import Kind
from bot.screens import forget_part as screens
from bot.screens import kept
from bot.screens.screen import line, page_number
from bot.services.enrol.sharing import with_whom
from bot.services.forgetting import going, parts
from bot.services.mine import parted

if TYPE_CHECKING:
    from bot.interview.conversation import WordsId
    from bot.people import Counselor
    from bot.services.forgetting.going import Going, Kept
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def one(visit: Visit, pressed: Pressed) -> None:
    """Ask whether one thing should go for good."""
    id_, page = parted(pressed.argument)
    words = await visit.work.words.of(visit.client.id)
    if any(known.id == id_ for known in words):
        await visit.show(screens.one(kept.thing(words, id_), page), edits=pressed.message)
    else:
        visit.blink(line("kept.before"))


async def one_gone(visit: Visit, pressed: Pressed) -> None:
    """Forget it."""
    id_, page = parted(pressed.argument)
    known = await parts.read(visit)
    kind = next((words.kind for words in known.words if words.id == id_), None)
    await parts.forget(visit, _going(known, id_, kind))
    shown = screens.one_gone(kind, page, await _counselor(visit))
    await visit.show(shown, edits=pressed.message)


async def days(visit: Visit, pressed: Pressed) -> None:
    """Show the days of which something is kept."""
    known = going.days(await parts.read(visit))
    await visit.show(screens.days(known, page_number(pressed.argument)), edits=pressed.message)


async def day(visit: Visit, pressed: Pressed) -> None:
    """Say what is kept of a day, and ask whether it should go."""
    on, page = _day(pressed.argument)
    goes = None if on is None else going.day(await parts.read(visit), on)
    if on is None or not goes:
        visit.blink(line("kept.before"))
        return
    counted = screens.OneDay(
        on,
        words=len(kept.things(goes.words)),
        numbers=len(goes.ratings),
        told=len(goes.told),
        talks=len(goes.conversations),
        episodes=len(goes.episodes),
    )
    await visit.show(screens.day(counted, page), edits=pressed.message)


async def day_gone(visit: Visit, pressed: Pressed) -> None:
    """Forget a day."""
    on, page = _day(pressed.argument)
    if on is None:
        visit.blink(line("kept.before"))
        return
    await parts.forget(visit, going.day(await parts.read(visit), on))
    shown = screens.day_gone(on, page, await _counselor(visit))
    await visit.show(shown, edits=pressed.message)


def _going(known: Kept, id_: WordsId, kind: Kind | None) -> Going:
    return going.goal(known, id_) if kind is Kind.GOAL else going.thing(known, id_)


def _day(argument: str) -> tuple[date | None, int]:
    written, _, page = argument.partition(".")
    try:
        return date.fromisoformat(written), page_number(page)
    except ValueError:
        return None, 0


async def _counselor(visit: Visit) -> Counselor | None:
    found = await with_whom(visit)
    return None if found is None else found[1]
