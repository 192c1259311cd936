"""A dialog in the middle: its draft is kept, and its screen takes the place of the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.screens.screen import Screen
    from bot.services.counsel.call import Call


async def go_on(call: Call, draft: Draft, shown: Screen, *, edits: int | None = None) -> None:
    """Keep the draft and show its screen: in place of the message pressed, or below."""
    await call.work.drafts.put(draft)
    await call.show(shown, edits=edits)


async def over(call: Call, shown: Screen, *, edits: int | None = None) -> None:
    """Forget the draft, because what it was about is done, and say so."""
    await call.work.drafts.drop(call.counselor.id)
    await call.show(shown, edits=edits)
