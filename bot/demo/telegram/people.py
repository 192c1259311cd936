"""The people's side: what somebody with a Telegram account can do to the bot."""

import re

from bot.demo.telegram.accounts import CannotDoThat
from bot.demo.telegram.entities import found, trimmed
from bot.demo.telegram.files import Upload
from bot.demo.telegram.methods.sending import TEXT_UNITS, quoted
from bot.demo.telegram.pressing import Pressing
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.world import Group

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class People(Pressing):
    """What people write and send."""

    async def say(
        self, person_id: int, text: str, reply_to: int | None = None, chat: int | None = None
    ) -> Json:
        """Write a text; returns Telegram's Message (the last, if the app had to split it).

        `chat` is a group's id; without it the private chat. Raises CannotDoThat for a blank text
        and for someone who blocked the bot.
        """
        pieces = split(text)
        if not pieces:
            raise CannotDoThat("nothing is written")
        sent: Json = {}
        for piece in pieces:
            formatted = found(trimmed(piece, []))
            content: Json = {"text": formatted.text}
            if formatted.entities:
                content["entities"] = formatted.entities
            sent = self._arrive(person_id, content, reply_to, chat)
        return sent

    async def edit(
        self, person_id: int, message_id: int, text: str, chat: int | None = None
    ) -> Json:
        """Edit one's own text; returns Telegram's Message."""
        self.active(person_id)
        message = self.world.message(chat or person_id, message_id)
        if message is None or message.sender != person_id or "text" not in message.body:
            raise CannotDoThat("no text of theirs to edit")
        formatted = found(trimmed(text, []))
        body = {k: v for k, v in message.body.items() if k != "entities"}
        body |= {"text": formatted.text, "edit_date": self.now()}
        if formatted.entities:
            body["entities"] = formatted.entities
        message.body, message.edited = body, True
        with self.journal:
            self.world.keep_message(message)
            self.updates.add("edited_message", body)
        self.show("edited", message)
        return body

    async def send_photo(
        self, person_id: int, content: bytes, caption: str = "", chat: int | None = None
    ) -> Json:
        """Send a photo (PNG or JPEG bytes) with a caption."""
        about = self.files.keep("photo", Upload("photo.jpg", "image/jpeg", content))
        return self._arrive(person_id, {"photo": [about]} | _caption(caption), None, chat)

    async def send_document(
        self, person_id: int, name: str, content: bytes, caption: str = "", chat: int | None = None
    ) -> Json:
        """Send a file with a caption."""
        about = self.files.keep("document", Upload(name, "application/octet-stream", content))
        return self._arrive(person_id, {"document": about} | _caption(caption), None, chat)

    async def send_voice(self, person_id: int, chat: int | None = None) -> Json:
        """Send a voice message."""
        about = self.files.keep("voice", Upload("voice.ogg", "audio/ogg", b"OggS"))
        return self._arrive(person_id, {"voice": about}, None, chat)

    async def send_sticker(self, person_id: int, chat: int | None = None) -> Json:
        """Send a sticker that stands for a wave."""
        about = self.files.keep("sticker", Upload("sticker.webp", "image/webp", b"RIFF"))
        return self._arrive(
            person_id, {"sticker": about | {"emoji": "\N{WAVING HAND SIGN}"}}, None, chat
        )

    async def open_link(self, person_id: int, payload: str = "") -> Json:
        """Follow `t.me/<bot>?start=<payload>` and press Start, which unblocks a blocked bot."""
        if not _PAYLOAD.fullmatch(payload):
            raise CannotDoThat("no such link: 64 characters of A-Z, a-z, 0-9, _ and - at most")
        await self.unblock(person_id)
        return await self.say(person_id, f"/start {payload}".strip())

    def inject(self, kind: str, body: object) -> None:
        """Queue an update of one's own making, sound or not."""
        self.updates.add(kind, body)

    def _arrive(
        self, person_id: int, content: Json, reply_to: int | None, chat: int | None
    ) -> Json:
        """Bring a person's message into the chat, and to the bot."""
        person = self.active(person_id)
        place = self.world.groups[chat] if chat else person
        if isinstance(place, Group) and person_id not in place.members:
            raise CannotDoThat("not a member of this group")
        if reply_to is not None:
            target = self.world.message(place.id, reply_to)
            if target is None:
                raise CannotDoThat("no such message to reply to")
            content = content | {"reply_to_message": quoted(target.body)}
        with self.journal:
            if not person.started and chat is None:
                person = self.world.change_person(person_id, started=True)
            message = self.post(place, person, content)
            self.updates.add("message", message.body)
        return message.body


def split(text: str) -> list[str]:
    """As the apps do: pieces of at most 4,096 UTF-16 units, at a line's or word's end if near."""
    pieces = []
    rest = text.strip()
    while units(rest) > TEXT_UNITS:
        end = TEXT_UNITS
        while units(rest[:end]) > TEXT_UNITS:
            end -= max(1, (units(rest[:end]) - TEXT_UNITS) // 2)
        near = max(rest.rfind("\n", end // 2, end), rest.rfind(" ", end // 2, end))
        end = near if near > 0 else end
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*pieces, rest] if rest else pieces


def _caption(text: str) -> Json:
    return {"caption": text} if text else {}
