"""A client and their counselor: beginning to be with one, what is shared, and leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.care import Care, InviteId, Share, Silence
from bot.message import Press, Purpose
from bot.people import OPENED, Standing
from bot.screens.screen import Key, Screen, line
from bot.services.alerts import climbing
from bot.services.counsel.call import Call
from bot.services.enrol.ledger import NAMES, SILENCE, WITH
from bot.services.enrol.recalled import Recalled
from bot.services.enrol.revoking import ALL, note, revoke
from bot.services.replan import replan
from bot.services.silence import count_anew

if TYPE_CHECKING:
    from bot.care import Invite
    from bot.interview.conversation import Conversation
    from bot.people import CounselorId
    from bot.services.visit import Visit

SENT: Final = "sent"
"""And for that somebody sent them, as long as they are with the counselor who said so."""
HANDED: Final = "handed"
"""The profile's word for who the counselor was before a handover, until they are told of it."""
_HANGING: Final = ("session", "silence", "handover", "before", "after", "takeaway")
"""The timers that hang on a care, by what their ids begin with."""


async def opened(visit: Visit) -> Invite | None:
    """Give the invitation this client opened last, until they have answered it."""
    which = visit.client.profile.get(OPENED)
    return None if which is None else await visit.work.invites.get(InviteId(which))


async def pending(visit: Visit) -> Invite | None:
    """Give the invitation this client has opened and not answered, if it still holds for them.

    What was opened in time may be answered after its time; what was withdrawn may not.
    """
    invite = await opened(visit)
    if invite is None or invite.used_at is not None or invite.used_by != visit.chat:
        return None
    return invite


async def forget_invite(visit: Visit) -> None:
    """Keep no longer which invitation was answered."""
    await forget_word(visit, OPENED)


async def forget_word(visit: Visit, word: str) -> None:
    """Let the profile hold one word less."""
    left = {name: said for name, said in visit.client.profile.items() if name != word}
    await visit.change(profile=left)


async def decline(visit: Visit) -> None:
    """Leave the invitation as if it had never been opened: nobody is told, nothing is kept."""
    invite = await pending(visit)
    if invite is not None:
        await visit.work.invites.save(replace(invite, used_by=None))
    await forget_invite(visit)


async def accept(visit: Visit, asked: Conversation, *, counts: bool) -> bool:
    """Be with whoever invited, on the terms that were `asked`; who was elsewhere leaves there.

    False if the invitation was withdrawn meanwhile, or is by now of a counselor whom the client
    has not read of.
    """
    invite, version = await pending(visit), asked.version
    if invite is None or invite.counselor is None:
        return False
    counselor, named = await visit.work.counselors.get(invite.counselor), asked.answers["counselor"]
    if counselor is None or counselor.name != named.text:
        return False
    before = await visit.work.cares.of(visit.client.id)
    if before is not None and before.counselor != invite.counselor:
        await _part(visit, before, version)
    await note(visit, WITH, version, agreed=True)
    await note(visit, NAMES[Share.TAKING_PART], version, agreed=True)
    await note(visit, NAMES[Share.COUNTS], version, agreed=counts)
    sharing = frozenset({Share.TAKING_PART, Share.COUNTS} if counts else {Share.TAKING_PART})
    care = Care(
        visit.client.id, invite.counselor, invite.label, visit.now, sharing, sent=invite.sent
    )
    await visit.work.cares.put(care)
    if invite.sent:
        await visit.change(profile={**visit.client.profile, SENT: "on"})
    used = replace(invite, used_at=visit.now, used_by=None, label="")  # the care keeps the label
    await visit.work.invites.save(used)
    return True


def refused(visit: Visit) -> bool:
    """Say whether a client of long has just accepted what was withdrawn meanwhile."""
    return visit.client.standing is not Standing.ARRIVING and OPENED in visit.client.profile


async def share(visit: Visit, version: str, what: Share, *, on: bool) -> Recalled:
    """Let the counselor see something of the client's, or no longer; give what it did to a brief.

    Nothing is shared by who does not share that they take part: a key for that is an older one.
    """
    care = await visit.work.cares.of(visit.client.id)
    if care is None or (what in care.sharing) is on:
        return Recalled.NONE
    if not on:
        return await revoke(visit, care, {what}, version)
    if what is Share.TAKING_PART or Share.TAKING_PART in care.sharing:
        await visit.work.cares.put(replace(care, sharing=care.sharing | {what}))
        await note(visit, NAMES[what], version, agreed=True)
    return Recalled.NONE


async def settle_silence(visit: Visit, version: str, silence: Silence) -> None:
    """Let the counselor be told of two quiet weeks, or not."""
    care = await visit.work.cares.of(visit.client.id)
    tells = silence is Silence.TELL
    if care is not None and (care.lets(Share.TAKING_PART) or not tells):
        await visit.work.cares.put(replace(care, silence=silence))
        await count_anew(visit)
        if silence is not care.silence:
            await note(visit, SILENCE, version, agreed=tells)


async def leave(visit: Visit, version: str) -> None:
    """Be with nobody: the plans are the client's own from now on, and go on."""
    care = await visit.work.cares.of(visit.client.id)
    if care is None:
        return
    await _part(visit, care, version)
    await note(visit, WITH, version, agreed=False)
    await visit.work.cares.end(visit.client.id)
    await replan(visit)


async def _part(visit: Visit, care: Care, version: str) -> None:
    """Tell a counselor that a client is no longer connected, and no more; what hung on it goes."""
    await revoke(visit, care, ALL, version)
    for kind in _HANGING:
        await visit.work.timers.done(f"{kind}:{care.client}")
    await forget_word(visit, HANDED)
    await forget_word(visit, SENT)
    await climbing.parted(visit, care)
    await visit.work.owns.take_back(care.counselor, care.client)
    await tell(visit, care.counselor, Screen((line("enrol.parted", label=care.label),)))


async def tell_accepted(visit: Visit) -> None:
    """Tell the counselor in one line that their invitation was accepted."""
    care = await visit.work.cares.of(visit.client.id)
    if care is not None:
        card = Key(line("enrol.card"), Press("client", care.client))
        told = Screen((line("enrol.accepted", label=care.label),), ((card,),))
        await tell(visit, care.counselor, told)


async def tell(visit: Visit, counselor: CounselorId, screen: Screen) -> None:
    """Write to a counselor, if they can be reached and are not suspended."""
    found = await visit.work.counselors.get(counselor)
    if found is not None and found.reachable:
        call = Call(visit.house, visit.work, found, visit.now)
        await call.show(screen, purpose=Purpose.DIGEST)
