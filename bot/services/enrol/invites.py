"""The code of an invitation: made, shown once, and told from other words."""

from __future__ import annotations

import re
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from bot.care import InviteKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTERS: Final[Mapping[InviteKind, str]] = {
    InviteKind.CLIENT: "c",
    InviteKind.COUNSELOR: "k",
    InviteKind.OPERATOR: "o",
}
"""What a code begins with, so that it is known what it opens before it is looked for."""
_BYTES: Final = 16
"""128 random bits: nobody guesses one, however many there are."""
_LENGTH: Final = 23
"""Characters of a code."""
_CODE: Final = re.compile(r"[\w-]{16,64}")


def new_code(kind: InviteKind) -> str:
    """Make a code: a letter, and 22 characters of chance that a link can hold."""
    return LETTERS[kind] + token_urlsafe(_BYTES)


def is_code(written: str) -> bool:
    """Say whether this is meant for a code, or for one that lost a piece on the way."""
    return _CODE.fullmatch(written) is not None


def is_whole(written: str) -> bool:
    """Say whether this can be a code as one was made, with nothing lost."""
    return is_code(written) and len(written) == _LENGTH and written[0] in LETTERS.values()
