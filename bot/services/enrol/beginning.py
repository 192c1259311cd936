"""A welcome has come to its end: somebody begins for good, or is nobody to us any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.people import Standing
from bot.schedule import template
from bot.schedule.plan import PlanId
from bot.schedule.planfile import parse
from bot.screens import home
from bot.screens.screen import screen
from bot.services import talk
from bot.services.enrol import caring, clients, hardest
from bot.services.replan import replan

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

WELCOME: Final = "welcome"
"""Of those whom nobody invited."""
FIRST: Final = "first-goal"


async def begin(visit: Visit) -> None:
    """Let somebody whom nobody invited begin with the plan that is for them."""
    plan = parse(
        visit.house.plan,
        plan=PlanId(uuid4().hex),
        client=visit.client.id,
        start=visit.today + timedelta(days=1),
    )
    await visit.work.plans.put(plan, visit.now)
    await _begin(visit)


async def forget(visit: Visit) -> None:
    """Keep nothing of somebody who did not agree; what was said last is under another key."""
    await visit.work.clients.remove(visit.client.id)


async def after_invited(visit: Visit, conversation: Conversation) -> None:
    """Begin as the invitation says, or leave it as it was; another language begins anew."""
    invite = await caring.opened(visit)
    if "language" in conversation.answers and invite is not None:
        if not await clients.anew(visit, invite):
            await forget(visit)
        return
    if not visit.client.adult or visit.client.consent is None:
        await caring.decline(visit)
        await forget(visit)
        return
    if await visit.work.cares.of(visit.client.id) is None:
        await visit.show(screen("enrol.withdrawn"))
        await caring.decline(visit)
        await forget(visit)
        return
    await caring.forget_invite(visit)
    await give(visit, "" if invite is None else invite.template)
    await caring.tell_accepted(visit)
    await _begin(visit)


async def after_connecting(visit: Visit, conversation: Conversation) -> None:
    """Say that a client of long is connected now, or why not."""
    care = await visit.work.cares.of(visit.client.id)
    if caring.refused(visit):
        await caring.forget_invite(visit)
        await visit.show(screen("enrol.withdrawn"))
    elif care is not None and _agreed(conversation):
        counselor = await visit.work.counselors.get(care.counselor)
        name = "" if counselor is None else counselor.name
        await visit.show(screen("enrol.connected", counselor=name))


def _agreed(conversation: Conversation) -> bool:
    """Say whether they tapped that they want it, with the counts or without."""
    tapped = {answer.options for answer in conversation.answers.values()}
    return not tapped.isdisjoint({("share",), ("private",)})


async def give(visit: Visit, name: str) -> None:
    """Give the plans of a template, of the first one if there is none of that name."""
    known = template.packaged()
    chosen = known.get(name) or next(iter(known.values()))
    phrases = visit.house.voice.phrases
    plans = template.made(
        chosen,
        client=visit.client.id,
        start=visit.today + timedelta(days=1),
        risky=hardest.named(visit.client) or hardest.USUAL,
        titles=[
            phrases(visit.locale, f"template.{chosen.name}.plan.{n}")
            for n, _ in enumerate(chosen.plans, start=1)
        ],
        ids=[PlanId(uuid4().hex) for _ in chosen.plans],
    )
    for plan in plans:
        await visit.work.plans.put(plan, visit.now)


async def _begin(visit: Visit) -> None:
    """Let prompts come from now on, and the first check-in follow at once."""
    await visit.change(standing=Standing.ACTIVE, enrolled_at=visit.now)
    await replan(visit)
    local = visit.now.astimezone(visit.client.zoneinfo)
    await visit.show(home.settled_in(local, hardest.named(visit.client)))
    await talk.begin(visit, FIRST)
