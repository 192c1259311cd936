"""The doctor: each thing that `run` needs, looked at; what is wrong, and how to mend it."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Final

from bot.calling import people_to_call
from bot.cli.duty import duty
from bot.cli.failing import ASIDE
from bot.cli.found import Finding
from bot.cli.ground import DISK, FILES, ground
from bot.cli.listing import listing
from bot.cli.locks import DAMAGE, EPOCH, KEY, locks
from bot.cli.night import NIGHT
from bot.cli.reached import CLOCK, LISTENING, TOKEN, UPDATES, reached
from bot.cli.settings import explained
from bot.errors import ConfigError, KeyProblem, StillwaterError
from bot.listening import Standing, standing
from bot.opening import open_store, sqlite_file, urls
from bot.safety import reading
from storage.engine import open_engine
from storage.history import current, newest
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.config import Config, Safety
    from bot.safety.resources import Directory

STORED: Final = (
    "database",
    KEY,
    EPOCH,
    DAMAGE,
    FILES,
    DISK,
    TOKEN,
    CLOCK,
    UPDATES,
    LISTENING,
    "rota",
    "operators",
    ASIDE,
    NIGHT,
    "directory",
)
FIRST: Final = "not looked at: the configuration comes first"


async def examine(config: Config | None, read: Finding, now: datetime) -> list[Finding]:
    """Look at everything, and change nothing; `now` (aware) is this machine's own time."""
    if config is None:
        unseen = [Finding(what, FIRST, None) for what in STORED]
        meaning = Finding("meaning", FIRST, None)
        return [read, *unseen, _zones(), meaning, *_people(reading.packaged(), now)]
    return [
        read,
        await _database(config),
        *await locks(config, now),
        *ground(config),
        *[finding async for finding in reached(config, now)],
        *await duty(config, now),
        await listing(config),
        _zones(),
        _listening(config.safety),
        *_called(config.safety, now),
    ]


async def _database(config: Config) -> Finding:
    try:
        file, keys = map(sqlite_file, urls(config))
    except ConfigError as error:
        return Finding("database", str(error), well=False)
    if file is not None and not file.exists():
        return Finding("database", f"there is no {file} yet; `run` or `migrate` makes it")
    found = await _opened(config)
    if found.well and keys is not None and not keys.exists():
        says = f"storage.keys_url: the key store {keys} is missing; put it back"
        return Finding("database", says, well=False)
    return found


async def _opened(config: Config) -> Finding:
    """Open a database that is there."""
    try:
        store = open_store(config)
    except KeyProblem:
        return Finding("database", "not opened: the key comes first", None)
    try:
        behind = await store.pending()
        version = await _version(config)
    except StillwaterError as error:
        return Finding("database", explained(error), well=False)
    finally:
        await store.close()
    if behind:
        says = f"at {version or 'nothing'}, not up to date; `run` or `migrate` brings it to"
        return Finding("database", f"{says} {newest()}")
    return Finding("database", f"opens, and is up to date: {version}")


async def _version(config: Config) -> str | None:
    """Give the migration that the database is at. Raises StoreError."""
    engine = open_engine(urls(config)[0], connections=1, reader=True)
    try:
        with in_our_terms():
            return await current(engine)
    finally:
        await engine.dispose()


def _zones() -> Finding:
    known = len(zoneinfo.available_timezones())
    if known == 0:
        return Finding("zones", "no time zones; install the package tzdata", well=False)
    return Finding("zones", f"{known} known")


def _listening(safety: Safety) -> Finding:
    match standing(safety.meaning):
        case Standing.MISSING:
            says = (
                "rules alone: safety.meaning is on, and its extra is not installed (`make` does it)"
            )
            return Finding("meaning", says, well=False)
        case Standing.OFF:
            return Finding("meaning", "off, as safety.meaning says: rules alone")
        case Standing.ON:
            return Finding("meaning", "weighed beside the rules")


def _called(safety: Safety, now: datetime) -> Iterator[Finding]:
    try:
        everybody = people_to_call(safety)
    except ConfigError as error:
        yield Finding("people to call", str(error), well=False)
    else:
        yield from _people(everybody, now)


def _people(everybody: Directory, now: datetime) -> Iterator[Finding]:
    """Look whether somebody held each entry against its source, and when that is due again."""
    overdue, total = list(everybody.overdue(now.date())), sum(1 for _ in everybody.all())
    if overdue:
        says = f"past their review, so check that they still answer: {', '.join(overdue)}"
        yield Finding("people to call", says, well=False)
    else:
        yield Finding("people to call", f"{total} entries, none past its review")
    if unsigned := sum(1 for _ in everybody.unverified()):
        says = f"nobody has checked {unsigned} of {total}; `safety resources` lists their sources"
        yield Finding("people checked", says, None)
    else:
        yield Finding("people checked", "every entry, by somebody who signed for it")
