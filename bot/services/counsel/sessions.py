"""The next session with a client: settled in a dialog, and the last one once it has begun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.care import Session
from bot.counsel import around, dayword, session, session_screens
from bot.looks import Seen
from bot.ports import Timer, TimerKind
from bot.screens.lines import when
from bot.screens.screen import line
from bot.services.briefing import arming
from bot.services.counsel import cards
from bot.services.counsel.drafting import go_on
from bot.services.replan import replan

if TYPE_CHECKING:
    from datetime import datetime

    from bot.care import Care
    from bot.counsel.draft import Draft
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def ask(call: Call, pressed: Pressed) -> None:
    """Ask when the next session is, in place of the card."""
    found = await cards.whom(call, pressed, Seen.PLANS)
    if found is None:
        return
    known = facts(call, found[0])
    draft = session.open_(call.counselor.id, found[0].client, known)
    await go_on(call, draft, session_screens.screen(draft, known), edits=pressed.message)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the dialog."""
    found = await cards.about(call, draft, Seen.PLANS, edits=pressed.message)
    if found is None:
        return
    known = facts(call, found[0])
    after = session.pressed(draft, choice, known)
    if isinstance(after, session.Settle):
        await _settled(call, *found, after.at, edits=pressed.message)
    elif isinstance(after, session.Leave):
        await call.work.drafts.drop(call.counselor.id)
        await cards.show(call, *found, edits=pressed.message)
    elif after is not None:
        await go_on(call, after, session_screens.screen(after, known), edits=pressed.message)


async def hear(call: Call, draft: Draft, text: str) -> None:
    """Take typed words in the dialog, and go on below them."""
    found = await cards.about(call, draft, Seen.PLANS)
    if found is not None:
        known = facts(call, found[0])
        after = session.wrote(draft, text, known)
        await go_on(call, after, session_screens.screen(after, known))


async def begun(visit: Visit, _: Timer) -> None:
    """Let a session that begins be the last one: what hangs on either is planned anew."""
    care = await visit.work.cares.of(visit.client.id)
    if care is not None:
        kept = session.sessions(care, visit.now, care.next_session(visit.now))
        await visit.work.cares.put(replace(care, sessions=kept))
        last = kept[0] if kept else None
        if last is not None and last.instant <= visit.now:
            await arming.after(visit, last)
        await replan(visit)


async def _settled(
    call: Call, care: Care, visit: Visit, at: datetime | None, *, edits: int | None
) -> None:
    """Settle it, and show it on the card."""
    care = await settle(call, care, visit, at)
    await call.work.drafts.drop(call.counselor.id)
    note = line("session.cleared") if at is None else line("session.kept", **when(at))
    await cards.show(call, care, visit, edits=edits, note=note)


async def settle(call: Call, care: Care, visit: Visit, at: datetime | None) -> Care:
    """Keep when the next session is, a wall time of the counselor's; what hangs on it follows."""
    coming = None if at is None else Session(at, call.counselor.zone)
    before, last = care.next_session(call.now), care.last_session(call.now)
    care = replace(care, sessions=session.sessions(care, call.now, coming))
    await call.work.cares.put(care)
    timer = f"session:{care.client}"
    if coming is None:
        await call.work.timers.done(timer)
    else:
        rings = Timer(timer, care.client, TimerKind.SESSION, coming.instant)
        await call.work.timers.set(rings)
    if coming != before:
        await arming.before(visit, care)
    if last is not None and call.now < last.instant + around.OVER:
        await arming.after(visit, last)
    await replan(visit)
    return care


def facts(call: Call, care: Care) -> session.Facts:
    """Give what the dialog goes by."""
    return session.Facts(
        label=care.label,
        now=call.now,
        zone=call.zone,
        hours=call.counselor.hours,
        names=dayword.names(call.house.voice.phrases, call.locale),
        planned=care.next_session(call.now),
    )
