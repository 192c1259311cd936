"""The course of an episode on the client's side: what is shown, what is asked, when it is over.

Decided from what safety found and from the episode's history alone; nothing here waits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.episode import Episode, Mark
from bot.safety.danger import Danger, Tier
from bot.schedule.quiet import when_awake
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.episode import Entry
    from bot.people import Client
    from bot.safety.assess import Assessment

SILENCE: Final = timedelta(minutes=10)
"""How long nothing comes before the number is shown once more."""
NEAR: Final = timedelta(minutes=30)
"""For how long the card that was shown is still on screen: more such words get a short answer."""
ANSWERABLE: Final = timedelta(hours=12)
"""For how long a typed yes or no is taken for the answer to the question under the card."""
RESTS: Final = timedelta(hours=72)
"""How long nothing is mirrored after such words; and how long a soft episode is open."""
QUIET: Final = timedelta(hours=48)
"""An urgent one is over so long after the client took up what rested, if nothing came since."""
LONGEST: Final = timedelta(days=7)
"""And after so long in which nothing came at all."""
MORNING: Final = time(10)
"""When somebody is asked how they are now, on their own clock."""
SLEPT: Final = timedelta(hours=6)
"""The least that lies between the words and that question."""

NOW: Final = frozenset(
    {
        Danger.OVERDOSE,
        Danger.OVERDOSE_OTHER,
        Danger.MEDICAL,
        Danger.WITHDRAWAL,
        Danger.CHILD,
        Danger.VIOLENCE,
    }
)
"""Where minutes count: whoever comes is named first, and nothing is asked once it is urgent."""
MINUTES: Final = NOW - {Danger.CHILD, Danger.VIOLENCE}
"""Where not being sure is answered as a yes."""
UNNAMED: Final = Danger.SELF_HARM
"""What an episode is filed under whose danger no rule names: those who listen are for it, too."""
ATTEMPT: Final = "self-harm.attempt"
"""What the ids of rules begin with that hear of an attempt."""
SHOWN: Final = frozenset({Mark.BEGAN, Mark.AGAIN, Mark.WORSE})
"""Marks of a card that was shown."""
ANSWERS: Final = frozenset({Mark.YES, Mark.SOMETIMES, Mark.NO})


def attempted(found: Assessment) -> bool:
    """Say whether it sounds as if somebody has just tried to end their life."""
    now = (one for one in found.rules if one.startswith(ATTEMPT) and not one.endswith("past"))
    return found.tier is Tier.URGENT and found.danger is Danger.SELF_HARM and any(now)


def somebodys(found: Assessment) -> Assessment:
    """Take words that were passed on for what they may be: another's, or their own of another day.

    Where minutes count that is all the same.
    """
    return found if found.danger in NOW else replace(found, dangers=())


def asks(danger: Danger | None, tier: Tier, *, attempt: bool = False) -> bool:
    """Say whether a question follows the card: not where minutes count."""
    return tier is Tier.SOFT or not (attempt or danger in NOW)


def joined(episode: Episode, found: Assessment, text: str) -> Episode:
    """Let words join an episode that is open: it is as bad as the worst in it."""
    tier = max(episode.tier, found.tier, key=lambda one: one.weight)
    danger = episode.danger
    if found.danger is not None and _worse(found.tier, found.danger, episode):
        danger = found.danger
    return replace(episode, danger=danger, tier=tier, words=(*episode.words, text))


def _worse(tier: Tier, danger: Danger, than: Episode) -> bool:
    """Say whether a danger goes before that of an episode: what is urgent does, then minutes do."""
    order = tuple(Danger)
    if tier is not than.tier:
        return tier.weight > than.tier.weight
    return order.index(danger) < order.index(than.danger)


def still_shown(
    before: Episode | None, history: Sequence[Entry], found: Assessment, now: datetime
) -> bool:
    """Say whether the card of an open episode says all of it, and is still on screen."""
    if before is None or joined(before, found, "").tier is not before.tier:
        return False
    if found.danger is not None and found.danger is not before.danger:
        return False  # that one has other people, and other things to do
    shown = shown_at(history)
    return shown is not None and now - shown < NEAR


def shown_at(history: Sequence[Entry]) -> datetime | None:
    """Give when a card was shown last; aware, UTC."""
    return max((entry.at for entry in history if entry.mark in SHOWN), default=None)


def answered(history: Sequence[Entry]) -> Mark | None:
    """Give what was answered to the question under the last card, if anything was."""
    last = _last(history)
    return last.mark if last is not None and last.mark in ANSWERS else None


def waits_for_answer(episode: Episode, history: Sequence[Entry], now: datetime) -> bool:
    """Say whether the question under the last card is still to be answered."""
    last = _last(history)
    if last is None or not asks(episode.danger, episode.tier):
        return False
    return last.mark in SHOWN - {Mark.WORSE} and now - last.at < ANSWERABLE


def _last(history: Sequence[Entry]) -> Entry | None:
    """Give the last card or answer."""
    of_question = (entry for entry in reversed(history) if entry.mark in SHOWN | ANSWERS)
    return next(of_question, None)


def is_yes(danger: Danger, answer: Mark) -> bool:
    """Say whether an answer is a yes: where minutes count, not being sure is one."""
    return answer is Mark.YES or (answer is Mark.SOMETIMES and danger in MINUTES)


def is_over(episode: Episode, history: Sequence[Entry], now: datetime) -> bool:
    """Say whether an episode is over by now, whatever the store says of it."""
    if episode.over_at is not None:
        return True
    last = history[-1].at if history else episode.began_at
    if episode.tier is Tier.SOFT:
        return now - last >= RESTS
    words = [entry.at for entry in history if entry.mark in SHOWN]
    went_on = [entry.at for entry in history if entry.mark is Mark.GOES_ON]
    if went_on and went_on[-1] >= max(words, default=episode.began_at):
        return now - went_on[-1] >= QUIET
    return now - last >= LONGEST


def next_day(client: Client, now: datetime) -> datetime:
    """Give when to ask how they are now: the next morning that is far enough, once awake; UTC."""
    zone = client.zoneinfo
    day, at = now.astimezone(zone).date(), None
    while at is None or at - now < SLEPT:
        at = instant(day, MORNING, zone)
        day += timedelta(days=1)
    return when_awake(at, client.quiet, zone)
