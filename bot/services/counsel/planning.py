"""The plan wizard in a counselor's chat: begun, gone on with, and saved as one version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.care import Share
from bot.counsel.dayword import names
from bot.counsel.draft import first_turn
from bot.counsel.wizard import making, wizard
from bot.counsel.wizard.facts import Ask, Facts, Save
from bot.counsel.wizard.screens import screen
from bot.counsel.wizard.vocabulary import vocabulary
from bot.looks import Seen
from bot.schedule.plan import PlanId
from bot.screens.screen import line
from bot.services import caps, news
from bot.services.counsel import cards, plans
from bot.services.counsel.drafting import go_on
from bot.services.counsel.foreseen import foreseen

if TYPE_CHECKING:
    from bot.care import Care
    from bot.counsel.draft import Draft
    from bot.schedule.plan import Plan
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def new(call: Call, pressed: Pressed) -> None:
    """Begin a plan for a client, with a usual one to change."""
    found = await cards.whom(call, pressed, Seen.PLANS)
    if found is None:
        return
    facts = await facts_of(call, *found)
    plan = making.usual(PlanId(uuid4().hex), found[0].client, facts)
    await _begin(call, plan, facts, base=0, edits=pressed.message)


async def edit(call: Call, pressed: Pressed) -> None:
    """Begin to change a plan there is."""
    found = await plans.current(call, pressed)
    if found is not None:
        plan, care, visit = found
        facts = await facts_of(call, care, visit)
        await _begin(call, plan, facts, base=plan.version, edits=pressed.message)


async def _begin(call: Call, plan: Plan, facts: Facts, *, base: int, edits: int | None) -> None:
    draft = making.open_(call.counselor.id, plan, base=base, turn=first_turn(call.now))
    await go_on(call, draft, screen(draft, facts), edits=edits)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the wizard."""
    found = await cards.about(call, draft, Seen.PLANS, edits=pressed.message)
    if found is None:
        return
    facts = await facts_of(call, *found)
    match wizard.pressed(draft, choice, facts):
        case Save(plan=plan, base=base):
            await _save(call, plan, base, found, edits=pressed.message)
        case Ask(most=most):
            await caps.ask(found[1], call.counselor.name, most)
            asked = draft.at(draft.step, asked=True)
            await go_on(call, asked, screen(asked, facts), edits=pressed.message)
        case after if after != draft:  # else it was a key that does nothing
            await go_on(call, after, screen(after, facts), edits=pressed.message)


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take typed words in the wizard; the answer stands below them."""
    found = await cards.about(call, draft, Seen.PLANS)
    if found is None:
        return
    facts = await facts_of(call, *found)
    after = wizard.wrote(draft, text, facts)
    if after is None:
        again = draft.at(draft.step)
        await go_on(call, again, screen(again, facts, unread=True))
    else:
        await go_on(call, after, screen(after, facts))


async def _save(
    call: Call, plan: Plan, base: int, found: tuple[Care, Visit], *, edits: int | None
) -> None:
    """Keep one version, if it is another; one kept since the wizard began is shown instead."""
    care, visit = found
    there = await call.work.plans.get(plan.id)
    await call.work.drafts.drop(call.counselor.id)
    if there is not None and there.version != base:
        await plans.show(call, there, care, visit, edits=edits, note=line("planned.overtaken"))
        return
    if there is not None and replace(plan, version=base) == there:
        await plans.show(call, there, care, visit, edits=edits, note=line("counselor.cancelled"))
        return
    await call.work.plans.put(plan, call.now)
    await news.changed(visit)
    told = line("planned.told", label=care.label)
    reads = care.lets(Share.TAKING_PART) and visit.client.reachable
    note = told if reads else line("planned.saved")
    await plans.show(call, plan, care, visit, edits=edits, note=note)


async def facts_of(call: Call, care: Care, visit: Visit) -> Facts:
    """Gather what the wizard is told of a client.

    Rows not sent yet are planned anew when a plan is saved, so they are left out; and until when
    a client paused is theirs: who stopped or blocked the bot looks the same.
    """
    client, seen = visit.client, await foreseen(care, visit)
    return Facts(
        label=care.label,
        now=call.now,
        zone=client.zoneinfo,
        titles=await _titles(call, visit),
        courses=seen.courses(),
        anchors=seen.anchors,
        rest=replace(seen.rest, until=None),
        key=seen.key,
        names=names(call.house.voice.phrases, call.locale),
        known=vocabulary(call.house.voice.phrases),
        reachable=client.reachable or not care.lets(Share.TAKING_PART),
    )


async def _titles(call: Call, visit: Visit) -> dict[str, str]:
    """Give the check-ins that can be planned for a client, in the order of their titles."""
    title, shelf = call.house.voice.title, await visit.shelf()
    # What is for an urge or a slip is only ever begun by the client.
    listed = [script for script in shelf.values() if script.listed and not script.on_demand]
    titled = sorted((title(script, call.locale), script.name) for script in listed)
    return {name: title for title, name in titled}
