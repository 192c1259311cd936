"""The ledger of consent: what its lines are called, and what is shared by all of them together.

Lines are only ever added. A line says which text was read, in which language, and whether it was
agreed to or withdrawn, so what holds now is what the newest line of each name says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.interview.conversation import WordsId
    from bot.ports import Consent

WITH: Final = "with a counselor"
SILENCE: Final = "telling of silence"
NAMES: Final[Mapping[Share, str]] = {
    Share.TAKING_PART: "sharing that I take part",
    Share.COUNTS: "sharing counts",
    Share.RATINGS: "sharing ratings",
    Share.GOALS: "sharing goals and plans",
    Share.WORDS: "sharing words",
    Share.ALERT_WORDS: "words with an alert",
    Share.HARD_PLAN: "sharing the hard-moments plan",
}
"""Under which name the ledger has what a client shares."""
_SHOWING: Final = "showing words"


def showing(words: WordsId) -> str:
    """Give the name of the lines about words that are shown, or kept private, one by one."""
    return f"{_SHOWING} {words}"


def shared(lines: Iterable[Consent]) -> frozenset[Share]:
    """Give what is shared after these lines, oldest first."""
    newest = {line.what: line.agreed for line in lines}
    return frozenset(share for share, name in NAMES.items() if newest.get(name, False))


def shown(lines: Iterable[Consent]) -> frozenset[str]:
    """Give the ids of the words that are shown after these lines."""
    newest = {line.what: line.agreed for line in lines}
    return frozenset(
        what.removeprefix(f"{_SHOWING} ")
        for what, agreed in newest.items()
        if agreed and what.startswith(_SHOWING)
    )
