"""What the page asks for in a person's name: each request's shape, and what it does."""

from pathlib import Path
from typing import Literal

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from bot.demo.telegram import CannotDoThat, Group, Person, Telegram
from bot.demo.telegram.shapes import Json

_NOTE = b"A sample from the demo.\n"
_PHOTO = Path(__file__).with_name("page") / "sample.png"


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Newcomer(_Body):
    """Somebody with a phone of their own."""

    first_name: str = Field(min_length=1, max_length=64)
    last_name: str | None = Field(default=None, max_length=64)
    language_code: str | None = Field(default="en", max_length=8)

    def act(self, tg: Telegram) -> Person:
        """Give them an account."""
        return tg.add_person(self.first_name, self.last_name, language_code=self.language_code)


class Gathering(_Body):
    """People and the bot in one chat."""

    title: str = Field(min_length=1, max_length=128)
    members: list[int] = Field(min_length=1)

    def act(self, tg: Telegram) -> Group:
        """Make the group, if all its members are there."""
        if not {who.id for who in tg.people()}.issuperset(self.members):
            raise CannotDoThat("nobody here has that number")
        return tg.add_group(self.title, self.members)


class Say(_Body):
    """A text, perhaps in answer to a message."""

    chat: int
    text: str
    reply_to: int | None = None

    async def act(self, tg: Telegram, person: int) -> Json:
        """Write it."""
        await tg.say(person, self.text, self.reply_to, _group(self.chat))
        return {}


class Edit(_Body):
    """A new text for a message of one's own."""

    chat: int
    message: int
    text: str

    async def act(self, tg: Telegram, person: int) -> Json:
        """Change it."""
        await tg.edit(person, self.message, self.text, _group(self.chat))
        return {}


class Press(_Body):
    """A tap on an inline button, possibly one that has gone since it was drawn."""

    chat: int
    message: int
    data: str

    async def act(self, tg: Telegram, person: int) -> Json:
        """Tap it and wait for what the bot answers: `{"answer": {…} | null}`."""
        chat = _group(self.chat)
        said = await tg.press(person, self.message, self.data, chat=chat, stale=True)
        shown = said and {"text": said.text, "show_alert": said.show_alert}
        return {"answer": shown}


class Sample(_Body):
    """Something other than text, from the attach button."""

    chat: int
    kind: Literal["photo", "document", "voice", "sticker"]

    async def act(self, tg: Telegram, person: int) -> Json:
        """Send it."""
        chat = _group(self.chat)
        match self.kind:
            case "photo":
                await tg.send_photo(person, _PHOTO.read_bytes(), chat=chat)
            case "document":
                await tg.send_document(person, "a note.txt", _NOTE, chat=chat)
            case "voice":
                await tg.send_voice(person, chat=chat)
            case "sticker":
                await tg.send_sticker(person, chat=chat)
        return {}


class Attach(_Body):
    """A file of whoever sits at the page."""

    chat: int
    name: str = Field(min_length=1, max_length=128)
    content: Base64Bytes

    async def act(self, tg: Telegram, person: int) -> Json:
        """Send it."""
        if not self.content:
            raise CannotDoThat("can send no empty file")
        await tg.send_document(person, self.name, self.content, chat=_group(self.chat))
        return {}


class Link(_Body):
    """A deep link that the person was given; the payload after `?start=`."""

    payload: str = ""

    async def act(self, tg: Telegram, person: int) -> Json:
        """Follow it and press Start."""
        await tg.open_link(person, self.payload)
        return {}


class Become(_Body):
    """How the person stands with the bot from now on."""

    standing: Literal["active", "blocked", "deactivated"]

    async def act(self, tg: Telegram, person: int) -> Json:
        """Block, unblock, or leave Telegram."""
        if tg.person(person).deactivated:
            raise CannotDoThat("has no account any more")
        match self.standing:
            case "active":
                await tg.unblock(person)
            case "blocked":
                await tg.block(person)
            case "deactivated":
                await tg.deactivate(person)
        return {}


DEEDS: dict[str, type[Say | Edit | Press | Sample | Attach | Link | Become]] = {
    "say": Say,
    "edit": Edit,
    "press": Press,
    "sample": Sample,
    "attach": Attach,
    "link": Link,
    "become": Become,
}


def _group(chat: int) -> int | None:
    """Give a group's id, which is negative; None for the person's own chat."""
    return chat if chat < 0 else None
