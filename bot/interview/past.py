"""The past in numbers: which ratings are of one thing, and which of them stands beside today's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Then

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.interview.conversation import WordsId
    from bot.interview.words import Rating

LAST: Final = 30
"""As many of the newest as a check-in knows of: more than half a year, once a week."""
LOOKS_BACK: Final = timedelta(weeks=8)
"""How far back a number may lie to stand beside today's."""
SOME_TIME: Final = timedelta(weeks=2)
"""And how far it must: what was said the other day is no then."""


def series(ratings: Iterable[Rating], goal: WordsId | None) -> dict[str, list[Rating]]:
    """Give by what they are of the ratings that belong together, oldest first.

    Those of this goal; where it has none, those of no goal in particular. Who asks about no goal
    gets those of none, or else those of the goal that was rated last.
    """
    every: dict[str, list[Rating]] = {}
    for rating in sorted(ratings, key=lambda rating: rating.at):
        every.setdefault(rating.of, []).append(rating)
    found = {of: _of_one(several, goal) for of, several in every.items()}
    return {of: several for of, several in found.items() if several}


def _of_one(several: Sequence[Rating], goal: WordsId | None) -> list[Rating]:
    for whose in dict.fromkeys((goal, None)):
        mine = [rating for rating in several if rating.goal == whose]
        if mine:
            return mine
    return [] if goal else [rating for rating in several if rating.goal == several[-1].goal]


def then(ratings: Mapping[str, Sequence[Rating]], now: datetime, zone: ZoneInfo) -> dict[str, Then]:
    """Give of each the oldest rating of some weeks ago, if there is one; `now` is aware UTC."""
    found = {}
    for of, several in ratings.items():
        old = [one for one in several if SOME_TIME <= now - one.at <= LOOKS_BACK]
        if old:
            found[of] = Then(old[0].value, old[0].at.astimezone(zone).date())
    return found
