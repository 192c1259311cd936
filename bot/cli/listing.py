"""What the doctor says of finding treatment: where clients are helped to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.cli.found import Finding
from bot.errors import StillwaterError
from bot.opening import open_store, sqlite_file, urls
from bot.treatment.clinic import Source

if TYPE_CHECKING:
    from bot.config import Config

DIRECTORY: Final = "directory"


async def listing(config: Config) -> Finding:
    """Look where clinics are looked up, and whether an own list has any."""
    source = config.directory.source_in(config.safety.country)
    if source is Source.OFF:
        return Finding(DIRECTORY, "off: /findhelp shows links alone")
    if source is Source.FINDTREATMENT:
        return Finding(DIRECTORY, "FindTreatment.gov, asked with each client's leave")
    count = await _count(config)
    if count is None:
        return Finding(DIRECTORY, "not looked at: the database comes first", None)
    if not count:
        says = (
            "nothing is imported, so /findhelp shows links alone; `directory import` takes a file"
        )
        return Finding(DIRECTORY, says, None)
    return Finding(DIRECTORY, f"{count:,} clinics of your own")


async def _count(config: Config) -> int | None:
    """Count the clinics of a store that opens and is up to date; None if it does not, or is not."""
    store = None
    try:
        if not all(file is None or file.exists() for file in map(sqlite_file, urls(config))):
            return None
        store = open_store(config)
        if await store.pending():
            return None
        async with store.works() as work:
            return await work.clinics.count()
    except StillwaterError:
        return None
    finally:
        if store is not None:
            await store.close()
