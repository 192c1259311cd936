"""Who and what there is: people, groups, their messages, files and the bot's settings."""

from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any

from bot.demo.telegram.journal import Journal
from bot.demo.telegram.shapes import Json

_FIRST_PERSON = 5_500_000_001  # past 32 bits, as real ids are


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a Telegram account. `started`: has written to the bot at least once."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        """Telegram's User."""
        return {"is_bot": False} | self._named("language_code")

    def as_chat(self) -> Json:
        """Telegram's Chat: the private one with this person."""
        return self._named() | {"type": "private"}

    def _named(self, *more: str) -> Json:
        names = ("id", "first_name", "last_name", "username", *more)
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Group:
    """A basic group the bot is in."""

    id: int
    title: str
    members: tuple[int, ...]

    def as_chat(self) -> Json:
        """Telegram's Chat."""
        return {"id": self.id, "title": self.title, "type": "group"}


@dataclass(slots=True)
class Message:
    """One message in a chat. `sender` is a person's id, None for the bot.

    `body` is Telegram's Message as it would be returned now; `keyboard` the reply keyboard (or
    its removal) that came with it; `edited` is set once its content, not only its buttons, changed.
    """

    chat_id: int
    id: int
    sender: int | None
    body: Json
    keyboard: Json | None = None
    edited: bool = False
    deleted: bool = False


class World:
    """Everything the pretend Telegram knows, kept in its journal as it changes."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.settings: dict[str, Json] = {}  # commands, descriptions, menu buttons, files, queries
        self._last_message = 0

    def recall(self, kind: str, key: str, body: Json) -> None:
        """Take back what the journal remembered."""
        if kind == "person":
            self.people[int(key)] = Person(**body)
        elif kind == "group":
            self.groups[int(key)] = Group(body["id"], body["title"], tuple(body["members"]))
        elif kind == "message":
            self._place(Message(**body))
        elif kind == "setting":
            self.settings[key] = body

    def keep_person(self, person: Person) -> Person:
        """Add a person or what is new about them."""
        self.people[person.id] = person
        self._journal.put("person", str(person.id), asdict(person))
        return person

    def change_person(self, person_id: int, **changes: Any) -> Person:  # noqa: ANN401 - Person's own fields
        """Change some of a person's fields."""
        return self.keep_person(replace(self.people[person_id], **changes))

    def keep_group(self, group: Group) -> Group:
        """Add a group."""
        self.groups[group.id] = group
        self._journal.put("group", str(group.id), asdict(group))
        return group

    def keep_message(self, message: Message) -> Message:
        """Add a message or its new state."""
        self._place(message)
        key = f"{message.chat_id}:{message.id}"
        fields = {name: getattr(message, name) for name in Message.__slots__}
        self._journal.put("message", key, fields)
        return message

    def keep_setting(self, key: str, body: Json | None) -> None:
        """Set, or with None forget, one of the named settings."""
        if body is None:
            self.settings.pop(key, None)
        else:
            self.settings[key] = body
        self._journal.put("setting", key, body)

    def aged(self, prefix: str, before: float) -> list[str]:
        """List the settings of one sort whose `at` lies before this Unix time."""
        return [
            key
            for key, body in self.settings.items()
            if key.startswith(prefix) and body["at"] < before
        ]

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Find the message, unless there is none or it was deleted."""
        found = self.messages.get(chat_id, {}).get(message_id)
        return None if found is None or found.deleted else found

    def next_message_id(self) -> int:
        """Message ids rise over all of the bot's private chats and basic groups."""
        self._last_message += 1
        return self._last_message

    def next_person_id(self) -> int:
        """Choose an id nobody has had."""
        return max(chain(self.people, [_FIRST_PERSON - 1])) + 1

    def next_group_id(self) -> int:
        """Choose the next id downwards: groups are negative."""
        return min(chain(self.groups, [-_FIRST_PERSON])) - 1

    def _place(self, message: Message) -> None:
        self.messages.setdefault(message.chat_id, {})[message.id] = message
        self._last_message = max(self._last_message, message.id)
