"""What every store keeps to, in memory or in SQL."""

from __future__ import annotations

from typing import Final

from bot.ports import OutboxState

SET_ASIDE_AFTER: Final = 3
"""Failures after which an update, or a timer, is set aside."""
HELD: Final = frozenset({OutboxState.LEASED, OutboxState.SENDING})
"""A message in somebody's hands: at most one a chat."""
WAITS: Final = frozenset({*HELD, OutboxState.PENDING})
"""A message on its way."""
OPEN: Final = frozenset({*WAITS, OutboxState.UNCERTAIN})
"""A message that may still be tried again or closed."""
UNCOUNTED: Final = frozenset({*OPEN, OutboxState.FAILED, OutboxState.EXPIRED})
"""A message not counted as delivered: a tap on it proves that it was."""
RESTS: Final = frozenset(OutboxState) - WAITS - {OutboxState.SENT}
"""A message that nothing happens to by itself, and that was not delivered as far as we know."""
