"""A message on its way to a chat: rendered text, buttons, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

    from bot.interview.conversation import ConversationId
    from bot.looks import Seen
    from bot.people import ClientId

MessageId = NewType("MessageId", str)
"""32 hexadecimal digits, ours; Telegram's own id is `Delivered.telegram_id`."""


class Purpose(StrEnum):
    """What a message is for: it decides priority and what happens when its fate is uncertain."""

    CRISIS = "crisis"
    ALERT = "alert"
    REPLY = "reply"
    PROMPT = "prompt"
    REMINDER = "reminder"
    DIGEST = "digest"

    @property
    def priority(self) -> int:
        """Lower leaves first."""
        return {"crisis": 0, "alert": 0, "reply": 1, "digest": 3}.get(self.value, 2)

    @property
    def always_again(self) -> bool:
        """Whether it is sent again when nobody knows if it arrived: a double is the lesser harm."""
        return self in {Purpose.CRISIS, Purpose.ALERT}


@dataclass(frozen=True, slots=True)
class Answering:
    """A button that answers a question of a conversation."""

    conversation: ConversationId
    turn: int
    option: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button that does something outside a conversation: `hide` words, `start` a prompt."""

    action: str
    """At most 16 characters of a to z and `-`."""
    argument: str = ""
    """At most 40 bytes."""


Does = Answering | Press


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its words, and one thing that a tap on it does."""

    label: str
    does: Does | None = None
    url: str | None = None
    """The link it opens."""
    copy: str | None = None
    """What it puts on the telephone's clipboard: 1 to 256 characters."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be sent to one chat, or a change to something already there."""

    id: MessageId
    chat: int
    text: str
    created_at: datetime
    """Aware, UTC; messages to one chat leave in this order within their priority."""
    client: ClientId | None = None
    """Whose words it holds, in their own chat or told to somebody: their key seals it, and it goes
    when they go. None: the service key seals it."""
    purpose: Purpose = Purpose.REPLY
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[tuple[str, ...], ...] = ()
    """Rows of the lasting keyboard under the chat; empty leaves it as it is."""
    menu: tuple[tuple[str, str], ...] = ()
    """The commands that this chat's own menu holds from now on, each with what it does; empty
    leaves it as it is."""
    edits: int | None = None
    """Telegram's id of the message that this one replaces."""
    picture: bytes = b""
    """A PNG; `text` is then its caption, at most 1024 UTF-16 units with `if_repeated`, or empty. A
    message with a picture replaces nothing, and of one that was sent only the buttons change."""
    document: bytes = b""
    """A file; `text` is then its caption. It replaces nothing."""
    document_name: str = ""
    """What the file is called on the telephone; never a name of somebody's."""
    deletes: tuple[int, ...] = ()
    """Telegram's ids of messages in this chat to be deleted, as far as Telegram still lets it: at
    most 100. Then it says nothing, and what could not be deleted is passed over."""
    protected: bool = False
    """Telegram lets nobody pass it on or save it."""
    tells: tuple[tuple[ClientId, Seen], ...] = ()
    """What it tells somebody else of which clients: one who revokes that has it taken back, as long
    as it has not left."""
    fleeting: bool = False
    """Nothing is left of it once its fate is known, not even that there was a message."""
    expires_at: datetime | None = None
    """Aware, UTC; not sent after this."""
    quiet: bool = False
    """Delivered without a sound."""
    sensitive: bool = False
    """Held, not repeated, when nobody knows if it arrived."""
    conversation: ConversationId | None = None
    turn: int | None = None
    """The question it asks, so that words written after it can be told to belong to it."""
    occurrence: str | None = None
    """The prompt it is, if it is one."""
    if_repeated: str = ""
    """What stands before the text when it is sent again though it may have arrived."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram took it."""

    telegram_id: int
    at: datetime
    """Telegram's own date of it; aware, UTC."""
