"""Nowhere: a run of check-ins in which somebody took part and nothing came of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.interview.conversation import Conversation

RUN: Final = 3
"""Check-ins in a row after which a person may be better at this than a program."""


def answered(conversation: Conversation) -> bool:
    """Say whether anything was answered: a number, a choice, words; "I don't know" is a pass."""
    return any(not answer.skipped for answer in conversation.answers.values())


def nowhere(tried: Iterable[Conversation]) -> bool:
    """Say whether the last few went nowhere; `tried` are those taken part in, the newest first."""
    last = list(islice(tried, RUN))
    return len(last) == RUN and not any(map(answered, last))
