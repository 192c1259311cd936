"""The list of a counselor's clients: shown, turned over, and searched by typed words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel import clients
from bot.counsel.draft import Draft
from bot.looks import Seen
from bot.screens.screen import pages
from bot.services.counsel.drafting import go_on

if TYPE_CHECKING:
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def show(call: Call, words: str) -> None:
    """Show the clients, or those whose label holds what stands behind the command."""
    await _list(call, clients.needle(words) if words.strip() else "")


async def turn(call: Call, pressed: Pressed) -> None:
    """Show a page in place of the one that was seen."""
    search, page = clients.page_of(pressed.argument)
    await _list(call, search, page, edits=pressed.message)


async def hear(call: Call, _: Draft, text: str) -> None:
    """Search for what was typed after the list was shown."""
    await _list(call, clients.needle(text))


async def _list(call: Call, search: str, page: int = 0, *, edits: int | None = None) -> None:
    """Show it, and take typed words for a search from now on."""
    known = await call.work.clients.of(call.counselor.id)
    entries = [
        clients.entry(care, known[care.client], call.now)
        for care in await call.work.cares.clients_of(call.counselor.id)
        if care.client in known
    ]
    found = clients.found(entries, search)
    shown, *_ = pages(found, page, clients.PAGE)
    call.saw(Seen.LIST, *(one.client for one in shown))
    draft = Draft(call.counselor.id, "clients", "list")
    await go_on(call, draft, clients.listed(found, search if entries else "", page), edits=edits)
