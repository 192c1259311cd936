"""The page of the hard-moments plan and its keys: to go over it, and to let a counselor see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.screens import hard
from bot.screens.screen import line, page_number, screen
from bot.services import talk
from bot.services.chosen import chosen
from bot.services.enrol import sharing
from bot.services.enrol.caring import share
from bot.services.making_room import make_room

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

SHARED: Final = ("hard.share", "hard.shared", "hard.private", "hard.unshare")
"""The words by which it is agreed to that a counselor sees it, or no longer does."""


async def show(visit: Visit, page: int = 0, edits: int | None = None) -> None:
    """Show a page of the plan."""
    words = await visit.work.words.of(visit.client.id)
    whose = await sharing.with_whom(visit)
    lets = whose is not None and whose[0].lets(Share.TAKING_PART)
    counselor = whose[1] if whose is not None and lets else None
    shared = whose is not None and whose[0].lets(Share.HARD_PLAN)
    await visit.show(hard.screen(words, page, counselor, shared=shared), edits=edits)


async def turn(visit: Visit, pressed: Pressed) -> None:
    """Turn to a page of it, in place."""
    await show(visit, page_number(pressed.argument), pressed.message)


async def open_(visit: Visit, _: Pressed) -> None:
    """Show it below: what the key stands under stays to be read."""
    await show(visit)


async def begin(visit: Visit, pressed: Pressed) -> None:
    """Begin one of the two sittings, however lately it was there."""
    name = hard.SITTINGS.get(pressed.argument, "")
    if await visit.checkin(name) is None:
        visit.blink(line("late.over"))
        return
    await make_room(visit, pressed)
    await talk.begin(visit, name)


async def let_see(visit: Visit, pressed: Pressed) -> None:
    """Let the counselor see it, or no longer; pressed twice, it is as it was after the first."""
    version = sharing.wording(visit, SHARED)
    await share(visit, version, Share.HARD_PLAN, on=pressed.argument == "on")
    await show(visit, edits=pressed.message)


async def not_now(visit: Visit, pressed: Pressed) -> None:
    """Leave for another day what a counselor offered; they are told nothing of it."""
    await chosen(visit, pressed.tapped, pressed.message)
    await visit.show(screen("hard.later"))
