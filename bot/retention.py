"""Retention: for how long each kind of thing is kept, and when the night comes that clears it away.

The defaults keep what a client's own screens and their counselor's go by, and nothing longer than
somebody can say what for (docs/retention.md). What a client said and did not take back is theirs:
it stays until they forget it, or go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.schedule.spans import say, span


class Kind(StrEnum):
    """What has a period of its own, in the order in which a night goes through it."""

    ARRIVING = "arriving"
    """People who began the welcome and never agreed."""
    GONE = "gone"
    """Clients who blocked the bot or left Telegram."""
    STOPPED = "stopped"
    """Clients who stopped, and whom nothing has come from since."""
    UPDATES = "updates"
    """The numbers of updates that were handled."""
    ASIDE = "aside"
    """Updates set aside, and messages of which nobody knows whether they arrived."""
    MESSAGES = "messages"
    """That a message went to a client, or of one to their counselor; what it said is gone."""
    PASSING = "passing"
    """That a message went to somebody who is no client."""
    DRAFTS = "drafts"
    """What counselors began and did not save."""
    INVITES = "invites"
    """Invitations that can be opened no more."""
    INCOMING = "incoming"
    """The numbers of messages that clients sent."""
    SAID = "said"
    """Which of our lines a client was told lately."""
    ANSWERS = "answers"
    """The answers within conversations that are over."""
    SCRIPTS = "scripts"
    """Old versions of check-ins, once no answers to them are left."""
    OCCURRENCES = "occurrences"
    """Prompts that were planned, and what came of each."""
    BRIEFS = "briefs"
    """Briefs that were sent to counselors."""
    EPISODES = "episodes"
    """Times of danger that are over."""
    LOOKS = "looks"
    """Which counselor was shown what."""
    WORDS = "words"
    """Words of clients that nobody has seen since."""
    RATINGS = "ratings"
    """Numbers that clients gave."""
    TOLD = "told"
    """What clients said of words they had given earlier."""
    KEYS = "keys"
    """The keys of days that are over, and of invitations that name nobody any more."""


Periods = Mapping[Kind, timedelta | None]
"""How long each kind is kept; None: for as long as whoever it belongs to is here."""
DAY: Final = timedelta(days=1)
NEVER: Final = "never"
"""How a period without an end is written."""
NIGHT: Final = time(3)
"""When the night's work begins, in UTC."""
MISSED: Final = timedelta(days=2)
"""A night's work that was not done for so long was missed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a kind is kept unless the operator says otherwise, and at the very least."""

    default: timedelta | None
    least: timedelta = DAY
    """Something reads it for so long, or Telegram does."""
    settable: bool = True


RULES: Final[Mapping[Kind, Rule]] = {
    Kind.ARRIVING: Rule(30 * DAY, 14 * DAY),
    Kind.GONE: Rule(90 * DAY, 7 * DAY),
    Kind.STOPPED: Rule(365 * DAY, 30 * DAY),
    Kind.UPDATES: Rule(7 * DAY, 2 * DAY),
    Kind.ASIDE: Rule(14 * DAY),
    Kind.MESSAGES: Rule(90 * DAY, 3 * DAY),
    Kind.PASSING: Rule(2 * DAY, 2 * DAY),
    Kind.DRAFTS: Rule(7 * DAY),
    Kind.INVITES: Rule(30 * DAY),
    Kind.INCOMING: Rule(2 * DAY, 2 * DAY),
    Kind.SAID: Rule(60 * DAY, 30 * DAY),
    Kind.ANSWERS: Rule(90 * DAY, 14 * DAY),
    Kind.SCRIPTS: Rule(timedelta(), settable=False),
    Kind.OCCURRENCES: Rule(400 * DAY, 182 * DAY),
    Kind.BRIEFS: Rule(180 * DAY, 30 * DAY),
    Kind.EPISODES: Rule(365 * DAY, 30 * DAY),
    Kind.LOOKS: Rule(None, 365 * DAY),
    Kind.WORDS: Rule(None, 365 * DAY),
    Kind.RATINGS: Rule(None, 182 * DAY),
    Kind.TOLD: Rule(None, 182 * DAY),
    Kind.KEYS: Rule(DAY, settable=False),
}
SETTABLE: Final = frozenset(kind.value for kind, rule in RULES.items() if rule.settable)
"""Kinds whose period the operator may choose."""
DEFAULTS: Final[Periods] = {kind: rule.default for kind, rule in RULES.items()}
PEOPLE: Final = frozenset({Kind.ARRIVING, Kind.GONE, Kind.STOPPED})
"""Who is erased whole."""


def before(periods: Periods, kind: Kind, now: datetime) -> datetime | None:
    """Give the instant before which something of a kind is past its period; None: nothing is."""
    period = periods[kind]
    return None if period is None else now - period


def next_night(now: datetime) -> datetime:
    """Give when the next night's work begins, after an instant (aware UTC; so is what it gives)."""
    night = datetime.combine(now.date(), NIGHT, now.tzinfo)
    return night if now < night else night + DAY


def missed(last: datetime | None, now: datetime) -> bool:
    """Say whether the night's work was missed, by when it was last done (aware), if ever."""
    return last is None or now - last >= MISSED


def periods(written: Mapping[str, object]) -> Periods:
    """Read the operator's own periods over the defaults, by kind: `30d`, `36h` or `never`.

    Raises:
        ValueError: names each kind that is unknown or whose period cannot be, and says what can.

    """
    found, wrong = dict(DEFAULTS), []
    for name, value in written.items():
        rule = RULES.get(Kind(name)) if name in SETTABLE else None
        if rule is None:
            wrong.append(f"{name} is nothing that has a period of its own")
        elif value == NEVER:
            found[Kind(name)] = None
        elif (length := _span(value)) is None or length < rule.least:
            wrong.append(f"{name} is at least {say(rule.least)}, or {NEVER!r}")
        else:
            found[Kind(name)] = length
    if wrong:
        raise ValueError("; ".join(wrong))
    return found


def said(period: timedelta | None) -> str:
    """Write a period as the configuration does; none at all as such."""
    if period is None:
        return NEVER
    return say(period) if period else "no time"


def _span(value: object) -> timedelta | None:
    return span(value) if isinstance(value, str) else None
