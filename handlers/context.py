"""What a handler function is given: the service's one door, and the update in hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from telegram import Bot
from telegram.ext import Application, CallbackContext

from bot.arrival import Arrival, Reaction

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Chat, Update, User

    from bot.arrival import What
    from handlers.buttons import Buttons

Unused = dict[Any, Any]
"""python-telegram-bot's own places for user and chat data: ours is in the store."""


class Happens(Protocol):
    """The service, as seen from a chat."""

    async def happen(self, arrival: Arrival) -> Reaction:
        """Let it happen in one transaction, which also marks its inbox row as done."""
        ...


@dataclass(slots=True)
class InHand:
    """One update being handled, and what became of it so far."""

    received_at: datetime
    """Aware, UTC; stands in where Telegram gives no date, as for a tap."""
    happened: bool = False
    """The service took it, and with it marked the inbox row as done."""
    failure: Exception | None = None


@dataclass(slots=True)
class Desk:
    """What every handler function shares."""

    service: Happens
    buttons: Buttons
    in_hand: dict[int, InHand] = field(default_factory=dict)
    """By update id."""


class Context(CallbackContext[Bot, Unused, Unused, Desk]):
    """The context of one update."""

    @property
    def desk(self) -> Desk:
        """What every handler function shares."""
        return self.bot_data

    async def happen(
        self,
        update: Update,
        chat: Chat,
        what: What,
        *,
        who: User | None = None,
        at: datetime | None = None,
        message: int | None = None,
    ) -> Reaction:
        """Bring it to the service. `at` is Telegram's date of it, `message` its message's id."""
        hand = self.desk.in_hand[update.update_id]
        reaction = await self.desk.service.happen(
            Arrival(
                chat=chat.id,
                at=at or hand.received_at,
                what=what,
                update=update.update_id,
                message=message,
                name=who.first_name if who else "",
                language=(who.language_code or "") if who else "",
            )
        )
        hand.happened = True
        return reaction


App = Application[Bot, Context, Unused, Unused, Desk, None]
"""The application, by what it holds."""
