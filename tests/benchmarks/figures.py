"""What was measured, as data; every time says its unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing takes of an update."""

    cells: float
    """Closed or opened, per update."""
    cpu_us: float
    """Microseconds of them, per update."""
    share: float
    """Of the bot's own processor time, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """One bot under one load: every client sends, waits for the reply, and sends again."""

    clients: int
    updates: int
    replies: int
    """New messages of the bot's; an edit or a toast is none."""
    seconds: float
    p50_ms: float
    p99_ms: float
    """From the moment the client's app sent it to the moment it showed the reply."""
    cpu_ms: float
    """The bot's own processor time, all threads, per update."""
    telegram_cpu_ms: float
    """That of the pretend Telegram and the clients together, per update."""
    database_cpu_ms: float
    """That of PostgreSQL, per update; SQLite's is the bot's own."""

    @property
    def per_second(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds


@dataclass(frozen=True, slots=True)
class Bare:
    """The statements of one load, run again with nothing around them."""

    updates: int
    transactions: int
    writing: int
    """Transactions that changed something, and so had to reach the disk."""
    statements: int
    seconds: float
    cpu_ms: float
    """Per update."""
    same: bool
    """Whether they left the same outbox behind."""

    @property
    def per_second(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds


@dataclass(frozen=True, slots=True)
class Roads:
    """One round: every bot under the same load, one after the other."""

    bots: dict[str, Traffic]


@dataclass(frozen=True, slots=True)
class Statements:
    """One round: the whole road, and its statements run again with nothing around them."""

    durable: Traffic
    ours: Bare | None
    """Through the service's own connection, where that is one of ours."""
    plain: Bare
    """Through the driver as SQLAlchemy comes with it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What one part ran on, and how busy that was when it began."""

    taken: str
    """The day, as ISO writes it."""
    python: str
    system: str
    processor: str
    cores: int
    commit_ms: float
    """One row, one SQLite transaction with `synchronous=FULL`: what the disk takes; the median."""
    load: float
    """Processes that ran or wanted to, averaged over a minute."""


@dataclass(frozen=True, slots=True)
class Idle:
    """A SQLite store with so many clients, of whom nobody writes and nothing is due."""

    clients: int
    tick_ms: float
    """One knock; the median."""
    start_s: float
    """From the start of the process to its first poll; the median, as what follows."""
    resident_mib: float
    """Right then."""
    settled_mib: float
    """Some time later, every client's key looked for."""
    peak_mib: float
    """The most that any of the starts held."""
    bytes: int
    """On disk, store and keys together."""


@dataclass(frozen=True, slots=True)
class Left:
    """What clients, check-ins or prompts leave on disk: pages in use, store and keys together."""

    things: int
    fresh_bytes: float
    """Each, as it stands that day."""
    kept_bytes: float
    """Of that, what is left once every period of retention is over."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the bot's own processor time goes under the load that is compared; shares of 1."""

    looks: int
    """Every two milliseconds of processor time."""
    within: dict[str, float]
    """Functions, with all that they call."""
    own: dict[str, float]
    """Functions alone."""
    rooms: dict[str, float]
    """Packages: ours, and each library."""


@dataclass(frozen=True, slots=True)
class Replicas:
    """So many equal replicas behind one address, on one PostgreSQL."""

    replicas: int
    traffic: Traffic
    """With the processor time of all replicas together."""
    busy: float
    """Cores in use by everything that was measured."""
