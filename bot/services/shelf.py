"""The shelf: every check-in that somebody can be in, the packaged ones and counselors' own.

A client's holds what is published to them, a counselor's what they wrote; each in its newest
version. What an own check-in once was, and no longer can be read, is left out and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.interview.script import Script
    from bot.own import Own
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
        except Unreadable as error:
            house.report("own.unread", error)
    return found


async def authors(work: Work, owns: Iterable[Own]) -> Mapping[str, str]:
    """Give the name of the counselor that each is of, by the check-in's name."""
    found = {own.name: own.counselor for own in owns}
    people = {one: await work.counselors.get(one) for one in {*found.values()}}
    return {name: who.name for name, one in found.items() if (who := people[one]) is not None}
