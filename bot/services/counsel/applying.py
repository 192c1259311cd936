"""Giving plans in a counselor's chat: a template's or another client's, to one or to many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.care import Share, anchors
from bot.counsel import apply
from bot.counsel.apply import Give
from bot.counsel.apply_facts import Facts
from bot.counsel.apply_screens import saved, screen, unread
from bot.counsel.changes import Person
from bot.counsel.clients import paused
from bot.counsel.draft import Draft, first_turn
from bot.looks import Seen
from bot.people import ClientId
from bot.schedule import risky, template
from bot.schedule.plan import PlanId, PlanStatus
from bot.screens.screen import line
from bot.services import news
from bot.services.counsel import cards
from bot.services.counsel.drafting import go_on, over
from bot.services.read import week_hour

if TYPE_CHECKING:
    from bot.care import Care
    from bot.screens.screen import Screen
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def templates(call: Call, pressed: Pressed) -> None:
    """Begin to give a template: to the client a card is about, or to whoever is chosen."""
    await _begin(call, pressed, copying=False)


async def copy(call: Call, pressed: Pressed) -> None:
    """Begin to give a client's plans to others."""
    await _begin(call, pressed, copying=True)


async def _begin(call: Call, pressed: Pressed, *, copying: bool) -> None:
    whose = ClientId(pressed.argument) if pressed.argument or copying else None
    if whose is not None and await call.own(whose, None) is None:
        await cards.gone(call, edits=pressed.message)
        return
    draft = apply.open_(call.counselor.id, first_turn(call.now), whose, copying=copying)
    await go_on(call, draft, _shown(call, draft, await _facts(call, draft)), edits=pressed.message)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the dialog."""
    ticking = draft.step == "many" and choice != "on"
    facts = await _facts(call, draft, just_labels=ticking)
    if await _left(call, draft, facts, edits=pressed.message):
        return
    match apply.pressed(draft, choice, facts):
        case Draft() as after:
            await go_on(call, after, _shown(call, after, facts), edits=pressed.message)
        case Give() as deed:
            await _give(call, deed)
            await over(call, saved(deed.changes), edits=pressed.message)
        case None:
            call.blink(line("late.turn"))


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take a typed day and hour, or say what works here."""
    facts = await _facts(call, draft)
    if await _left(call, draft, facts):
        return
    after = apply.wrote(draft, text, facts)
    if after is None:
        again = draft.at(draft.step)
        await go_on(call, again, unread(again, facts))
    else:
        await go_on(call, after, _shown(call, after, facts))


def _shown(call: Call, draft: Draft, facts: Facts) -> Screen:
    """Give its screen; the last step tells what is planned for each, the others just labels."""
    if draft.step == "summary":
        call.saw(Seen.PLANS, *facts.people)
    return screen(draft, facts)


async def _left(call: Call, draft: Draft, facts: Facts, *, edits: int | None = None) -> bool:
    """Say so if the client that it began with has gone to somebody else meanwhile."""
    if draft.client is None or draft.client in facts.people:
        return False
    await call.work.drafts.drop(call.counselor.id)
    await cards.gone(call, edits=edits)
    return True


async def _give(call: Call, deed: Give) -> None:
    """End and keep what was shown, and let each client be told."""
    for one in deed.changes:
        found = None if one.none else await call.own(one.person.client, None)
        if found is None:
            continue
        for plan in one.ends:
            ended = replace(plan, status=PlanStatus.ENDED, version=plan.version + 1)
            await call.work.plans.put(ended, call.now)
        for plan in one.begins:
            await call.work.plans.put(replace(plan, id=PlanId(uuid4().hex)), call.now)
        await news.changed(found[1])


async def _facts(call: Call, draft: Draft, *, just_labels: bool = False) -> Facts:
    """Gather the labels of all, and what is planned for those that the draft names.

    `just_labels`: of the client it began with only, which is enough while others are ticked.
    """
    cares = await call.work.cares.clients_of(call.counselor.id)
    ticked = () if just_labels else draft.data["clients"]
    named = {draft.client, *ticked}
    owned = [await call.own(care.client, None) for care in cares if care.client in named]
    phrases = call.house.voice.phrases
    return Facts(
        templates=template.offered(),
        labels={care.client: care.label for care in cares},
        people={found[0].client: await _person(*found) for found in owned if found is not None},
        phrases=phrases,
        title_of=call.title,
        hour_of=lambda text: week_hour(text, phrases),
    )


async def _person(care: Care, visit: Visit) -> Person:
    client, told = visit.client, care.lets(Share.TAKING_PART)
    plans = await visit.work.plans.of(client.id)
    return Person(
        client=client.id,
        label=care.label,
        locale=client.locale,
        today=visit.today,
        plans=tuple(plan for plan in plans if plan.status is PlanStatus.ACTIVE),
        risky=risky.read(client.profile.get("risky", "")) if told else None,
        known=frozenset(anchors(client, care, visit.now)),
        paused=told and paused(client),
    )
