"""A client settles something: consent, sharing, a zone, days and time, a word of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.care import Silence, Telling
from bot.schedule.plan import Slot, Weekdays
from bot.services import notes, reworded, sittings
from bot.services.enrol import caring, danger, hardest, reaching
from bot.services.enrol.revoking import note
from bot.services.replan import edit, replan, woken
from bot.services.rhythm import own_plan
from bot.settings import DAYS, settled, time_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.interview.conversation import Conversation
    from bot.interview.turn import Setting
    from bot.services.visit import Visit

TAKING_PART = "taking part"
REPLANS = frozenset({"zone", "quiet"})
AGREED = frozenset({"yes", "share", "private"})
SHARED = {"share": True, "private": False}
"""The answers of who agrees to be with a counselor: whether they share how it is going."""


async def settle(visit: Visit, conversation: Conversation, setting: Setting) -> None:
    """Keep one setting, and plan anew where it moves what is to come."""
    if setting.name in SETTLES:
        await SETTLES[setting.name](visit, conversation, setting.value)
    elif setting.name in {"days", "time"}:
        await _rhythm(visit, setting)
    else:
        await _own(visit, setting)


async def _own(visit: Visit, setting: Setting) -> None:
    """Keep what is a setting of the client's, or a word of their own."""
    changed = settled(visit.client, setting.name, setting.value)
    if changed != visit.client:
        visit.client = changed
        await visit.work.clients.save(changed)
        if setting.name in REPLANS:
            await replan(visit)


async def _silence(visit: Visit, conversation: Conversation, value: str) -> None:
    """Note whether the counselor hears of a silence."""
    if not caring.refused(visit):
        await caring.settle_silence(visit, conversation.version, Silence(value))


async def _telling(visit: Visit, conversation: Conversation, value: str) -> None:
    """Note whether somebody is told of danger."""
    if not caring.refused(visit):
        await danger.settle_telling(visit, conversation.version, Telling(value))


async def _alert_words(visit: Visit, conversation: Conversation, value: str) -> None:
    """Note whether they read the words, too."""
    if not caring.refused(visit):
        await danger.share_words(visit, conversation.version, on=value == "yes")


async def _consent(visit: Visit, conversation: Conversation, value: str) -> None:
    """Note what was answered, and to which version of the text; who was invited is with them."""
    version, agreed = conversation.version, value in AGREED
    await note(visit, TAKING_PART, version, agreed=agreed)
    await visit.change(consent=version if agreed else None)
    if value in SHARED:
        await caring.accept(visit, conversation, counts=SHARED[value])


async def _connect(visit: Visit, conversation: Conversation, value: str) -> None:
    """Be with whoever invited a client of long, or stay as they are."""
    if value not in SHARED:
        await caring.decline(visit)
        return
    if await caring.accept(visit, conversation, counts=SHARED[value]):
        await caring.tell_accepted(visit)
        await replan(visit)
        await caring.forget_invite(visit)


async def _rhythm(visit: Visit, setting: Setting) -> None:
    """Change the plan that is the client's own, and plan the next prompt anew."""
    plan = await own_plan(visit)
    if plan is None:
        return
    if setting.name == "days":
        edited = replace(plan, cadence=Weekdays(DAYS[setting.value]))
    else:
        at = time_of(setting.value)
        edited = replace(plan, slots=(Slot(at, at),))
    await edit(visit, edited)
    await woken(visit)
    await replan(visit)


SETTLES: Final[Mapping[str, Callable[[Visit, Conversation, str], Awaitable[None]]]] = {
    "consent": _consent,
    "connect": _connect,
    "silence": _silence,
    "telling": _telling,
    "alert-words": _alert_words,
    reaching.PHONE: reaching.settle_phone,
    reaching.CONTACT: reaching.settle_contact,
    "risky": lambda visit, _, value: hardest.settle(visit, value),
    "again": sittings.settle,
    "words": reworded.settle,
    notes.SLIPPED: lambda visit, _, __: notes.note_slip(visit),
}
"""What is more than a setting, by its name."""
