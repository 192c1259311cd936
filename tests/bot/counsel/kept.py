"""What a client has said and rated, for briefs to be made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.counsel.matter import Known
from bot.counsel.tally import Tally
from bot.interview.conversation import ConversationId, WordsId
from bot.interview.phrases import packaged
from bot.interview.words import KeptWords, Rating, Told
from bot.people import ClientId
from bot.services.voice import Voice

if TYPE_CHECKING:
    from bot.interview.terms import Effect, Kind
    from bot.interview.turn import Line

ANN = ClientId("a" * 32)
SINCE = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""The last session."""
DAY = timedelta(days=1)
_IDS = count(1)


def kept(kind: Kind, text: str, at: datetime = SINCE + DAY, **fields: Any) -> KeptWords:  # noqa: ANN401 - KeptWords' own fields
    """Give words of a kind, held and worth seeing unless said otherwise."""
    made: dict[str, Any] = {
        "id": WordsId(f"{next(_IDS):032x}"),
        "client": ANN,
        "kind": kind,
        "text": text,
        "at": at,
        "on": at.date(),
        "script": "any",
        "step": "one",
        "conversation": ConversationId("c" * 32),
    }
    return KeptWords(**(made | fields))


def rated(of: str, value: int, at: datetime = SINCE + DAY, goal: WordsId | None = None) -> Rating:
    """Give a rating."""
    return Rating(ANN, of, value, at, ConversationId("c" * 32), "one", goal)


def told(words: KeptWords, effect: Effect, at: datetime = SINCE + DAY) -> Told:
    """Give what was said of words."""
    return Told(words.id, ANN, effect, at)


def known(**fields: Any) -> Known:  # noqa: ANN401 - Known's own fields
    """Give nothing known but for `fields`."""
    made: dict[str, Any] = {
        "words": (),
        "ratings": (),
        "told": (),
        "tally": Tally(0, 0),
        "stuck": None,
        "since": SINCE,
        "zone": ZoneInfo("America/New_York"),
        "quotable": lambda _: True,
        "rests": False,
    }
    return Known(**(made | fields))


def say(one: Line, locale: str = "en") -> str:
    """Put a line into words."""
    return Voice(packaged()).say([one], locale, SINCE.date())
