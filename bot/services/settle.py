"""A client settles something: consent, a zone, days and time, a word of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.ports import Consent
from bot.schedule.plan import PlanId, Slot, Weekdays
from bot.schedule.planfile import parse
from bot.services.replan import edit, replan
from bot.settings import DAYS, settled, time_of

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.turn import Setting
    from bot.services.visit import Visit

TAKING_PART = "taking part"
REPLANS = frozenset({"zone", "quiet"})


async def settle(visit: Visit, conversation: Conversation, setting: Setting) -> None:
    """Keep one setting, and plan anew where it moves what is to come."""
    match setting.name:
        case "consent":
            await _consent(visit, conversation, agreed=setting.value == "yes")
        case "days" | "time":
            await _rhythm(visit, setting)
        case _:
            changed = settled(visit.client, setting.name, setting.value)
            if changed != visit.client:
                visit.client = changed
                await visit.work.clients.save(changed)
                if setting.name in REPLANS:
                    await replan(visit)


async def _consent(visit: Visit, conversation: Conversation, *, agreed: bool) -> None:
    """Note what was answered, and to which version of the text."""
    version = conversation.version
    await visit.work.consents.add(
        Consent(visit.client.id, TAKING_PART, version, visit.client.locale, visit.now, agreed)
    )
    await visit.change(consent=version if agreed else None)


async def _rhythm(visit: Visit, setting: Setting) -> None:
    """Change the client's own plan, and plan the next prompt anew."""
    for plan in await visit.work.plans.of(visit.client.id):
        if setting.name == "days":
            edited = replace(plan, cadence=Weekdays(DAYS[setting.value]))
        else:
            at = time_of(setting.value)
            edited = replace(plan, slots=(Slot(at, at),))
        await edit(visit, edited)
    await replan(visit)


async def make_plan(visit: Visit) -> None:
    """Give a client who has just agreed the plan that everybody begins with, from tomorrow on."""
    plan = parse(
        visit.house.plan,
        plan=PlanId(uuid4().hex),
        client=visit.client.id,
        start=visit.today + timedelta(days=1),
    )
    await visit.work.plans.put(plan, visit.now)
    await replan(visit)
