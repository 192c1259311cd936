"""A counselor invites a client, sees which invitations are open, and takes one back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.care import GOOD_FOR, Invite, InviteId, InviteKind
from bot.counsel import invite as dialog
from bot.counsel.draft import Draft, first_turn
from bot.counsel.invite import Facts, Make, Withdraw
from bot.counsel.invite_screens import made, screen
from bot.counsel.label import folded
from bot.pictures.qr import png
from bot.schedule import template
from bot.screens.screen import line
from bot.screens.screen import screen as one_line
from bot.services.counsel.drafting import go_on, over
from bot.services.enrol.invites import new_code

if TYPE_CHECKING:
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def invite(call: Call, _: str) -> None:
    """Begin an invitation at the command."""
    await _begin(call)


async def pressed_invite(call: Call, _: Pressed) -> None:
    """Begin one at a key of another screen, below it."""
    await _begin(call)


async def _begin(call: Call) -> None:
    facts = await _facts(call)
    draft = dialog.open_(call.counselor.id, first_turn(call.now), call.locale, facts)
    await go_on(call, draft, screen(draft, facts))


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take typed words for the label, or say that a key is meant."""
    facts = await _facts(call)
    after = dialog.wrote(draft, text, facts)
    if after is None:
        await call.show(one_line("invite.keys"))
    else:
        await go_on(call, after, screen(after, facts))


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the dialog."""
    facts = await _facts(call)
    match dialog.pressed(draft, choice, facts):
        case Draft() as after:
            await go_on(call, after, screen(after, facts), edits=pressed.message)
        case Make() as deed:
            await _withdraw(call, deed.instead)
            await over(call, one_line("invite.below", label=deed.label), edits=pressed.message)
            await _make(call, deed)
        case Withdraw(invite=which):
            await _withdraw(call, which)
            await over(call, one_line("invite.withdrawn"), edits=pressed.message)
        case None:
            call.blink(line("late.turn"))


async def _make(call: Call, deed: Make) -> None:
    """Keep the invitation, and show its link once: in words and as a picture for a camera."""
    code = new_code(InviteKind.CLIENT)
    kept = Invite(
        InviteId(uuid4().hex),
        InviteKind.CLIENT,
        created_at=call.now,
        expires_at=call.now + GOOD_FOR,
        counselor=call.counselor.id,
        label=deed.label,
        template=deed.template,
        locale=deed.locale,
        sent=deed.sent,
    )
    await call.work.invites.add(kept, code)
    link = call.house.link(code)
    until = kept.expires_at.astimezone(call.zone).date()
    await call.show(made(deed.label, until, link), picture=png(link))


async def _withdraw(call: Call, which: InviteId | None) -> None:
    """Let an open invitation of this counselor's expire now."""
    for one in await _open(call):
        if one.id == which:
            await call.work.invites.save(replace(one, expires_at=call.now, used_by=None, label=""))


async def _facts(call: Call) -> Facts:
    """Gather the templates, the languages, and the labels that are somebody's already."""
    opened = await _open(call)
    cares = await call.work.cares.clients_of(call.counselor.id)
    labels = [*(care.label for care in cares), *(one.label for one in opened)]
    phrases = call.house.voice.phrases
    return Facts(
        templates=tuple(template.offered()),
        languages={locale: phrases(locale, "name") for locale in sorted(phrases.words)},
        taken=frozenset(map(folded, labels)),
        zone=call.zone,
        open=opened,
    )


async def _open(call: Call) -> tuple[Invite, ...]:
    invites = await call.work.invites.of(call.counselor.id)
    return tuple(one for one in invites if one.is_open(call.now))
