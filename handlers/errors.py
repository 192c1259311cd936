"""What a handler failed at, noted for the processor; its text may hold words and goes nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

if TYPE_CHECKING:
    from handlers.context import Context


async def noted(update: object, context: Context) -> None:
    """Note the failure at the update in hand: the processor counts it, by type and id."""
    if isinstance(update, Update):
        context.desk.in_hand[update.update_id].failure = context.error
