"""Which counselor is meant by a name or the beginning of an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.settings import refuse
from bot.services.enrol import counselors

if TYPE_CHECKING:
    from bot.people import Counselor
    from storage.database import Database


async def one_counselor(store: Database, wanted: str) -> Counselor:
    """Find the one counselor who is meant; refuse if there is none, or more than one."""
    async with store.works() as work:
        found = counselors.called(await work.counselors.all(), wanted)
    if not found:
        refuse(f"There is no counselor {wanted!r}; `counselor list` shows who there is.")
    if len(found) > 1:
        refuse(f"{wanted!r} may be {' or '.join(one.id for one in found)}; give the id.")
    return found[0]
