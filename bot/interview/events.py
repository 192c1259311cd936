"""What can happen to a conversation, and why it may come too late."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Begin:
    """The conversation begins, perhaps with words the client already wrote (step → text)."""

    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of ours was tapped."""

    turn: int
    option: str


@dataclass(frozen=True, slots=True)
class Words:
    """The client wrote something; `turn` is that of the last question sent before."""

    turn: int
    text: str
    read: str | None = None
    """What a reader made of the text, at a step that names one (an IANA zone, `HH:MM`)."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """The wait set with this turn is over."""

    turn: int


@dataclass(frozen=True, slots=True)
class Stop:
    """The client ends it, or (`by_client=False`) something else takes its place."""

    by_client: bool = True


Event = Begin | Tap | Words | Lapse | Stop


class Late(StrEnum):
    """Why an event changed nothing."""

    TURN = "late.turn"
    """It belongs to a question that is past."""
    OVER = "late.over"
    """The conversation is over."""
