"""What the doctor says of keys: what the master key opens, how old it is, what nothing opens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.cli.found import Finding
from bot.cli.settings import explained
from bot.errors import ConfigError, KeyProblem, StillwaterError
from bot.opening import open_store, ring, sqlite_file, urls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.config import Config
    from storage.database import Database
    from storage.reign import Reign

KEY: Final = "key"
EPOCH: Final = "epoch"
DAMAGE: Final = "damage"
_NAMED: Final = 20
"""So many damaged rows are named, and the rest counted."""
_DAY: Final = timedelta(days=1)


async def locks(config: Config, now: datetime) -> list[Finding]:
    """Prove the master key, say when it is to be turned over, and name rows that do not open."""
    try:
        ring(config.security)
        store = open_store(config)
    except KeyProblem as error:
        return [Finding(KEY, str(error), well=False), *_unseen("the key comes first")]
    except ConfigError:
        key = Finding(KEY, "can be used; what it opens is not looked at", None)
        return [key, *_unseen("the database comes first")]
    try:
        return await _looked(store, config, now)
    finally:
        await store.close()


async def _looked(store: Database, config: Config, now: datetime) -> list[Finding]:
    try:
        reign = await store.reign()
    except KeyProblem as error:
        says = explained(error)
        return [Finding(KEY, says, well=False), *_unseen("the key comes first")]
    except StillwaterError:
        key = Finding(KEY, "can be used; what it opens is out of reach", None)
        return [key, *_unseen("the database comes first")]
    if reign is None:
        return [Finding(KEY, "can be used; nothing is kept yet"), *_unseen("nothing is kept yet")]
    opens = Finding(KEY, "opens the key store")
    return [opens, _epoch(reign, config.security.epoch, now), await _damage(store, config)]


def _epoch(reign: Reign, lasts: timedelta, now: datetime) -> Finding:
    if reign.turning:
        return Finding(EPOCH, "a rotation was cut short; `keys rotate` finishes it", well=False)
    age = now - reign.since
    if age < lasts:
        due = days(lasts - age)
        return Finding(EPOCH, f"{reign.epoch}, {days(age)} old; due to be turned over in {due}")
    says = f"{reign.epoch}, {days(age)} old, and security.epoch is {days(lasts)}: `keys rotate`"
    return Finding(EPOCH, says, well=False)


def days(length: timedelta) -> str:
    """Say a span in whole days."""
    count = length // _DAY
    return "1 day" if count == 1 else f"{count} days"


async def _damage(store: Database, config: Config) -> Finding:
    try:
        file = sqlite_file(urls(config)[0])
        if (file is not None and not file.exists()) or await store.pending():
            return Finding(DAMAGE, "not looked at: the database comes first", None)
        rows = await store.damaged()
    except StillwaterError:
        return Finding(DAMAGE, "not looked at: the database comes first", None)
    if not rows:
        return Finding(DAMAGE, "no row is known that does not open")
    return Finding(DAMAGE, _named(rows), well=False)


def _named(rows: Sequence[tuple[str, str]]) -> str:
    names = ", ".join(f"{place} {row}" for place, row in rows[:_NAMED])
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return (
        f"these rows were edited or moved, do not open, and are passed over: {names}{more}. Put "
        "them back from a backup, or delete them"
    )


def _unseen(why: str) -> list[Finding]:
    return [Finding(what, f"not looked at: {why}", None) for what in (EPOCH, DAMAGE)]
