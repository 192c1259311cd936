"""All records of one client together: what `data.json` is."""

# ruff: noqa: TC001, TC003 - the schema is made of these types from their annotations
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.mydata.mailed import Incoming, Message
from bot.mydata.passed import Brief, Draft, Episode, Invited, Look, Offered
from bot.mydata.planned import Due, Plan, Prompt
from bot.mydata.record import Record
from bot.mydata.said import Checkin, Line, Number, Told, Words
from bot.mydata.who import Agreement, Counseled, Person


@dataclass(frozen=True, slots=True)
class Everything(Record):
    """Everything that Stillwater holds about you. Instants are in UTC; wall times name a zone."""

    service: Literal["Stillwater"]
    """What made this file."""
    format: Literal[1]
    """Version of this format; it grows when a field changes its meaning or goes."""
    made_at: datetime
    """When this file was made: what came later is not in it."""
    person: Person
    """Who you are here, and what you settled."""
    counselor: Counseled | None
    """Your counselor; none if you are with nobody."""
    invited: Invited | None
    """An invitation that you opened and have not answered."""
    agreements: tuple[Agreement, ...]
    """The ledger of what you agreed to and took back, oldest first."""
    words: tuple[Words, ...]
    """Your words, oldest first."""
    told: tuple[Told, ...]
    """What you said of them later, oldest first."""
    numbers: tuple[Number, ...]
    """Numbers that you gave, oldest first."""
    checkins: tuple[Checkin, ...]
    """Check-ins that you were in, oldest first."""
    lines: tuple[Line, ...]
    """Lines of the bot's own that rest."""
    plans: tuple[Plan, ...]
    """Your plans, oldest first."""
    prompts: tuple[Prompt, ...]
    """Check-ins that were planned for a time, in order."""
    due: tuple[Due, ...]
    """What the service will do next for you."""
    briefs: tuple[Brief, ...]
    """What your counselors were sent with your leave, oldest first."""
    looks: tuple[Look, ...]
    """Which counselor saw what, and when, oldest first."""
    episodes: tuple[Episode, ...]
    """Hard moments, oldest first."""
    messages: tuple[Message, ...]
    """Messages to you or about you, in the order in which they were written."""
    incoming: tuple[Incoming, ...]
    """Your own messages of the last days, by Telegram's number."""
    drafts: tuple[Draft, ...]
    """What counselors have begun about you and not finished."""
    offered: tuple[Offered, ...]
    """Check-ins that counselors wrote for you."""
    unread: int
    """How many entries of yours are damaged and do not open: those are not in here."""
