"""Whether and when a message is tried again. Pure; instants are aware UTC."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.message import Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports import Outgoing

PATIENCE: Final = timedelta(hours=1)
"""The longest pause between two tries of a message that was surely not sent."""
AT_MOST: Final = 5
"""Repeats of what is sent again whatever happens: doubles have a bound even there."""


def backoff(attempts: int) -> timedelta:
    """Give how long to wait after so many vain tries: 1 s, doubled each time, an hour at most."""
    return min(PATIENCE, timedelta(seconds=2 ** min(attempts, 12)))


def repeats(out: Outgoing, now: datetime) -> bool:
    """Say whether a message of unknown fate is sent again: the policy of DESIGN.md's "Out"."""
    message = out.message
    if message.purpose.always_again:
        return out.repeats < AT_MOST
    if message.sensitive or (message.expires_at is not None and message.expires_at <= now):
        return False
    return message.purpose in {Purpose.REPLY, Purpose.PROMPT} and out.repeats == 0
