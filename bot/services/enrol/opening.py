"""The invitation that a code opens, or why it opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.screen import screen

if TYPE_CHECKING:
    from bot.care import Invite, InviteKind
    from bot.services.happening import Happening


async def opening(happening: Happening, code: str, kind: InviteKind) -> Invite | None:
    """Find the invitation that a code opens now; if there is none, say why and give None."""
    invite = await happening.work.invites.by_code(code)
    if invite is None or invite.kind is not kind:
        await happening.show(screen("code.unknown"))
    elif invite.used_at is not None:
        await happening.show(screen("code.used"))
    elif not invite.is_open(happening.now):
        await happening.show(screen("code.expired"))
    else:
        return invite
    return None
