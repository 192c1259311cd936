"""A plan's own screen in a counselor's chat: paused, resumed, ended, and how it was before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.counsel import history as past
from bot.counsel import planned
from bot.counsel.dayword import names
from bot.counsel.draft import Draft
from bot.looks import Seen
from bot.schedule.plan import PlanId, PlanStatus
from bot.screens.screen import line
from bot.services import news
from bot.services.counsel.drafting import go_on, over
from bot.services.counsel.foreseen import comings

if TYPE_CHECKING:
    from bot.care import Care
    from bot.interview.turn import Line
    from bot.schedule.plan import Plan
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

HISTORY: Final = "history"
"""What a draft is about while a date is awaited."""
_ID: Final = re.compile(r"[0-9a-f]{32}")


async def turn(call: Call, pressed: Pressed) -> None:
    """Show a plan in place of what led to it."""
    found = await _own(call, pressed)
    draft = await call.work.drafts.get(call.counselor.id)
    if draft is not None and draft.about == HISTORY:
        await call.work.drafts.drop(call.counselor.id)
    if found is not None:
        await show(call, *found, edits=pressed.message)


async def show(
    call: Call,
    plan: Plan,
    care: Care,
    visit: Visit,
    *,
    edits: int | None = None,
    note: Line | None = None,
) -> None:
    """Show a plan, under a line about what was just done if something was."""
    told = care.lets(Share.TAKING_PART)
    coming = (await comings(care, visit)).get(plan.id) if told else None
    *_, (_, since) = await call.work.plans.versions(plan.id)
    shown = planned.screen(
        planned.Planned(plan, since, coming, care.label, told=told),
        visit.zone,
        call.today,
        call.title,
    )
    await call.show(
        shown if note is None else replace(shown, lines=(note, *shown.lines)), edits=edits
    )


async def pause(call: Call, pressed: Pressed) -> None:
    """Let nothing come of a plan until it is resumed."""
    await _become(call, pressed, PlanStatus.PAUSED, line("planned.now-paused"))


async def resume(call: Call, pressed: Pressed) -> None:
    """Let a paused plan go on."""
    await _become(call, pressed, PlanStatus.ACTIVE, line("planned.now-resumed"))


async def end(call: Call, pressed: Pressed) -> None:
    """Ask once before a plan ends."""
    found = await current(call, pressed)
    if found is not None:
        await call.show(planned.sure(found[0], call.title), edits=pressed.message)


async def ended(call: Call, pressed: Pressed) -> None:
    """End a plan: what it was stays in its history."""
    await _become(call, pressed, PlanStatus.ENDED, line("planned.now-ended"))


async def _become(call: Call, pressed: Pressed, status: PlanStatus, note: Line) -> None:
    found = await current(call, pressed)
    if found is None:
        return
    plan, care, visit = found
    changed = replace(plan, status=status, version=plan.version + 1)
    await call.work.plans.put(changed, call.now)
    await news.changed(visit)
    await show(call, changed, care, visit, edits=pressed.message, note=note)


async def history(call: Call, pressed: Pressed) -> None:
    """Show how a plan was, version by version, and take a date from now on."""
    found = await _own(call, pressed)
    if found is None:
        return
    plan, care, visit = found
    draft = Draft(call.counselor.id, HISTORY, HISTORY, client=plan.client, data={"plan": plan.id})
    shown = past.screen(await _history(call, plan, care, visit))
    await go_on(call, draft, shown, edits=pressed.message)


async def asked(call: Call, draft: Draft, text: str) -> None:
    """Say what was planned on the day that was typed."""
    plan = await call.work.plans.get(PlanId(draft.data["plan"]))
    found = None if plan is None else await call.own(plan.client, Seen.PLANS)
    if plan is None or found is None:
        await over(call, planned.gone())
        return
    known = names(call.house.voice.phrases, call.locale)
    await go_on(call, draft, past.asked(await _history(call, plan, *found), text, known))


async def _history(call: Call, plan: Plan, care: Care, visit: Visit) -> past.History:
    versions = await call.work.plans.versions(plan.id)
    told = care.lets(Share.TAKING_PART)
    since = await call.work.plans.since(plan.client, versions[0][1]) if told else ()
    return past.History(
        versions=versions,
        zone=visit.zone,
        today=visit.today,
        key=call.house.key,
        came=frozenset(one.local_date for one in since if one.plan == plan.id),
        title_of=call.title,
    )


async def current(call: Call, pressed: Pressed) -> tuple[Plan, Care, Visit] | None:
    """Give the plan a key is about as it was shown; one changed since is shown as it is now."""
    found = await _own(call, pressed)
    if found is None:
        return None
    plan, care, visit = found
    if pressed.argument != planned.named(plan) or plan.status is PlanStatus.ENDED:
        note = line("planned.overtaken")
        await show(call, plan, care, visit, edits=pressed.message, note=note)
        return None
    return found


async def _own(call: Call, pressed: Pressed) -> tuple[Plan, Care, Visit] | None:
    """Give the plan that a key names with whose it is, or say that it is not there.

    One that never was and one of somebody else's client are told the same: keys can be forged.
    """
    id_ = pressed.argument.partition(".")[0]
    plan = await call.work.plans.get(PlanId(id_)) if _ID.fullmatch(id_) else None
    found = None if plan is None else await call.own(plan.client, Seen.PLANS)
    if plan is None or found is None:
        await call.show(planned.gone(), edits=pressed.message)
        return None
    return plan, *found
