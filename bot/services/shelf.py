"""The shelf: every check-in that somebody can be in, the packaged ones and counselors' own.

A client's holds what is published to them, a counselor's what they wrote; each in its newest
version. What an own check-in once was, and no longer can be read, is left out and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import ScriptError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.interview.script import Script
    from bot.own import Own
    from bot.people import ClientId, CounselorId
    from bot.ports import Work
    from bot.services.house import House


async def shelf(work: Work, house: House, client: ClientId) -> Mapping[str, Script]:
    """Give every check-in that a client can begin, by name."""
    return await _with(work, house, await work.owns.published(client))


async def desk(work: Work, house: House, counselor: CounselorId) -> Mapping[str, Script]:
    """Give every check-in that a counselor knows by name, those they withdrew as well."""
    return await _with(work, house, await work.owns.by(counselor))


async def _with(work: Work, house: House, owns: Iterable[Own]) -> Mapping[str, Script]:
    found = dict(house.library)
    for own in owns:
        if own.name in house.library or not own.versions:
            continue
        try:
            found[own.name] = await house.script(work, own.name, own.versions[-1].version)
        except (LookupError, ScriptError) as error:
            house.report("own.unread", error)
    return found
