"""A persona: somebody simulated, with what they say to which question, and when they say nothing.

Written in a file `<name>.toml` beside this one:

    story    = "Who they are and what their twelve weeks are like; the transcript's head."
    locale   = "en"
    zone     = "america-new-york"          the option of the welcome's question
    risky    = "fri-20-00"                 likewise; their hardest hour
    terms    = "share"                     or "private"
    template = ["Once a week"]             further keys when they are invited; left out: the default
    sessions = [10, 24, 38]                days (from 0) on which they see their counselor, at 3 pm
    silent   = ["20-33"]                   days on which nothing is answered
    pool     = ["…"]                       what they write where `says` foresees nothing, in turn
    [says]                                 by question, in turn, from the first again after the last
    "goal-mirror.sits" = ["=still", "=changed"]
    "*.why"            = ["for mia"]       the same step in any check-in
    [rates]                                numbers by what is measured, in turn; the last one stays
    importance = [3, 3, 4, 6]
    [days]                                 what they do of their own accord, at about one o'clock
    "16" = ["/urge", "[Start]"]            words, or the newest key of that label
    "20" = ["/checkin Two sides"]          a check-in, looked for among all
    [taps]                                 keys outside of questions: by how the label begins
    "Send to" = "always"                   or "never", which is what counts for all not named

A reply is `=option`, `skip`, `stop`, `-` (nothing; the question stays open) or else their words.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.interview.steps import Choose, Listen, Pick, Ruler

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.interview.conversation import Conversation
    from bot.interview.steps import Question


@dataclass(frozen=True, slots=True)
class Persona:
    """One of them."""

    name: str
    story: str
    locale: str
    zone: str
    risky: str
    terms: str
    template: Sequence[str]
    sessions: Sequence[int]
    silent: frozenset[int]
    pool: Sequence[str]
    says: Mapping[str, Sequence[str]]
    rates: Mapping[str, Sequence[int]]
    days: Mapping[int, Sequence[str]]
    taps: Mapping[str, str]


def read(file: Path) -> Persona:
    """Read a persona."""
    found: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    spans = (one.partition("-") for one in found.get("silent", ()))
    return Persona(
        name=file.stem,
        story=found["story"],
        locale=found.get("locale", "en"),
        zone=found.get("zone", "america-new-york"),
        risky=found.get("risky", "fri-20-00"),
        terms=found.get("terms", "share"),
        template=found.get("template", ()),
        sessions=found.get("sessions", ()),
        silent=frozenset(
            day for first, _, last in spans for day in range(int(first), int(last or first) + 1)
        ),
        pool=found["pool"],
        says=found.get("says", {}),
        rates=found.get("rates", {}),
        days={int(day): deeds for day, deeds in found.get("days", {}).items()},
        taps=found.get("taps", {}),
    )


@dataclass(slots=True)
class Mind:
    """What a persona has said so far, and so what they say next."""

    persona: Persona
    _times: Counter[str] = field(default_factory=Counter)

    def reply(self, conversation: Conversation, question: Question) -> str:
        """Give the reply to an open question, in the words of a persona's file."""
        step = question.id
        for key in (f"{conversation.script}.{step}", f"*.{step}"):
            if key in self.persona.says:
                return self._next(key, self.persona.says[key])
        return self._unforeseen(conversation, question)

    def _unforeseen(self, conversation: Conversation, question: Question) -> str:
        match question:
            case Ruler(measures=of, low=low, high=high):
                numbers = self.persona.rates.get(of or "", [(low + high) // 2])
                self._times[f"#{of}"] += 1
                return f"={numbers[min(self._times[f'#{of}'], len(numbers)) - 1]}"
            case Listen():
                return self._next("", self.persona.pool)
            case Pick() if len(conversation.picked) >= max(question.at_least, 3):
                return "=-done"
            case Pick():
                offered = question.choices or conversation.answers[question.among or ""].options
                return f"={next(one for one in offered if one not in conversation.picked)}"
            case Choose(choices=choices):
                return f"={self._next(f'{conversation.script}.{question.id}', choices)}"

    def _next(self, key: str, several: Sequence[str]) -> str:
        self._times[key] += 1
        return several[(self._times[key] - 1) % len(several)]
