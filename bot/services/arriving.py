"""Somebody who has not agreed yet is in the welcome, and nowhere else; an operator in neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Command, Tapped, Wrote
from bot.interview.events import Late
from bot.message import Answering
from bot.screens import home
from bot.screens.screen import line
from bot.services import talk, taps, words
from bot.services.enrol import beginning, operators
from bot.services.forgetting import everything

if TYPE_CHECKING:
    from bot.arrival import Arrival
    from bot.services.visit import Visit


async def arrived(visit: Visit, arrival: Arrival) -> None:
    """Begin the welcome, or go on with it; a button from before it is past.

    An operator has no welcome.
    """
    what = arrival.what
    if visit.operator is not None:
        await operators.heard(visit, visit.operator, what)
        return
    if isinstance(what, Command) and what.name == "forgetme":
        await everything.before_agreeing(visit)
        return
    if isinstance(what, Tapped):
        if isinstance(what.does, Answering):
            await taps.tap(visit, what, arrival)
        else:
            visit.blink(line(Late.OVER))
        return
    known = visit.work.conversations
    current = None if visit.stranger else await known.current(visit.client.id)
    if current is None and not visit.house.self_referral:
        country = visit.house.country_of(visit.client.zone)
        await visit.show(home.by_invitation(country, visit.locale))
    elif current is None:
        await visit.meet()
        await visit.show(home.help_below())
        await talk.begin(visit, beginning.WELCOME)
    elif isinstance(what, Wrote):
        await words.answers(visit, current, what.text, current.turn)
    elif isinstance(what, Command) and what.name == "start":
        await talk.ask_again(visit, current)
    else:
        await visit.show(home.not_agreed())
        await talk.ask_again(visit, current)
