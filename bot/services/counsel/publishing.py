"""A counselor publishes a check-in of theirs to clients of theirs, or takes it back from some."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.counsel.written import giving
from bot.people import ClientId
from bot.screens.screen import line
from bot.services.counsel.drafting import go_on
from bot.services.counsel.owning import labels, mine, opened, past

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.own import Own
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def ask(call: Call, pressed: Pressed) -> None:
    """Ask who should have it."""
    own = await mine(call, pressed)
    if own is not None:
        draft = giving.open_(call.counselor.id, own, call.now)
        shown = giving.screen(draft, own, await labels(call))
        await go_on(call, draft, shown, edits=pressed.message)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the dialog."""
    own, known = await call.work.owns.get(draft.data["name"]), await labels(call)
    if own is None:
        await call.work.drafts.drop(call.counselor.id)
        await past(call, pressed)
        return
    if choice == "save":
        await _save(call, own, giving.whom(draft, known), pressed)
        return
    after = giving.pressed(draft, choice, known)
    if after is None:
        call.blink(line("late.turn"))
    else:
        await go_on(call, after, giving.screen(after, own, known), edits=pressed.message)


async def _save(call: Call, own: Own, whom: frozenset[ClientId], pressed: Pressed) -> None:
    """Publish it to those who are ticked and still this counselor's, and to nobody else."""
    theirs = [client for client in sorted(whom) if await call.own(client, None) is not None]
    own = replace(own, clients=frozenset(map(ClientId, theirs)), withdrawn_at=None)
    await call.work.owns.put(own)
    await call.work.owns.give(own.name, own.clients)
    await call.work.drafts.drop(call.counselor.id)
    note = line("own.given" if theirs else "own.taken")
    await opened(call, own, note, edits=pressed.message)
