"""A counselor's own check-in: who wrote it, its versions, and whom it was published to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.people import ClientId, CounselorId


@dataclass(frozen=True, slots=True)
class Version:
    """One version of it; the files are among the scripts of the store."""

    version: str
    """As `Script.version`."""
    at: datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Own:
    """One check-in of a counselor's, all versions of it."""

    name: str
    """As `Script.name`: unique in the service, and in no way the name of a packaged check-in."""
    counselor: CounselorId
    title: str
    """As its newest version has it, in its author's language; sealed at rest."""
    versions: tuple[Version, ...]
    """Oldest first; conversations begin with the newest."""
    clients: frozenset[ClientId] = frozenset()
    """Whom it is published to."""
    withdrawn_at: datetime | None = None
    """Aware, UTC; from then on nobody begins it, and who is in it finishes."""
