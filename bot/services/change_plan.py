"""The change plan's page, and its card: sent when all six parts are there, or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures import card
from bot.screens import change_plan
from bot.screens.change_plan import PARTS, SCRIPT
from bot.screens.screen import Screen, line
from bot.services import choosing
from bot.services.caption import fits
from bot.services.known import know

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation, WordsId
    from bot.interview.script import Script
    from bot.interview.words import KeptWords
    from bot.screens.change_plan import Page
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def show(visit: Visit) -> None:
    """Show the page as text."""
    page = change_plan.page(await visit.work.words.of(visit.client.id))
    script = await visit.checkin(SCRIPT)
    about = None if script is None else await _goal(visit, script, page)
    begins = script is not None and (about is not None or await choosing.fits(visit, script))
    keys = change_plan.keys(page, begins=begins, about=about)
    await visit.show(change_plan.screen(page, keys))


async def _goal(visit: Visit, script: Script, page: Page) -> WordsId | None:
    """Give a goal that a plan can be about now: its own, else the first that they are ready for."""
    own = {words.goal for part in page.values() for words in part}
    goals = sorted((await know(visit)).goals, key=lambda goal: goal.id not in own)
    for goal in goals:
        if await choosing.fits(visit, script, goal.id, asked=True):
            return goal.id
    return None


async def picture(visit: Visit, pressed: Pressed) -> None:
    """Send the card, light or dark."""
    page = change_plan.page(await visit.work.words.of(visit.client.id))
    if any(page.values()):
        await _send(visit, page, dark=pressed.argument == "dark")
    else:
        await show(visit)


async def ended(visit: Visit, _: Conversation) -> None:
    """After a sitting with the plan: once it is whole, send it as a card."""
    page = change_plan.page(await visit.work.words.of(visit.client.id))
    if change_plan.complete(page):
        await _send(visit, page, dark=False)


async def _send(visit: Visit, page: Page, *, dark: bool) -> None:
    """Send the card with the page as its caption; words it has no letters for go as text alone."""
    whole = change_plan.screen(page)
    plan = card.ChangePlan(
        visit.text(line("change-plan.head")),
        tuple(_part(visit, name, page[name]) for name in PARTS),
        visit.text(line("change-plan.open")),
        dark=dark,
    )
    drawing = visit.picture(card.if_drawable, plan)
    if not drawing:
        await visit.show(whole)
        return
    keys = ((change_plan.picture(dark=not dark),),)
    lines = whole.lines if fits(visit, whole.lines) else (line("change-plan.alt"),)
    await visit.show(Screen(lines, keys), picture=drawing)


def _part(visit: Visit, name: str, words: tuple[KeptWords, ...]) -> card.Part:
    said = (
        card.Words(
            visit.text(line("kept.quoted", words=one.text)),
            visit.text(line("kept.day", date=one.on)),
        )
        for one in words
    )
    return card.Part(visit.text(line(f"change-plan.{name}")), tuple(said))
