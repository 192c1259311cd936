"""The shelf: every check-in that somebody can be in, the packaged ones and counselors' own.

A client's holds what is published to them, a counselor's what they wrote; each in its newest
version. What an own check-in once was, and no longer can be read, is left out and reported.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.errors import ScriptError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.interview.script import Script
    from bot.own import Own
    from bot.people import ClientId, CounselorId
    from bot.ports import Work
    from bot.services.house import House


OWN: Final = "own-"
"""What the names of counselors' check-ins begin with, and no packaged one's."""


async def shelf(work: Work, house: House, owns: Iterable[Own]) -> Mapping[str, Script]:
    """Give the packaged check-ins and these, by name."""
    found = dict(house.library)
    for own in owns:
        try:
            found[own.name] = await house.script(work, own.name, own.versions[-1].version)
        except (LookupError, ScriptError) as error:
            house.report("own.unread", error)
    return found


async def authors(work: Work, owns: Iterable[Own]) -> Mapping[str, str]:
    """Give the name of the counselor that each is of, by the check-in's name."""
    found = {own.name: await work.counselors.get(own.counselor) for own in owns}
    return {name: author.name for name, author in found.items() if author is not None}


async def take_back(work: Work, counselor: CounselorId, client: ClientId) -> None:
    """Withdraw from a client what a counselor who was theirs has published to them."""
    for own in await work.owns.by(counselor):
        if client in own.clients:
            await work.owns.put(replace(own, clients=own.clients - {client}))
