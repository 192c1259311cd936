"""Somebody opens the link that a counselor made for a client."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.alerting import telling
from bot.care import InviteKind
from bot.people import OPENED, Standing
from bot.screens import home, hours
from bot.screens.screen import screen
from bot.services import talk
from bot.services.alerts.duty import on_duty
from bot.services.enrol import caring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.care import Care, Invite
    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.services.counsel.call import Call
    from bot.services.happening import Happening
    from bot.services.visit import Visit

WELCOME: Final = "welcome-invited"
CONNECT: Final = "connect"
MOVE: Final = "move"
ROTA: Final = "rota"
"""The profile's word, while it is asked, for that somebody answers alerts."""


async def opened(visit: Visit, code: str) -> None:
    """Let the link open what it opens for this person, or say why it opens nothing."""
    invite = await visit.work.invites.by_code(code)
    care = None if visit.stranger else await visit.work.cares.of(visit.client.id)
    if invite is not None and care is not None and care.counselor == invite.counselor:
        await _say(visit, "enrol.already", counselor=await _name(visit, care))
        return
    counselor = await _inviting(visit, invite)
    closed = _closed(visit, invite, counselor)
    if invite is None or counselor is None or closed is not None:
        await _say(visit, closed or "code.unknown")
    elif visit.client.standing is not Standing.ARRIVING:
        await _ask(visit, invite, counselor, care)
    elif care is not None:
        await _say(visit, "enrol.first-this")
    elif visit.client.profile.get(OPENED) == invite.id:
        await _again(visit)
    else:
        await _welcome(visit, invite, counselor)


async def seen_by(call: Call, code: str) -> None:
    """Tell a counselor who opens a client's link what it is; it stays as it was."""
    invite = await call.work.invites.by_code(code)
    own = invite is not None and invite.counselor == call.counselor.id
    await call.show(screen("enrol.own-link" if own else "enrol.clients-link"))


def _closed(visit: Visit, invite: Invite | None, counselor: Counselor | None) -> str | None:
    """Give the phrase of why an invitation opens nothing here; None if it opens something."""
    if invite is None or invite.kind is not InviteKind.CLIENT:
        return "code.unknown"
    if invite.used_at is not None or invite.used_by not in {None, visit.chat}:
        return "enrol.used"
    if invite.expires_at <= visit.now or counselor is None or counselor.suspended:
        return "enrol.closed"
    return None


async def _inviting(visit: Visit, invite: Invite | None) -> Counselor | None:
    if invite is None or invite.counselor is None:
        return None
    return await visit.work.counselors.get(invite.counselor)


async def _name(visit: Visit, care: Care) -> str:
    found = await visit.work.counselors.get(care.counselor)
    return "" if found is None else found.name


async def _say(visit: Visit, phrase: str, **slots: str) -> None:
    """Say what became of the link, and put the question that was open once more."""
    await visit.show(screen(phrase, **slots))
    await _again(visit)


async def _again(visit: Visit) -> None:
    """Put the open question once more: two telephones are one chat, and it goes on in both."""
    if visit.stranger:
        return
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None:
        await talk.ask_again(visit, current)


async def _welcome(visit: Visit, invite: Invite, counselor: Counselor) -> None:
    """Begin the welcome, in the language that the invitation is in."""
    await visit.change(locale=visit.house.voice.nearest(invite.locale or visit.locale))
    await visit.meet()
    await visit.show(home.help_below())
    await _begin(visit, WELCOME, invite, await given(visit, counselor))


async def anew(visit: Visit, invite: Invite) -> bool:
    """Begin the welcome again, in the language just chosen; False if it can be opened no more."""
    counselor = await _inviting(visit, invite)
    closed = _closed(visit, invite, counselor)
    if counselor is None or closed is not None:
        await visit.show(screen(closed or "code.unknown"))
        return False
    await _begin(visit, WELCOME, invite, await given(visit, counselor))
    return True


async def _ask(visit: Visit, invite: Invite, counselor: Counselor, care: Care | None) -> None:
    """Ask a client who is here already whether to connect, or to move from somebody else."""
    known = await given(visit, counselor)
    if care is None:
        await _begin(visit, CONNECT, invite, known)
    else:
        await _begin(visit, MOVE, invite, {**known, "before": await _name(visit, care)})


async def _begin(visit: Visit, script: str, invite: Invite, known: Mapping[str, str]) -> None:
    """Begin to ask; the invitation is this chat's from now on, until it is answered."""
    if visit.client.profile.get(OPENED, invite.id) != invite.id:
        await caring.decline(visit)
    await visit.work.invites.save(replace(invite, used_by=visit.chat))
    kept = {**visit.client.profile, OPENED: invite.id}
    # What a script forks on is known while it is asked, and kept only once they agree.
    known_now = {ROTA: "on"} if await on_duty(visit.work) else {}
    if invite.sent:
        known_now[caring.SENT] = "on"
    visit.client = replace(visit.client, profile={**kept, **known_now})
    await talk.begin(visit, script, given=known)
    await visit.change(profile=kept)


async def given(happening: Happening, counselor: Counselor) -> Mapping[str, str]:
    """Give who invites, when they work, and whether anybody is alerted, in their language."""
    when: Line = hours.said(counselor.hours)
    alerted = telling.offered(counselor, rota=await on_duty(happening.work))
    return {
        "counselor": counselor.name,
        "hours": happening.text(when),
        "alerts": happening.text(alerted),
    }
