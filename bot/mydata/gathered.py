"""What was gathered of one client: the service's own things, as they are at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import ScriptError
from bot.interview.parse import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.brief import Brief
    from bot.care import Care, Invite
    from bot.counsel.draft import Draft
    from bot.episode import Entry, Episode
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.words import KeptWords, Rating, Told
    from bot.looks import Look
    from bot.own import Own
    from bot.people import Client, CounselorId
    from bot.ports import Consent, Posted, Prompted, Sat, Timer
    from bot.schedule.occurrences import Exceptions
    from bot.schedule.plan import Plan


@dataclass(frozen=True)
class Gathered:
    """All that the store has of one client, and the words to show it in."""

    made_at: datetime
    """Aware, UTC."""
    client: Client
    care: Care | None
    invite: Invite | None
    """The invitation that they opened and have not answered."""
    counselors: Mapping[CounselorId, str]
    """The names of those counselors who are still here."""
    consents: Sequence[Consent]
    words: Sequence[KeptWords]
    told: Sequence[Told]
    rated: Sequence[Rating]
    sat: Sequence[Sat]
    said: Mapping[str, datetime]
    plans: Sequence[tuple[Sequence[tuple[Plan, datetime]], Exceptions]]
    """Of each plan every version with its instant, and what the client skipped or moved."""
    prompts: Sequence[Prompted]
    timers: Sequence[Timer]
    briefs: Sequence[Brief]
    looks: Sequence[Look]
    episodes: Sequence[tuple[Episode, Sequence[Entry]]]
    """Each with its history."""
    posted: Sequence[Posted]
    incoming: Mapping[int, datetime]
    drafts: Sequence[Draft]
    owns: Sequence[Own]
    unread: int
    """How many rows of theirs do not open."""
    library: Mapping[str, Script]
    """The newest version of each check-in of the house, by name."""
    older: Mapping[tuple[str, str], Mapping[str, str]]
    """The files of every other version that is asked for, by name and version."""
    phrases: Phrases

    @property
    def locale(self) -> str:
        """The client's language."""
        return self.client.locale

    @cached_property
    def zone(self) -> ZoneInfo:
        """The client's zone."""
        return ZoneInfo(self.client.zone)

    @cached_property
    def scripts(self) -> Mapping[tuple[str, str], Script]:
        """Every version that is asked for and can be read, parsed: that takes its time."""
        ours = {(script.name, script.version): script for script in self.library.values()}
        return ours | {
            which: script
            for which, files in self.older.items()
            if (script := _parsed(which[0], files)) is not None
        }

    def name(self, counselor: CounselorId | None) -> str | None:
        """Give a counselor's name, if they are still here."""
        return None if counselor is None else self.counselors.get(counselor)

    def title(self, checkin: str) -> str | None:
        """Give the title that a check-in has now, in the client's language."""
        own = next((own.title for own in self.owns if own.name == checkin), None)
        script = self.library.get(checkin)
        return own if script is None else titled(script, self.locale)


def titled(script: Script, locale: str) -> str:
    """Give a check-in's title in a language, or as it was written."""
    return (script.words.get(locale) or script.words["en"])["title"]


def _parsed(name: str, files: Mapping[str, str]) -> Script | None:
    """Read a version; None: the parser of today refuses it."""
    try:
        return parse(name, files)
    except ScriptError:
        return None
