"""Safety before everything: words are weighed before a check-in sees them, and help comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.covering import covered
from bot.interview.slots import quoted
from bot.interview.terms import Kind
from bot.message import Purpose
from bot.safety.assess import Tier, assess
from bot.screens import help_card
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.services.house import House
    from bot.services.visit import Visit

REST: Final = timedelta(hours=72)
"""How long nothing is mirrored after words that safety caught."""


async def caught(visit: Visit, text: str) -> bool:
    """Show help if these words call for it, and say whether they did.

    They go no further then: they are neither kept nor quoted, and the open question stays open.
    """
    found = assess([text], visit.client.locale, visit.house.rules)
    if found.tier is Tier.NONE:
        return False
    if not visit.stranger:
        await visit.change(mirror_rests_until=visit.now + REST)
        await _cover_mirror(visit)
    await visit.show(
        help_card.first(found, visit.house.country_of(visit.client.zone)), purpose=Purpose.CRISIS
    )
    return True


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


def urgent(house: House) -> Callable[[str], bool]:
    """Give what tells whether words cannot wait in the queue, or ask for help; pure."""

    def cannot_wait(text: str) -> bool:
        if text == "/help" or house.voice.keyboard_command(text) == "help":
            return True
        return assess([text], "", house.rules).tier is Tier.URGENT

    return cannot_wait


def cards(house: House) -> Mapping[str, str]:
    """Give the static help card in each language: what is sent while the store is away."""
    here = house.people.countries[house.country]
    return {
        locale: house.voice.say(
            [line("trouble.card"), *help_card.people(here, locale)], locale, None
        )
        for locale in house.voice.phrases.words
    }
