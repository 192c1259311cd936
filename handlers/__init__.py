"""The rooms that talk: to Telegram, and over HTTP.

On the way in: `polling` fetches raw updates while `leading` lets it, or `hooked` has them posted to
`web`; `intake` keeps them in the inbox, `processor` takes them from there, in order per chat,
`handling` opens one and lets the first route below have it. On the way out: `courier`. Both ways
are counted by `metered`. Underneath: `transport`, and `application`, which puts python-telegram-bot
together. `web.health` lets those who run it look inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from handlers import errors
from handlers.client import commands, edits, forwards, groups, membership, taps, things, words
from handlers.client.groups import ALONE

if TYPE_CHECKING:
    from handlers.context import App

WANTED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates to ask Telegram for; whatever else comes all the same is let go."""

_NEW = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_EDIT = filters.UpdateType.EDITED_MESSAGE
_NOTICE = filters.StatusUpdate.ALL  # "pinned a message", and all that nobody said


def register(app: App) -> None:
    """Say who takes which update: the first that fits, and what fits none is let go."""
    app.add_handlers(
        [
            CallbackQueryHandler(taps.tapped),
            MessageHandler(_NEW & ~ALONE, groups.spoken),
            MessageHandler(_NEW & (filters.FORWARDED | filters.VIA_BOT), forwards.passed_on),
            MessageHandler(_NEW & filters.COMMAND, commands.given),
            MessageHandler(_NEW & filters.TEXT, words.written),
            MessageHandler(_EDIT & ALONE, edits.edited),
            MessageHandler(_NEW & ~_NOTICE, things.sent),
            ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    app.add_error_handler(errors.noted)
