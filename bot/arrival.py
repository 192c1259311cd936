"""What arrives from a chat, free of Telegram's types: the one door's doormat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.message import Does


@dataclass(frozen=True, slots=True)
class Command:
    """A `/command`, with what stood behind it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of ours was tapped."""

    does: Does | None
    """None: its data is not of our making or of an older form."""
    text: str = ""
    """What the message under which it stood says now."""
    label: str = ""
    """What the button said."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words, from a message or from the caption of something sent."""

    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A message written earlier now says something else."""

    text: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Somebody else's words, passed on; a picture or a file, too, may come with some."""

    text: str


class Thing(StrEnum):
    """What can be sent that is not words."""

    STICKER = "sticker"
    VOICE = "voice"
    PICTURE = "picture"
    FILE = "file"
    PLACE = "place"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is known before anybody fetches it; all of it is the sender's word."""

    id: str
    """Telegram's id of it, for this bot."""
    name: str = ""
    size: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Something other than words, perhaps with a caption."""

    thing: Thing
    caption: str = ""
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The person let the bot in again."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """Somebody spoke to the bot in a group, where it does not converse."""


@dataclass(frozen=True, slots=True)
class InChannel:
    """A channel spoke, or somebody in the name of one; what it said goes no further."""


@dataclass(frozen=True, slots=True)
class ByBot:
    """Another bot spoke; what it said goes no further."""


Elsewhere = InGroup | InChannel | ByBot
"""What comes from where the bot does not converse, without a word of it."""

What = Command | Tapped | Wrote | Edited | Forwarded | Sent | Blocked | Unblocked | Elsewhere


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that happened in one chat."""

    chat: int
    at: datetime
    """Telegram's date of it; aware, UTC."""
    what: What
    update: int | None = None
    """The inbox row whose effect this is."""
    message: int | None = None
    """Telegram's id of the message written, edited or tapped."""
    name: str = ""
    language: str = ""
    """The person's Telegram language, IETF tag."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What to show at once on the tapped button; everything else goes through the outbox."""

    toast: str = ""
    """At most 200 characters; empty: nothing."""
