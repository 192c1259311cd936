"""Invitations: a code made, shown once; and opened, or not, with a word on why."""

from __future__ import annotations

import re
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from bot.care import InviteKind
from bot.screens.screen import screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.care import Invite
    from bot.services.happening import Happening

LETTERS: Final[Mapping[InviteKind, str]] = {InviteKind.CLIENT: "c", InviteKind.COUNSELOR: "k"}
"""What a code begins with, so that it is known what it opens before it is looked for."""
_BYTES: Final = 16
"""128 random bits: nobody guesses one, however many there are."""
_CODE: Final = re.compile(r"[\w-]{16,64}")


def new_code(kind: InviteKind) -> str:
    """Make a code: a letter, and 22 characters of chance that a link can hold."""
    return LETTERS[kind] + token_urlsafe(_BYTES)


def is_code(written: str) -> bool:
    """Say whether this is meant for a code, or for one that lost a piece on the way."""
    return _CODE.fullmatch(written) is not None


async def opening(happening: Happening, code: str, kind: InviteKind) -> Invite | None:
    """Find the invitation that a code opens now; if there is none, say why and give None."""
    invite = await happening.work.invites.by_code(code)
    if invite is None or invite.kind is not kind:
        await happening.show(screen("code.unknown"))
    elif invite.used_at is not None:
        await happening.show(screen("code.used"))
    elif invite.expires_at <= happening.now:
        await happening.show(screen("code.expired"))
    else:
        return invite
    return None
