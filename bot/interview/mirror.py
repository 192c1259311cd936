"""The mirror: which of the client's own words come back now, and why these.

Only what favours change comes back (sustain talk predicts worse outcomes, r = .19: Magill et al.,
2014), only what the client holds and wanted to see again, and what was seen longest ago first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Recalled
from bot.interview.glass import ASKED, FAVOURS
from bot.interview.ifthen import plans
from bot.interview.terms import Kind
from bot.interview.words import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.interview.conversation import WordsId
    from bot.interview.glass import Glass
    from bot.interview.words import KeptWords

REST: Final[Mapping[Kind, timedelta]] = {kind: timedelta(days=14) for kind in FAVOURS} | {
    # Every second weekly look at a goal finds it again, and every look at a plan.
    Kind.GOAL: timedelta(days=13),
    Kind.PLAN: timedelta(days=6),
}
"""How long words rest once they were shown."""
ONE_OCCASION: Final = frozenset({"week-ahead"})
"""Check-ins whose plans are for one occasion: each comes back once, unless it fits another."""
OFTEN: Final = 3
"""Times in a row a goal was still true, after which it rests for longer."""
LONG_REST: Final = timedelta(days=21)
"""How long it rests then, from when it was last shown; and after every further three."""
AT_MOST: Final = 10
"""Words of one kind that are remembered together."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Why(StrEnum):
    """Why these words and no others of their kind: the end of an id under `why` in `bot/words`."""

    GOAL = "goal"
    """They belong to the goal that this is about."""
    ABOUT = "about"
    """They are the goal that this is about, though another was shown longer ago."""
    CHOSEN = "chosen"
    """The client chose this goal."""
    ONLY = "only"
    """There are no others that may come back now."""
    NEVER = "never"
    """They were not shown before."""
    LONGEST = "longest"
    """They were shown longest ago."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Words chosen to be mirrored, and why these."""

    recalled: Recalled
    why: Why


def choose(
    kept: Iterable[KeptWords], glass: Glass, about: WordsId | None = None
) -> dict[Kind, Choice]:
    """Choose at most one of each kind; of the goal `about` before others, where it has any.

    Of goals it is that one or none; without one, what belongs to the goal that is chosen goes
    before others.
    """
    known = tuple(kept)
    by_kind: dict[Kind, list[KeptWords]] = {}
    for words in at_hand(known, glass):
        if words.kind in FAVOURS and not _rests(words, glass):
            by_kind.setdefault(words.kind, []).append(words)
    cues, goal = _cues(known), _goal(by_kind.pop(Kind.GOAL, []), about)
    chosen = {} if goal is None else {Kind.GOAL: goal}
    of = about if goal is None else goal.recalled.id
    return chosen | {kind: _choice(several, of, cues) for kind, several in by_kind.items()}


def at_hand(kept: Iterable[KeptWords], glass: Glass) -> Iterator[KeptWords]:
    """Give all that may be shown now, whether or not it was shown lately."""
    known = tuple(kept)
    cues = _cues(known)
    for words in known:
        held = words.held is Held.HELD and words.kind in glass.kinds
        worth = words.worth_seeing or words.kind not in ASKED
        # A "then" without its "if" is half a plan.
        if held and worth and (words.kind is not Kind.PLAN or words.id in cues):
            yield words


def goal_for(
    kept: Iterable[KeptWords], now: datetime, met: Mapping[WordsId, datetime]
) -> KeptWords | None:
    """Choose the goal that a check-in is about, if nobody named one: the one left alone longest.

    One that was still true three times in a row rests; `met` says when each was last rated.
    """
    goals = [
        words
        for words in kept
        if words.kind is Kind.GOAL and words.held is Held.HELD and not _long_rest(words, now)
    ]
    return min(
        goals,
        key=lambda words: (
            max(words.shown_at or _NEVER, met.get(words.id, _NEVER)),
            words.at,
            words.id,
        ),
        default=None,
    )


def standing(kept: Iterable[KeptWords], glass: Glass) -> dict[WordsId, Recalled]:
    """Give all that may be shown now as a conversation remembers it; a plan with its cue."""
    known = tuple(kept)
    cues = _cues(known)
    return {words.id: _recalled(words, cues, None) for words in at_hand(known, glass)}


def listed(
    kept: Iterable[KeptWords], glass: Glass, goal: WordsId | None = None
) -> dict[Kind, tuple[Recalled, ...]]:
    """Give by kind the newest that may be listed: newest last, of this goal after all others."""
    known = tuple(kept)
    cues = _cues(known)
    by_kind: dict[Kind, list[KeptWords]] = {}
    for words in at_hand(known, glass):
        by_kind.setdefault(words.kind, []).append(words)
    for several in by_kind.values():
        several.sort(key=lambda words: (words.goal == (goal or ""), *_said(words)))
    return {
        kind: tuple(_recalled(words, cues, None) for words in several[-AT_MOST:])
        for kind, several in by_kind.items()
    }


def recalled(words: KeptWords, why: Why) -> Recalled:
    """Give words that are no plan as a conversation remembers them."""
    return _recalled(words, {}, why)


def _recalled(words: KeptWords, cues: Mapping[WordsId, str], why: Why | None) -> Recalled:
    cue = cues.get(words.id, "")
    reason = "" if why is None else why.value
    return Recalled(words.id, words.text, words.on, cue, reason, words.picked)


def _cues(kept: Sequence[KeptWords]) -> Mapping[WordsId, str]:
    """Give of each plan its "if", where that still stands."""
    return {
        whole.plan.id: whole.cue.text
        for whole in plans(kept)
        if whole.cue is not None and whole.cue.held is Held.HELD
    }


def _rests(words: KeptWords, glass: Glass) -> bool:
    if glass.on_demand:
        return glass.rests
    shown = words.shown_at
    lately = shown is not None and glass.now - shown < REST[words.kind]
    return lately or _over(words) or _long_rest(words, glass.now)


def _over(words: KeptWords) -> bool:
    """Say whether a plan was for an occasion that has been looked back at, and for no other."""
    once = words.kind is Kind.PLAN and words.script in ONE_OCCASION
    return once and words.shown_at is not None and not words.still


def _long_rest(words: KeptWords, now: datetime) -> bool:
    often = words.kind is Kind.GOAL and words.still > 0 and words.still % OFTEN == 0
    return often and words.shown_at is not None and now - words.shown_at < LONG_REST


def _goal(goals: Sequence[KeptWords], about: WordsId | None) -> Choice | None:
    """Choose the goal it is about, where that may come back now; any, if it is about none."""
    first = _choice(goals, None, {}) if goals else None
    if about is None or first is None or first.recalled.id == about:
        return first
    ours = [words for words in goals if words.id == about]
    return Choice(recalled(ours[0], Why.ABOUT), Why.ABOUT) if ours else None


def _choice(
    several: Sequence[KeptWords], about: WordsId | None, cues: Mapping[WordsId, str]
) -> Choice:
    # Never shown comes before all that was; among those, what was said first.
    ours = [words for words in several if about is not None and words.goal == about]
    first = min(ours or several, key=lambda words: (words.shown_at or _NEVER, *_said(words)))
    why = Why.NEVER if first.shown_at is None else Why.LONGEST
    if len(several) == 1:
        why = Why.ONLY
    elif ours and len(ours) < len(several):
        why = Why.GOAL
    return Choice(_recalled(first, cues, why), why)


def _said(words: KeptWords) -> tuple[datetime, str, WordsId]:
    """Put in order what was said; cards picked at one instant go by what they say."""
    return (words.at, words.text, words.id)
