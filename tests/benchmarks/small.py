"""What was measured of the small things, as data; every time says its unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pure:
    """The engine alone: medians of single calls over played paths, in microseconds."""

    calls: int
    step_us: float
    render_us: float


@dataclass(frozen=True, slots=True)
class Sealing:
    """One cell sealed; medians of single calls, in microseconds."""

    cells: int
    characters: int
    """In each."""
    close_us: float
    open_us: float


@dataclass(frozen=True, slots=True)
class Turning:
    """The master key turned over, on SQLite with `synchronous=FULL`."""

    keys: int
    seconds: float
    """From the first step to the last."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The assessment alone; processor time of single messages, each with the two before it."""

    what: str
    messages: int
    load_s: float
    """What is listened for, read and made ready."""
    p50_ms: float
    p99_ms: float
    hostile_ms: float
    """The slowest of texts of 4,096 characters that are made to be slow."""


@dataclass(frozen=True, slots=True)
class Started:
    """From starting the process to its first poll, in seconds, and what it then holds in MiB."""

    first_s: float
    """With a database to be made."""
    later_s: float
    """With one that is there; the median of several."""
    cpu_s: float | None
    """Processor time of a later start; the median too, and none where the system tells none."""
    resident_mib: float | None


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A message of somebody in danger that came last of many."""

    waiting: int
    """Messages before it that nobody had answered."""
    before: int
    """How many of those were answered before it."""
    first_ms: float
    """From sending it until help was shown."""
    all_ms: float
    """Until everybody was answered."""


@dataclass(frozen=True, slots=True)
class Flooding:
    """One chat that sends far more than is read, and what others have of it."""

    messages: int
    """That the one sends."""
    others: int
    quiet_p50_ms: float
    quiet_p99_ms: float
    """From what the others write to what they are answered, with nobody else writing."""
    p50_ms: float
    p99_ms: float
    """The same during the flood."""
    written: int
    """What the others wrote during the flood; each got its answer."""
    answered: int
    """Answers the one got."""
    told: int
    """How often the one was told that it is more than can be read."""
    grown_mib: float
    """What the process held more of after it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An operator's directory in SQLite: taken in from a file, and asked for the nearest."""

    clinics: int
    import_s: float
    """Reading, checking and keeping all of them, in seconds."""
    p50_ms: float
    p99_ms: float
    """One question with its own transaction, with filters and without."""
