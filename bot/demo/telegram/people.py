"""The people's side: what somebody with a Telegram account can do to the bot."""

import asyncio
import re
from typing import Any

from bot.demo.telegram.core import CallbackAnswer, Core
from bot.demo.telegram.entities import found, trimmed
from bot.demo.telegram.files import Upload
from bot.demo.telegram.methods.sending import TEXT_UNITS, quoted
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.world import Group, Message, Person

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class CannotDoThat(Exception):  # noqa: N818 - the app on the person's phone wouldn't let them
    """Telegram's app offers no such thing to this person now."""


class People(Core):
    """Persons, groups, and what they do."""

    def add_person(
        self,
        first_name: str = "Ana",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
    ) -> Person:
        """Open a Telegram account that hasn't met the bot yet."""
        new_id = self.world.next_person_id()
        return self.world.keep_person(
            Person(new_id, first_name, last_name, username, language_code)
        )

    def people(self) -> list[Person]:
        """List everyone, in the order they came."""
        return list(self.world.people.values())

    def person(self, person_id: int) -> Person:
        """Look someone up as they are now; KeyError if there is no such person."""
        return self.world.people[person_id]

    def add_group(self, title: str, member_ids: list[int]) -> Group:
        """Make a group of these people, to which the first of them adds the bot."""
        group = Group(self.world.next_group_id(), title, tuple(member_ids))
        with self.journal:
            self.world.keep_group(group)
            self._membership(group, self.world.people[member_ids[0]], "left", "member")
        return group

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

    async def send_voice(
        self, person_id: int, content: bytes = b"OggS", chat: int | None = None
    ) -> Json:
        """Send a voice message."""
        about = self.files.keep("voice", Upload("voice.ogg", "audio/ogg", content))
        return self._arrive(person_id, {"voice": about}, None, chat)

    async def send_sticker(
        self, person_id: int, emoji: str = "\N{WAVING HAND SIGN}", chat: int | None = None
    ) -> Json:
        """Send a sticker that stands for an emoji."""
        about = self.files.keep("sticker", Upload("sticker.webp", "image/webp", b"RIFF"))
        return self._arrive(person_id, {"sticker": about | {"emoji": emoji}}, None, chat)

    async def press(
        self,
        person_id: int,
        message_id: int,
        data_or_label: str,
        timeout: float = 5.0,  # noqa: ASYNC109 - the person's patience is part of the act
        *,
        chat: int | None = None,
        stale: bool = False,
    ) -> CallbackAnswer | None:
        """Press an inline button, by its data or its label; wait for answerCallbackQuery.

        None: the bot didn't answer within `timeout` real seconds, or the button is a link.
        `stale`: the app still shows a button that has gone meanwhile; `data_or_label` is its data.
        Raises CannotDoThat if there is no such button.
        """
        message = self.world.message(chat or person_id, message_id)
        if message is None:
            raise CannotDoThat("no such message")
        data = data_or_label if stale else _data(message, data_or_label)
        if data is None:
            return None
        query_id = str(4_000_000_000 + self.world.next_message_id())
        answered: asyncio.Future[CallbackAnswer] = asyncio.get_running_loop().create_future()
        self.waiting[query_id] = answered
        with self.journal:
            asked = {"at": self.now(), "person_id": person_id}
            self.world.keep_setting(f"query:{query_id}", asked)
            self.updates.add(
                "callback_query",
                {
                    "id": query_id,
                    "from": self._active(person_id).as_user(),
                    "message": message.body,
                    "chat_instance": str(message.chat_id),
                    "data": data,
                },
            )
        try:
            return await asyncio.wait_for(answered, timeout)
        except TimeoutError:
            return None
        finally:
            self.waiting.pop(query_id, None)

    async def open_link(self, person_id: int, payload: str = "") -> Json:
        """Follow `t.me/<bot>?start=<payload>` and press Start, which unblocks a blocked bot."""
        if not _PAYLOAD.fullmatch(payload):
            raise CannotDoThat("no such link: 64 characters of A-Z, a-z, 0-9, _ and - at most")
        await self.unblock(person_id)
        return await self.say(person_id, f"/start {payload}".strip())

    async def block(self, person_id: int) -> None:
        """Stop and block the bot."""
        await self._set_blocked(person_id, blocked=True)

    async def unblock(self, person_id: int) -> None:
        """Let the bot write again."""
        await self._set_blocked(person_id, blocked=False)

    async def deactivate(self, person_id: int) -> None:
        """Delete the account; the bot is told only when it writes."""
        self.world.change_person(person_id, deactivated=True)

    def inject(self, kind: str, body: object) -> None:
        """Queue an update of one's own making, sound or not."""
        self.updates.add(kind, body)

    async def _set_blocked(self, person_id: int, *, blocked: bool) -> None:
        person = self.world.people[person_id]
        if person.blocked == blocked:
            return
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        with self.journal:
            person = self.world.change_person(person_id, blocked=blocked)
            self._membership(person, person, before, after)

    def _membership(self, chat: Person | Group, person: Person, before: str, after: str) -> None:
        """Tell the bot that its standing in a chat changed."""

        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.bot, "status": status} | until

        happened: Json = {
            "chat": chat.as_chat(),
            "from": person.as_user(),
            "date": self.now(),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        self.updates.add("my_chat_member", happened)

    def _arrive(
        self, person_id: int, content: Json, reply_to: int | None, chat: int | None
    ) -> Json:
        """Bring a person's message into the chat, and to the bot."""
        person = self._active(person_id)
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

    def _active(self, person_id: int) -> Person:
        person = self.world.people[person_id]
        if person.blocked or person.deactivated:
            raise CannotDoThat("blocked the bot, or has no account any more")
        return person


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


def _data(message: Message, data_or_label: str) -> str | None:
    rows: list[list[Any]] = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    for name in ("callback_data", "text"):
        for button in buttons:
            if button.get(name) == data_or_label:
                return button.get("callback_data")
    raise CannotDoThat("no such button")


def _caption(text: str) -> Json:
    return {"caption": text} if text else {}
