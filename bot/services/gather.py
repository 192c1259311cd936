"""Gathering: all that the store has of one client, read in one transaction, and only read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.care import InviteId
from bot.mydata.gathered import Gathered
from bot.people import OPENED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.care import Invite
    from bot.people import CounselorId
    from bot.ports import Sat
    from bot.services.visit import Visit

_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


async def gather(visit: Visit) -> Gathered:
    """Read everything that is held about a client who is kept."""
    work, client = visit.work, visit.client
    care = await work.cares.of(client.id)
    invite = await _invite(visit)
    briefs = await work.briefs.of(client.id)
    looks = await work.looks.of(client.id)
    episodes = [
        (one, await work.episodes.history(one.id)) for one in await work.episodes.of(client.id)
    ]
    drafts = await work.holdings.drafts(client.id)
    owns = await work.holdings.owns(client.id)
    sat = await work.holdings.conversations(client.id)
    met = {one.counselor for some in (briefs, looks, drafts, owns) for one in some}
    met |= {one.counselor for one in (care, invite) if one is not None and one.counselor}
    met |= {entry.by for _, history in episodes for entry in history if entry.by is not None}
    return Gathered(
        made_at=visit.now,
        client=client,
        care=care,
        invite=invite,
        counselors=await _names(visit, met),
        consents=await work.consents.of(client.id),
        words=await work.words.of(client.id),
        told=await work.words.told(client.id, _EVER),
        rated=await work.words.rated(client.id, _EVER),
        sat=sat,
        said=await work.holdings.said(client.id),
        plans=[
            (await work.plans.versions(plan.id), await work.plans.exceptions(plan.id))
            for plan in await work.plans.of(client.id)
        ],
        prompts=await work.holdings.occurrences(client.id),
        timers=await work.holdings.timers(client.id),
        briefs=briefs,
        looks=looks,
        episodes=episodes,
        posted=await work.holdings.messages(client.id),
        incoming=await work.holdings.incoming(client.id),
        drafts=drafts,
        owns=owns,
        unread=await work.holdings.unread(),  # after all others: arguments are read in their order
        library=visit.house.library,
        older=await _older(visit, sat),
        phrases=visit.house.voice.phrases,
    )


async def _invite(visit: Visit) -> Invite | None:
    """Give the invitation that they opened and have not answered."""
    which = visit.client.profile.get(OPENED)
    return None if which is None else await visit.work.invites.get(InviteId(which))


async def _names(visit: Visit, whose: Iterable[CounselorId]) -> Mapping[CounselorId, str]:
    found = [await visit.work.counselors.get(one) for one in whose]
    return {one.id: one.name for one in found if one is not None}


async def _older(visit: Visit, sat: Iterable[Sat]) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Give the files of the versions that conversations are pinned to and this house has not."""
    newest = {(script.name, script.version) for script in visit.house.library.values()}
    pinned = {(one.conversation.script, one.conversation.version) for one in sat} - newest
    found = {which: await visit.work.scripts.source(*which) for which in sorted(pinned)}
    return {which: files for which, files in found.items() if files is not None}
