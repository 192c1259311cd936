"""The brief before it leaves: shown as the counselor will read it, switched, and sent as agreed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.brief import Brief, BriefId, Part
from bot.counsel import brief as reading
from bot.screens import briefing as screens
from bot.screens.screen import line, screen
from bot.services.briefing.gathering import gather, since
from bot.services.chosen import chosen
from bot.services.counsel import briefs, cards
from bot.services.counsel.brief_chart import chart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.care import Care, Session
    from bot.counsel.matter import Matter
    from bot.interview.conversation import Conversation
    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

FIRST: Final = frozenset({Part.AGENDA})
"""What is on the first time."""
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Meeting:
    """The session that is coming, and with whom."""

    care: Care
    counselor: Counselor
    session: Session


async def meeting(visit: Visit) -> Meeting | None:
    """Give the session that the client has before them, if they have one."""
    care = None if visit.stranger else await visit.work.cares.of(visit.client.id)
    coming = None if care is None else care.next_session(visit.now)
    counselor = None if care is None else await visit.work.counselors.get(care.counselor)
    if care is None or coming is None or counselor is None:
        return None
    return Meeting(care, counselor, coming)


async def after_agenda(visit: Visit, _: Conversation) -> None:
    """Show the brief once they have said what to bring, if there is a session to bring it to."""
    if await meeting(visit) is not None:
        await show(visit, brings=FIRST)


async def after_short_agenda(visit: Visit, agenda: Conversation) -> None:
    """Show it too where they left off early, if they said something to bring."""
    if any(answer.text for answer in agenda.answers.values()):
        await after_agenda(visit, agenda)


async def show(visit: Visit, brings: AbstractSet[Part] = frozenset()) -> None:
    """Show it below, with what was on last time, and what they have just said is to be brought."""
    met = await meeting(visit)
    if met is None:
        await visit.show(screen("brief.past"))
        return
    sent = await cards.last_brief(met.care, visit)
    on = FIRST if sent is None else sent.parts | brings
    await _show(visit, met, await gather(visit, met.care), on)


async def switch(visit: Visit, pressed: Pressed) -> None:
    """Turn a part on or off, in place."""
    met = await _still(visit, pressed)
    if met is not None:
        on = screens.read(pressed.argument)
        await _show(visit, met, await gather(visit, met.care), on, edits=pressed.message)


async def show_all(visit: Visit, pressed: Pressed) -> None:
    """Show all of it below, with what did not fit on the screen."""
    met = await _still(visit, pressed)
    if met is not None:
        on = screens.read(pressed.argument)
        body = reading.whole(await gather(visit, met.care), on)
        await visit.send(visit.text(*body))


async def send(visit: Visit, pressed: Pressed) -> None:
    """Send what is on screen, if it is still so; else show how it is now, and send nothing."""
    met = await _still(visit, pressed)
    if met is None:
        return
    bits, _, stamp = pressed.argument.partition(".")
    matter = await gather(visit, met.care)
    on = screens.read(bits) & frozenset(matter.parts)
    if not on or stamp != _stamp(visit, met, matter, on):
        await _show(visit, met, matter, on, edits=pressed.message, changed=True)
        return
    before = await waiting(visit, met.care)
    text = _text(visit, met.counselor, reading.whole(matter, on))
    if before is not None and (before.text, before.parts) == (text, on):
        visit.blink(line("brief.sent-already"))
    elif not met.counselor.reachable:
        await chosen(visit, pressed.tapped, pressed.message)
        await visit.show(screen("brief.away", counselor=met.counselor.name))
    else:
        await chosen(visit, pressed.tapped, pressed.message)
        made = Brief(BriefId(uuid4().hex), visit.client.id, met.counselor.id, on, text, visit.now)
        await visit.work.briefs.put(made)
        await briefs.bring(visit, met.care, made, matter, replaces=before is not None)
        await visit.show(screens.sent(met.counselor, replaced=before is not None))


async def waiting(visit: Visit, care: Care) -> Brief | None:
    """Give the newest that the counselor was sent for the session to come."""
    sent = await cards.last_brief(care, visit)
    return sent if sent is not None and sent.sent_at > since(visit, care) else None


async def _still(visit: Visit, pressed: Pressed) -> Meeting | None:
    """Give the session to come; where there is none any more, take the keys away and say so."""
    met = await meeting(visit)
    if met is None:
        await chosen(visit, pressed.tapped, pressed.message)
        await visit.show(screen("brief.past"))
    return met


async def _show(
    visit: Visit,
    met: Meeting,
    matter: Matter,
    on: AbstractSet[Part],
    *,
    edits: int | None = None,
    changed: bool = False,
) -> None:
    there, on = matter.parts, on & frozenset(matter.parts)
    if not there:
        await visit.show(screens.nothing(), edits=edits)
        return
    short = reading.short(matter, on, lambda one: _text(visit, met.counselor, (one,)))
    shown = screens.preview(
        met.counselor,
        short.lines,
        _notes(visit, met, matter, on, changed=changed),
        there,
        on,
        _stamp(visit, met, matter, on),
        cut=short.cut,
    )
    await visit.show(shown, edits=edits)


def _notes(
    visit: Visit, met: Meeting, matter: Matter, on: AbstractSet[Part], *, changed: bool
) -> Iterator[Line]:
    if changed:
        yield line("brief.changed")
    if chart(matter, on, lambda one: one.id) is not None:
        yield line("brief.picture")
    nearest = visit.house.voice.nearest
    if on and nearest(met.counselor.locale) != nearest(visit.locale):
        yield line("brief.tongue", counselor=met.counselor.name)


def _text(visit: Visit, counselor: Counselor, lines: Sequence[Line]) -> str:
    """Put lines into the counselor's language."""
    return visit.house.voice.say(lines, counselor.locale, visit.today)


def _stamp(visit: Visit, met: Meeting, matter: Matter, on: AbstractSet[Part]) -> str:
    """Tell what is on screen from anything else: whom it is for, and every word of it."""
    whole = _text(visit, met.counselor, reading.whole(matter, on))
    said = "\n".join([met.counselor.id, screens.written(on), whole])
    return sha256(said.encode()).hexdigest()[:_DIGITS]
