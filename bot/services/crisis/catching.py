"""Safety before everything: words are weighed before a check-in sees them, and help comes first.

They go no further then: they are neither kept as an answer nor quoted, and the open question stays
open. Of somebody who has not agreed yet nothing is kept, and nobody is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import course
from bot.alerting.telling import nobody
from bot.arrival import Command, Edited, Forwarded, Sent, Wrote
from bot.interview.covering import covered
from bot.interview.slots import quoted
from bot.interview.terms import Kind
from bot.message import Purpose
from bot.safety.assess import assess
from bot.safety.danger import Tier
from bot.screens import crisis, crisis_talk
from bot.services import alone, commands
from bot.services.crisis import episodes, holding, later, telling, window
from bot.services.crisis.here import here
from bot.services.enrol.invites import is_whole

if TYPE_CHECKING:
    from bot.arrival import What
    from bot.episode import Episode
    from bot.safety.assess import Assessment
    from bot.services.visit import Visit


async def caught(visit: Visit, what: What) -> bool:
    """Show help if the words in it call for it, and say whether they did."""
    text = _said(what)
    if not text:
        return False
    client, now = visit.client, visit.now
    before = window.heard(client.profile, now)
    found = assess([*before, text], client.locale, visit.house.rules)
    if isinstance(what, Forwarded):
        found = course.somebodys(found)
    if await alone.asked_for(visit, found, text):
        return False  # nor is it heard once more together with the answers to come
    if visit.owner is not None:
        await visit.change(profile=window.having_heard(client.profile, text, now))
    if found.tier is Tier.NONE:
        return False
    visit.house.caught(found.tier, found.rules)
    if visit.owner is None:
        await _show_only(visit, found)
    else:
        await _happened(visit, found, text)
    return True


async def _show_only(visit: Visit, found: Assessment) -> None:
    """Show the card to somebody of whom nothing is kept."""
    told = (nobody(),) if found.tier is Tier.URGENT else ()
    place, attempt = await here(visit, told), course.attempted(found)
    shown = crisis.card(found.danger, found.tier, place, attempt=attempt)
    await visit.show(shown, purpose=Purpose.CRISIS)


async def _happened(visit: Visit, found: Assessment, text: str) -> None:
    before, history = await episodes.current(visit)
    in_few = course.still_shown(before, history, found, visit.now)
    episode = await episodes.heard(visit, found, text)
    await visit.change(mirror_rests_until=visit.now + course.RESTS)
    await _cover_mirror(visit)
    if found.tier is Tier.URGENT:
        await holding.hold(visit)
        await later.watch(visit)
    if in_few:
        shown = crisis_talk.again(episode.danger, found.tier, await here(visit))
        await visit.show(shown, purpose=Purpose.CRISIS)
    else:
        await show(visit, episode, found)


async def show(visit: Visit, episode: Episode, found: Assessment) -> None:
    """Show the card, then the one question where minutes do not count."""
    lines, keys = await telling.told(visit, episode) if found.tier is Tier.URGENT else ((), ())
    place, attempt = await here(visit, lines, keys), course.attempted(found)
    shown = crisis.card(found.danger, found.tier, place, attempt=attempt)
    asked = crisis_talk.question(found.danger, episode.id)
    if found.tier is Tier.SOFT:
        shown = crisis_talk.under(shown, asked)
    await visit.show(shown, purpose=Purpose.CRISIS)
    if found.tier is Tier.URGENT and course.asks(found.danger, found.tier, attempt=attempt):
        await visit.show(asked, purpose=Purpose.CRISIS)


async def _cover_mirror(visit: Visit) -> None:
    """Let the check-in that is open mirror nothing more than the question on screen does.

    To somebody who came for what is at hand, their people are named all the same.
    """
    current = await visit.work.conversations.current(visit.client.id)
    if current is None:
        return
    script = await visit.house.script(visit.work, current.script, current.version)
    kind = getattr(script.steps.get(current.at or ""), "quote", None)
    shown = quoted(script, current, kind)
    people = current.memory.several.get(Kind.SUPPORT, ()) if script.on_demand else ()
    left = replace(current, memory=covered(current.memory, lambda one: one in {shown, *people}))
    await visit.work.conversations.save(left, current.turn, visit.now)


def _said(what: What) -> str:
    """Give the words in it, whatever they came in."""
    match what:
        case Wrote(text=text) | Edited(text=text) | Forwarded(text=text) | Sent(caption=text):
            return text
        case Command(name="start", argument=code) if is_whole(code):
            return ""  # chance made it, and no meaning is in it
        case Command(name=name, argument=text):
            return text if name in commands.KNOWN else f"{name} {text}".replace("_", " ")
        case _:
            return ""
