"""What they see: a client is shown their counselor's own pages, by the functions that make those.

Nothing is told apart here: the screen is the one that the counselor gets, in the counselor's
language, with the label that they gave. Its keys lead to the same pages, or do nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.looks import Seen
from bot.message import Button, Press
from bot.screens.screen import line, page_number, screen
from bot.services.counsel import cards
from bot.services.counsel.call import Call
from bot.services.counsel.seeing import PAGES, Shown
from bot.services.enrol.sharing import with_whom

if TYPE_CHECKING:
    from bot.care import Care
    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

CARD: Final = "card"
_CARDS: Final = frozenset({"client", "card"})
"""The counselor's keys that lead to the card."""
_INERT: Final = Press("seen", "inert")


async def press(visit: Visit, pressed: Pressed) -> None:
    """Show a page as the counselor sees it, below."""
    found = await with_whom(visit)
    if found is None:
        await visit.show(screen("see.nobody"))
        return
    name, _, page = pressed.argument.partition(".")
    if name != CARD and name not in PAGES:
        visit.blink(line("see.inert", counselor=found[1].name))
        return
    await _show(visit, *found, name, page_number(page))


async def _show(visit: Visit, care: Care, counselor: Counselor, name: str, page: int) -> None:
    call = Call(visit.house, visit.work, counselor, visit.now)
    call.drawn = visit.drawn
    await call.shelf()
    shown = await _page(call, care, visit, name, page)
    if shown is None:
        visit.blink(line("see.gone"))
        return
    text, rows = call.house.voice.screen(call.framed(shown.screen), call.locale, call.today)
    head = visit.text(*_head(visit, counselor, name))
    buttons = tuple(tuple(_harmless(one) for one in row) for row in rows)
    await visit.send(f"{head}\n\n{text}", buttons, picture=shown.picture)


async def _page(call: Call, care: Care, visit: Visit, name: str, number: int) -> Shown | None:
    """Make a page as it is made for the counselor; the look is the client's own, and none."""
    if name == CARD:
        call.saw(Seen.CARD, care.client)
        return Shown(await cards.screen_of(call, care, visit))
    page = PAGES[name]
    if not care.lets(page.share):
        return Shown(screen("seen.private"))
    call.saw(page.seen, care.client)
    return await page.make(call, care, visit, number)


def _head(visit: Visit, counselor: Counselor, name: str) -> list[Line]:
    lines = [line("see.card" if name == CARD else "see.page", counselor=counselor.name)]
    nearest = visit.house.voice.nearest
    if nearest(counselor.locale) != nearest(visit.locale):
        lines.append(line("see.tongue", counselor=counselor.name))
    return lines


def _harmless(button: Button) -> Button:
    """Give a counselor's button as it stands in the client's chat."""
    match button.does:
        case Press(action=action) if action in _CARDS:
            return replace(button, does=Press("seen", CARD))
        case Press(action=action, argument=argument) if action in PAGES:
            _, _, page = argument.partition(".")
            return replace(button, does=Press("seen", f"{action}.{page_number(page)}"))
        case _:
            return replace(button, does=_INERT)
