"""Records of messages: those that wait, the memory of those that went, and those that came."""

# ruff: noqa: TC001, TC003 - the schema is made of these types from their annotations
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.looks import Seen
from bot.message import Purpose
from bot.mydata.record import Record
from bot.ports import OutboxState


@dataclass(frozen=True, slots=True)
class Button(Record):
    """A button under a message."""

    label: str
    """What stands on it."""
    does: str | None
    """What a tap does, in the service's own terms."""
    url: str | None
    """The link that it opens."""
    copy: str | None
    """What it copies."""


@dataclass(frozen=True, slots=True)
class Content(Record):
    """What a message says that has not left, or whose fate is unknown."""

    text: str
    """Its text."""
    buttons: tuple[tuple[Button, ...], ...]
    """The buttons under it, row by row."""
    keyboard: tuple[tuple[str, ...], ...]
    """The lasting keyboard that comes with it."""
    menu: tuple[tuple[str, str], ...]
    """The commands that the chat's menu holds from then on."""
    edits: int | None
    """Telegram's number of the message that it replaces."""
    deletes: tuple[int, ...]
    """Telegram's numbers of the messages that it deletes."""
    picture_bytes: int
    """Size of the picture in it, drawn from what stands here."""
    document_bytes: int
    """Size of the file in it: one like this."""
    document_name: str
    """What the file is called."""
    protected: bool
    """Whether Telegram lets it be passed on."""
    quiet: bool
    """Whether it comes without a sound."""
    sensitive: bool
    """Whether it is held back when nobody knows if it arrived."""
    if_repeated: str
    """What stands before it when it is sent a second time."""
    tells: tuple[Seen, ...]
    """What of yours it tells, if it goes to a counselor."""


@dataclass(frozen=True, slots=True)
class Message(Record):
    """A message to you, or to somebody about you; what it said is gone once it was sent."""

    id: str
    """Its number."""
    to: Literal["you", "a counselor"]
    """Whom it goes to."""
    purpose: Purpose
    """What it is for."""
    state: OutboxState
    """How far it got."""
    created_at: datetime
    """When it was written."""
    expires_at: datetime | None
    """After which it is not sent any more."""
    not_before: datetime | None
    """Before which it is not tried again."""
    attempts: int
    """How often sending it failed."""
    repeats: int
    """How often it may have arrived without a word of that."""
    conversation: str | None
    """Number of the check-in that it belongs to."""
    turn: int | None
    """The question there."""
    occurrence: str | None
    """Number of the planned check-in that it belongs to."""
    telegram_id: int | None
    """Telegram's number of it."""
    ended_at: datetime | None
    """When it was sent, or given up."""
    content: Content | None
    """What it says, as long as that is kept."""


@dataclass(frozen=True, slots=True)
class Incoming(Record):
    """A message that you sent, by Telegram's number alone, so that the chat can be cleared."""

    telegram_id: int
    """Telegram's number of it."""
    at: datetime
    """When it came."""
