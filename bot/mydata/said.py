"""Records of what somebody said: words, numbers, and whole check-ins."""

# ruff: noqa: TC001, TC003 - the schema is made of these types from their annotations
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.interview.conversation import Status
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held
from bot.mydata.record import Record


@dataclass(frozen=True, slots=True)
class Words(Record):
    """Something you put into words, exactly as you wrote it."""

    id: str
    """Its number."""
    kind: Kind
    """What it is: a goal, a reason, a value, …"""
    text: str
    """Your words."""
    at: datetime
    """When you wrote them."""
    day: date
    """The day of that on your own clock."""
    script: str
    """The check-in in which you wrote them."""
    step: str
    """The question there that they answered."""
    conversation: str
    """That check-in's number among yours."""
    held: Held
    """Whether they may come back, and why not."""
    worth_seeing: bool
    """Whether you want to see them again."""
    shown_at: datetime | None
    """When they were last shown to you again."""
    still: int
    """How often in a row you said that they still hold."""
    goal: str | None
    """Number of the goal that they belong to."""
    why: str
    """Why they were the words shown last time."""
    shown: bool
    """Whether you chose to show them to your counselor."""


@dataclass(frozen=True, slots=True)
class Told(Record):
    """What you said of earlier words: that they still hold, that a plan helped."""

    words: str
    """Number of the words."""
    effect: Effect
    """What you said of them."""
    at: datetime
    """When."""


@dataclass(frozen=True, slots=True)
class Number(Record):
    """A number that you gave."""

    of: str
    """What it measures: `importance`, `confidence`, `craving`; `readiness` counts the answers to
    where you are with a goal, from 0."""
    value: int
    """The number."""
    at: datetime
    """When."""
    conversation: str
    """Number of the check-in."""
    step: str
    """The question there."""
    goal: str | None
    """Number of the goal that it is about."""


@dataclass(frozen=True, slots=True)
class Answer(Record):
    """What you gave at one question of a check-in."""

    step: str
    """Name of the question."""
    question: str | None
    """The question as it was put; none if its wording is no longer known."""
    text: str | None
    """What you wrote."""
    options: tuple[str, ...]
    """Names of the buttons you chose."""
    chosen: tuple[str, ...]
    """What stood on them, as far as that is known."""
    number: int | None
    """The number you gave."""
    skipped: bool
    """Whether you passed."""
    turn: int
    """Counts the questions of the check-in."""


@dataclass(frozen=True, slots=True)
class Checkin(Record):
    """One check-in that you were in, finished or not."""

    id: str
    """Its number among yours."""
    script: str
    """Name of the check-in."""
    title: str | None
    """Its title; none if that is no longer known."""
    version: str
    """Which version of it you were asked."""
    status: Status
    """Whether it waits, came to its end, was stopped, or ran out of time."""
    began_at: datetime
    """When it began."""
    moved_at: datetime
    """When something last happened in it."""
    occurrence: str | None
    """Number of the planned prompt that it answers."""
    emptied: bool
    """Whether what you answered is no longer kept, as it was long ago."""
    emptied_at: datetime | None
    """Since when it is not."""
    step: str | None
    """The question that it waits at, or ended at."""
    turn: int
    """Counts the questions so far."""
    misses: int
    """Answers in a row that fitted no button."""
    picked: tuple[str, ...]
    """What is ticked so far at a question of several answers."""
    page: int
    """The page of that question."""
    answers: tuple[Answer, ...]
    """What you answered, in order."""
    remembered: Mapping[str, object]
    """What was known when it began: copies of your words and numbers, names you gave, the lines
    that were not to be repeated, and what chose among wordings."""


@dataclass(frozen=True, slots=True)
class Line(Record):
    """A line of the bot's own that was said to you, so that it is not repeated too soon."""

    line: str
    """The check-in, and the line in it."""
    at: datetime
    """When it was said last."""
