"""Operators: whoever runs the service is told that an alert is unopened, and whose never."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from bot.message import Message, MessageId, Purpose
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.episode import Operator
    from bot.interview.turn import Line
    from bot.services.happening import Happening


async def unopened(happening: Happening) -> None:
    """Tell every operator that nobody has opened an alert."""
    for operator in await happening.work.operators.all():
        await say(happening, operator, line("operator.unopened"), purpose=Purpose.ALERT)


async def say(
    happening: Happening, operator: Operator, *lines: Line, purpose: Purpose = Purpose.REPLY
) -> None:
    """Write to an operator, in their language."""
    text = happening.house.voice.say(lines, operator.locale, happening.today)
    await happening.work.outbox.add(
        Message(
            MessageId(uuid4().hex), operator.chat, text, created_at=happening.now, purpose=purpose
        )
    )
