"""A counselor calls a client something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.counsel import rename
from bot.counsel.label import folded
from bot.screens.screen import line
from bot.services.counsel import cards
from bot.services.counsel.drafting import go_on

if TYPE_CHECKING:
    from bot.care import Care
    from bot.counsel.draft import Draft
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def ask(call: Call, pressed: Pressed) -> None:
    """Ask for the label, in place of the card."""
    found = await cards.whom(call, pressed, None)
    if found is None:
        return
    draft = rename.open_(call.counselor.id, found[0].client, call.now)
    await go_on(call, draft, rename.screen(draft, found[0].label), edits=pressed.message)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Go back to the card: there is no other key."""
    found = await cards.about(call, draft, None, edits=pressed.message)
    if found is not None and choice == "back":
        await call.work.drafts.drop(call.counselor.id)
        await cards.show(call, *found, edits=pressed.message)


async def hear(call: Call, draft: Draft, text: str) -> None:
    """Take the label that was typed."""
    found = await cards.about(call, draft, None)
    if found is None:
        return
    care, visit = found
    after = rename.wrote(draft, text, await _taken(call, care))
    if isinstance(after, rename.Rename):
        care = replace(care, label=after.label)
        await call.work.cares.put(care)
        await call.work.drafts.drop(call.counselor.id)
        await cards.show(call, care, visit, note=line("client.renamed"))
    else:
        await go_on(call, after, rename.screen(after, care.label))


async def _taken(call: Call, care: Care) -> frozenset[str]:
    """Give the labels of the other clients, and of those who are invited."""
    cares = await call.work.cares.clients_of(call.counselor.id)
    invites = await call.work.invites.of(call.counselor.id)
    others = [one.label for one in cares if one.client != care.client]
    open_ = [one.label for one in invites if one.is_open(call.now)]
    return frozenset(map(folded, (*others, *open_)))
