"""The courier: takes one message of ours to Telegram, and says in our words what became of it.

Texts go as they are, without markup: what a client said may hold any sign. Telegram's errors
carry answers and addresses, so none of them goes further than this room, not even as a cause.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from telegram import (
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)
from telegram import Message as Shown
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.errors import NotDelivered, Refused, SurelyNotSent, Uncertain, Unreachable
from bot.message import Delivered
from handlers.transport import NotSent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot

    from bot.message import Button, Message
    from handlers.buttons import Buttons

log = structlog.get_logger(__name__)

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_UNCHANGED: Final = "message is not modified"
_NOBODY: Final = ("chat not found", "user not found", "peer_id_invalid", "user_is_deactivated")


class BotCourier:
    """Delivers over the Bot API; keeps `bot.ports.Courier`."""

    def __init__(self, bot: Bot, buttons: Buttons) -> None:
        """Take the bot that speaks, and who writes what its buttons carry."""
        self._bot = bot
        self._buttons = buttons

    async def deliver(self, message: Message) -> Delivered:
        """Send it, or change what it edits; an edit that changes nothing is delivered.

        Raises:
            SurelyNotSent, Uncertain, Refused, Unreachable: see `bot.errors`.

        """
        delivered = await self._deliver(message)
        if message.menu:
            await self._set_menu(message)
        return delivered

    async def _deliver(self, message: Message) -> Delivered:
        edits = message.edits
        if (message.picture or message.document) and edits is not None:
            raise Refused
        try:
            inline = self._inline(message)
        except ValueError:
            raise Refused from None  # a button that cannot be carried never will be
        try:
            if message.deletes:
                return await self._delete(message)
            if edits is None:
                return _delivered(await self._send(message, inline))
            return _edited(message, edits, await self._edit(message, edits, inline))
        except TelegramError as error:
            if edits is not None and _says(error, _UNCHANGED):
                return _edited(message, edits)
            what = _ours(error, edit=edits is not None)
        raise what  # out here it has no cause: that would hold Telegram's answer

    async def _delete(self, message: Message) -> Delivered:
        """Delete what Telegram still lets us; doing it twice is doing it once."""
        await self._bot.delete_messages(message.chat, message.deletes)
        return Delivered(max(message.deletes), message.created_at)

    async def _send(self, message: Message, inline: InlineKeyboardMarkup | None) -> Shown:
        keys = inline or _lasting(message.keyboard)
        if message.picture:
            return await self._bot.send_photo(
                message.chat,
                message.picture,
                message.text or None,
                disable_notification=message.quiet,
                protect_content=message.protected or None,
                reply_markup=keys,
                filename="picture.png",
            )
        if message.document:
            return await self._bot.send_document(
                message.chat,
                message.document,
                message.text or None,
                disable_notification=message.quiet,
                protect_content=message.protected or None,
                reply_markup=keys,
                filename=message.document_name,
            )
        return await self._bot.send_message(
            message.chat,
            message.text,
            reply_markup=keys,
            disable_notification=message.quiet,
            protect_content=message.protected or None,
            link_preview_options=_NO_PREVIEW,
        )

    async def _edit(
        self, message: Message, shown: int, inline: InlineKeyboardMarkup | None
    ) -> Shown | bool:
        """Change text and buttons; without text, the buttons alone."""
        chat = message.chat
        if not message.text:
            return await self._bot.edit_message_reply_markup(chat, shown, reply_markup=inline)
        return await self._bot.edit_message_text(
            message.text, chat, shown, reply_markup=inline, link_preview_options=_NO_PREVIEW
        )

    def _inline(self, message: Message) -> InlineKeyboardMarkup | None:
        rows = [[self._button(one, message.chat) for one in row] for row in message.buttons]
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, button: Button, chat: int) -> InlineKeyboardButton:
        data = self._buttons.data(button.does, chat) if button.does is not None else None
        copy = CopyTextButton(button.copy) if button.copy is not None else None
        return InlineKeyboardButton(button.label, button.url, data, copy_text=copy)

    async def _set_menu(self, message: Message) -> None:
        """Set the menu of one chat; without it everything works all the same."""
        try:
            await self._bot.set_my_commands(message.menu, BotCommandScopeChat(message.chat))
        except TelegramError as error:
            log.warning("menu.unset", error=type(error).__name__)


def _lasting(rows: Sequence[Sequence[str]]) -> ReplyKeyboardMarkup | None:
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, is_persistent=True) if rows else None


def _delivered(shown: Shown) -> Delivered:
    return Delivered(shown.message_id, shown.edit_date or shown.date)


def _edited(message: Message, edits: int, shown: Shown | bool = True) -> Delivered:
    if isinstance(shown, Shown):
        return _delivered(shown)
    # Telegram dates no edit that changed nothing: it stood so at the latest when we asked.
    return Delivered(edits, message.created_at)


def _ours(error: TelegramError, *, edit: bool) -> NotDelivered:
    match error:
        case RetryAfter():
            return SurelyNotSent(_wait(error))
        case Forbidden():
            return Unreachable()
        case BadRequest():
            return Unreachable() if _says(error, *_NOBODY) else Refused()
        case ChatMigrated():
            return Refused()
        case NotSent() | InvalidToken():  # no token, no message: until the operator mends it
            return SurelyNotSent()
    # The same edit twice is the same edit: what may have arrived may safely be tried again.
    return SurelyNotSent() if edit else Uncertain()


def _wait(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def _says(error: TelegramError, *texts: str) -> bool:
    said = error.message.lower()
    return any(text in said for text in texts)
