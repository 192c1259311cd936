"""A client's card on a counselor's screen, and what its keys open at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.care import Share
from bot.counsel import card
from bot.counsel.tally import SPAN, tally
from bot.looks import Seen
from bot.schedule.plan import PlanStatus
from bot.screens.screen import page_number, screen
from bot.services.counsel.foreseen import comings

if TYPE_CHECKING:
    from bot.brief import Brief
    from bot.care import Care
    from bot.counsel.draft import Draft
    from bot.interview.turn import Line
    from bot.screens.screen import Screen
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def show(
    call: Call, care: Care, visit: Visit, *, edits: int | None = None, note: Line | None = None
) -> None:
    """Show a client's card, under a line about what was just done if something was."""
    shown = await screen_of(call, care, visit)
    if note is not None:
        shown = replace(shown, lines=(note, *shown.lines))
    call.saw(Seen.CARD, care.client)
    await call.show(shown, edits=edits)


async def screen_of(call: Call, care: Care, visit: Visit) -> Screen:
    """Give the card as this counselor sees it; the client is shown it by the same function."""
    return card.screen(await _card(care, visit), call.zone, call.now, call.title)


async def turn(call: Call, pressed: Pressed) -> None:
    """Show the card in place of the list or of what the card had led to."""
    await _open(call, pressed, edits=pressed.message)


async def below(call: Call, pressed: Pressed) -> None:
    """Show the card below: what was pressed stays to be seen."""
    await _open(call, pressed)


async def plans(call: Call, pressed: Pressed) -> None:
    """Let one of a client's plans be chosen, on one page of them."""
    client, _, page = pressed.argument.partition(".")
    found = await whom(call, replace(pressed, argument=client), Seen.PLANS)
    if found is not None:
        shown = card.plans(await _card(*found), call.today, call.title, page_number(page))
        await call.show(shown, edits=pressed.message)


async def whom(call: Call, pressed: Pressed, seen: Seen | None) -> tuple[Care, Visit] | None:
    """Give whom a key is about, if they are this counselor's; else say so.

    `seen` is what will be shown of them, as `Call.own` takes it.
    """
    found = await call.own(pressed.argument, seen)
    if found is None:
        await gone(call, edits=pressed.message)
    return found


async def about(
    call: Call, draft: Draft, seen: Seen | None, *, edits: int | None = None
) -> tuple[Care, Visit] | None:
    """Give whom a dialog is about, if they are still this counselor's; else say so and end it."""
    found = None if draft.client is None else await call.own(draft.client, seen)
    if found is None:
        await call.work.drafts.drop(call.counselor.id)
        await gone(call, edits=edits)
    return found


async def gone(call: Call, *, edits: int | None = None) -> None:
    """Say that this client is not, or no longer, one of theirs; forged keys are told the same."""
    await call.show(screen("clients.gone"), edits=edits)


async def last_brief(care: Care, visit: Visit) -> Brief | None:
    """Give the newest brief of a client's that this counselor was sent while with them."""
    sent = [
        one
        for one in await visit.work.briefs.of(care.client)
        if one.counselor == care.counselor and one.sent_at >= care.since
    ]
    return sent[-1] if sent else None


async def _open(call: Call, pressed: Pressed, *, edits: int | None = None) -> None:
    found = await whom(call, pressed, Seen.CARD)
    if found is not None:
        await show(call, *found, edits=edits)


async def _card(care: Care, visit: Visit) -> card.Card:
    """Gather what stands on a card."""
    plans = visit.work.plans
    kept = [one for one in await plans.of(care.client) if one.status is not PlanStatus.ENDED]
    if not care.lets(Share.TAKING_PART):
        return card.Card(care, visit.client, kept)
    due = (await comings(care, visit)).values()
    counts = care.lets(Share.COUNTS)
    since = await plans.since(care.client, visit.now - SPAN) if counts else ()
    return card.Card(
        care,
        visit.client,
        kept,
        min(due, default=None),
        tally(since, visit.now),
        brief=await last_brief(care, visit) is not None,
    )
