"""Sittings: a check-in of several goes on the next day, if the client asked for that."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.ports import Timer, TimerKind
from bot.schedule.quiet import when_awake
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

TOMORROW: Final = "tomorrow"
"""What a client answers who wants to be asked; whoever comes by themselves answers otherwise."""
_DAY: Final = timedelta(days=1)


async def settle(visit: Visit, conversation: Conversation, value: str) -> None:
    """Set when the next sitting comes: the next day at this time of day, or when they wake."""
    if value != TOMORROW:
        return
    client = visit.client
    wall = visit.now.astimezone(visit.zone).time().replace(second=0, microsecond=0, fold=0)
    meant = instant(visit.today + _DAY, wall, visit.zone) or visit.now + _DAY
    due = when_awake(meant, client.quiet, visit.zone)
    # Not the timer of the conversation, which ends with this answer.
    id_ = f"{TimerKind.AGAIN}:{conversation.id}"
    await visit.work.timers.set(Timer(id_, client.id, TimerKind.AGAIN, due))
