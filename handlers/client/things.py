"""Things that are not words: a sticker, a voice, a picture with a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.arrival import File, Sent, Thing

if TYPE_CHECKING:
    from telegram import Message, Update

    from handlers.context import Context

_THINGS: Final = {
    "sticker": Thing.STICKER,
    "voice": Thing.VOICE,
    "video_note": Thing.VOICE,
    "photo": Thing.PICTURE,
    "video": Thing.PICTURE,
    "animation": Thing.PICTURE,  # comes with a `document` as well
    "document": Thing.FILE,
    "audio": Thing.FILE,
    "venue": Thing.PLACE,
    "location": Thing.PLACE,
    "contact": Thing.CONTACT,
}


async def sent(update: Update, context: Context) -> None:
    """Let a thing happen, with the words that came with it."""
    if (message := update.message) is not None:
        await context.happen(
            update,
            message.chat,
            Sent(thing(message), message.caption or "", _file(message)),
            who=message.from_user,
            at=message.date,
            message=message.message_id,
        )


def _file(message: Message) -> File | None:
    """Say which file came with it; a moving picture comes with one as well, and is none."""
    sent = message.document
    if sent is None or thing(message) is not Thing.FILE:
        return None
    return File(sent.file_id, sent.file_name or "", sent.file_size)


def thing(message: Message) -> Thing:
    """Say what was sent; what Telegram invents tomorrow is OTHER."""
    return next((one for name, one in _THINGS.items() if getattr(message, name)), Thing.OTHER)
