"""What every use case is handed: the store, the check-ins, the words, the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from bot.errors import ScriptError, Unreadable
from bot.interview.parse import parse
from bot.ports import Unmetered
from bot.retention import DEFAULTS
from bot.services.drawing import Pencil
from bot.services.enrol.guesses import Guesses
from bot.treatment.clinic import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.interview.script import Script
    from bot.ports import Clock, Files, Locator, Meters, Where, Work, Works
    from bot.retention import Periods
    from bot.safety.assess import Rules
    from bot.safety.danger import Tier
    from bot.safety.resources import Country, Directory
    from bot.services.voice import Voice

UNSAID: Final = "UTC"
"""The zone of those who have not said where they are."""
PINNED: Final = 256
"""Versions held here that are not the library's newest: older ones, and counselors' own."""


class Places(Protocol):
    """Knows towns."""

    def zones(self, town: str) -> Sequence[str]:
        """Give the IANA zones of towns of that name, likeliest first; empty if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """The unchanging half of every use case."""

    works: Works
    clock: Clock
    voice: Voice
    library: Mapping[str, Script]
    """The newest version of each check-in, by name."""
    rules: Rules
    """What safety listens for."""
    people: Directory
    """People to call."""
    places: Places
    where: Where
    plan: str
    """The plan of those whom nobody invited, as they begin: the text of a plan file."""
    key: bytes
    """What random minutes are drawn from; secret, 32 bytes."""
    wake: Callable[[], None]
    """Tells the sender that something may be waiting."""
    report: Callable[[str, Exception], None]
    """Told of what failed, by what it was and what kind of error, never by content."""
    caught: Callable[[Tier, Sequence[str]], None] = lambda _tier, _rules: None
    """Told how soon help was shown, and by which rules, their ids; never whose words."""
    username: Callable[[], str] = lambda: ""
    """Gives the bot's name on Telegram, once it is known; links to it need that."""
    country: str = "us"
    """Whose resources are shown to those who have not said where they are."""
    files: Files | None = None
    """Brings files that were sent; None: nobody is there to fetch any."""
    alert_after: timedelta = timedelta(minutes=15)
    """How long an alert waits for somebody before the next step."""
    source: Source = Source.OFF
    """Where treatment is looked up."""
    locator: Locator | None = None
    """Asks FindTreatment.gov; None: nobody does."""
    self_referral: bool = True
    """Whether somebody whom no counselor invited may take part."""
    on_rota: bool = False
    """Whether whoever settles in as a counselor answers alerts from then on."""
    periods: Periods = field(default_factory=lambda: DEFAULTS)
    """For how long each kind of thing is kept."""
    meters: Meters = field(default_factory=Unmetered)
    """Told what happens, in numbers."""
    pencil: Pencil = field(default_factory=Pencil)
    """Draws what is sent."""
    guesses: Guesses = field(default_factory=Guesses)
    """Codes that opened nothing."""
    _pinned: dict[tuple[str, str], Script] = field(default_factory=dict)

    def country_of(self, zone: str) -> Country:
        """Give whose people to call are shown to somebody with this IANA zone."""
        return self.people.countries[self.country] if zone == UNSAID else self.people.near(zone)

    def link(self, code: str) -> str:
        """Give the link that opens the bot with a code, as an invitation is opened."""
        return f"https://t.me/{self.username()}?start={code}"

    async def script(self, work: Work, name: str, version: str) -> Script:
        """Give the version a conversation is pinned to, from this house or from the store.

        Raises:
            Unreadable: neither has it, or a newer parser refuses what the store has.

        """
        newest = self.library.get(name)
        if newest is not None and newest.version == version:
            return newest
        found = self._pinned.pop((name, version), None)
        if found is None:
            source = await work.scripts.source(name, version)
            if source is None:
                raise Unreadable(name)
            try:
                found = parse(name, source)
            except ScriptError:
                raise Unreadable(name) from None
        self._pinned[name, version] = found  # last in, and so last to go
        while len(self._pinned) > PINNED:
            del self._pinned[next(iter(self._pinned))]
        return found
