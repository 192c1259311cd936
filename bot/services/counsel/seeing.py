"""What a counselor can open of a client, page by page, each behind the switch it stands behind.

The same pages are shown to the client who asks what their counselor sees: whatever is on one of
them, both of them see.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.counsel import brief_screens, ratings, shared
from bot.looks import Seen
from bot.pictures import chart
from bot.safety.assess import Tier, assess
from bot.screens import hard
from bot.screens.screen import Screen, line, page_number, screen
from bot.services.counsel import cards
from bot.services.mine import EVER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.care import Care
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is shown."""

    screen: Screen
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what lets it be seen, what a look at it is, and what gathers it."""

    share: Share
    seen: Seen
    make: Callable[[Call, Care, Visit, int], Awaitable[Shown | None]]
    """Given the number of the part that is wanted; None: there is nothing of it."""
    below: bool = False
    """Whether it stands below what led to it, and not in its place."""


async def press(call: Call, pressed: Pressed, name: str) -> None:
    """Show a page at a key, if it is still shared; else say that it is private, and no more."""
    page, (client, _, number) = PAGES[name], pressed.argument.partition(".")
    found = await cards.whom(call, replace(pressed, argument=client), page.seen)
    if found is None:
        return
    care, visit = found
    if not care.lets(page.share):
        await private(call, care, edits=None if page.below else pressed.message)
        return
    shown = await page.make(call, care, visit, page_number(number))
    if shown is None:
        call.blink(line("late.turn"))
    else:
        edits = None if page.below else pressed.message
        await call.show(shown.screen, edits=edits, picture=shown.picture)


async def private(call: Call, care: Care, *, edits: int | None = None) -> None:
    """Say that something is private now: that, and nothing of what it was."""
    call.spare(care.client)
    await call.show(screen("seen.private"), edits=edits)


async def _card(call: Call, care: Care, visit: Visit, _: int) -> Shown:
    return Shown(await cards.screen_of(call, care, visit))


async def _ratings(call: Call, care: Care, visit: Visit, _: int) -> Shown:
    work = visit.work
    words, given = await work.words.of(care.client), await work.words.rated(care.client, EVER)
    rated = ratings.rated(words, given, visit.zone)
    shown = ratings.screen(care, rated)
    drawing = ratings.chart(rated, call.text)
    return Shown(shown, b"" if drawing is None else call.picture(chart.progress, drawing))


async def _goals(_: Call, care: Care, visit: Visit, number: int) -> Shown:
    def quotable(text: str) -> bool:
        return assess([text], visit.client.locale, visit.house.rules).tier is Tier.NONE

    words = await visit.work.words.of(care.client)
    return Shown(shared.goals(care, shared.aims(words, quotable), number))


async def _words(_: Call, care: Care, visit: Visit, number: int) -> Shown:
    words = await visit.work.words.of(care.client)
    return Shown(shared.words(care, shared.chosen(words), number))


async def _hard(_: Call, care: Care, visit: Visit, __: int) -> Shown:
    return Shown(hard.seen(care, await visit.work.words.of(care.client)))


async def _brief(call: Call, care: Care, visit: Visit, _: int) -> Shown | None:
    newest = await cards.last_brief(care, visit)
    return None if newest is None else Shown(brief_screens.again(care, newest, call.zone))


PAGES: Final[Mapping[str, Page]] = {
    "ratings": Page(Share.RATINGS, Seen.RATINGS, _ratings, below=True),
    "goals": Page(Share.GOALS, Seen.GOALS, _goals),
    "words": Page(Share.WORDS, Seen.WORDS, _words),
    "hard-see": Page(Share.HARD_PLAN, Seen.HARD_PLAN, _hard, below=True),
    "brief-last": Page(Share.TAKING_PART, Seen.BRIEF, _brief, below=True),
}
"""By the action of the keys that open them."""
CARD: Final = Page(Share.TAKING_PART, Seen.CARD, _card)
"""The card itself, which is there for whatever is shared."""
PRESSES: Final[Mapping[str, Callable[[Call, Pressed], Awaitable[None]]]] = {
    name: partial(press, name=name) for name in PAGES
}
