"""What each command does; the names are those in `words/*.toml`, under `commands`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.events import Stop
from bot.message import Purpose
from bot.people import Standing
from bot.screens import crisis_talk, hard, help_card, home, pause, settings
from bot.screens import findhelp as finding
from bot.screens import rhythm as screens
from bot.screens.screen import screen
from bot.services import (
    change_plan,
    choosing,
    findhelp,
    goals,
    hard_page,
    mirroring,
    mydata,
    privacy,
    progress,
    prompts,
    rhythm,
    talk,
)
from bot.services.crisis import holding, later
from bot.services.engaged import may_wait
from bot.services.enrol import sharing
from bot.services.forgetting import everything
from bot.services.replan import at_full_pace, next_local, replan, wake

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.arrival import Command
    from bot.services.visit import Visit


async def obey(visit: Visit, command: Command) -> None:
    """Do what a command says; an unknown one is answered with where the known ones are."""
    await KNOWN.get(command.name, unknown)(visit)


async def unknown(visit: Visit) -> None:
    """Say that there is no such command."""
    await visit.show(screen("odd.command"))


async def start(visit: Visit) -> None:
    """Welcome back somebody who is already here."""
    await visit.show(home.back(quiet=visit.client.standing is not Standing.ACTIVE))
    current = await visit.work.conversations.current(visit.client.id)
    if visit.client.held:
        await visit.show(crisis_talk.rests(await holding.ways_on(visit)))
    elif current is not None:
        await talk.ask_again(visit, current)


async def checkin(visit: Visit) -> None:
    """Show the check-ins one can choose now."""
    await choosing.show(visit)


async def show_goals(visit: Visit) -> None:
    """Show the client's goals."""
    await goals.show(visit)


async def show_mirror(visit: Visit) -> None:
    """Show everything kept, in the client's words."""
    await mirroring.show(visit)


def beginning(name: str) -> Callable[[Visit], Awaitable[None]]:
    """Give what begins a check-in at once, by name, without a word about one that is open."""

    async def begin(visit: Visit) -> None:
        if await visit.checkin(name) is None:
            await checkin(visit)
            return
        await holding.free(visit)
        await talk.begin(visit, name)

    return begin


async def show_rhythm(visit: Visit) -> None:
    """Show the days and the time, and what comes next."""
    await rhythm.show(visit)


async def ask_pause(visit: Visit) -> None:
    """Ask for how long it should be quiet."""
    if visit.client.standing is Standing.ACTIVE:
        await visit.show(pause.ask())
    else:
        await visit.show(screen("pause.already"))


async def resume(visit: Visit) -> None:
    """Turn the check-ins on again."""
    freed = await holding.free(visit)
    planned = await next_local(visit) is not None and not freed
    if visit.client.standing is Standing.ACTIVE and planned and await at_full_pace(visit):
        await visit.show(screen("resume.nothing"))
        return
    await wake(visit)
    await visit.show(screens.resumed(await next_local(visit)))


async def show_settings(visit: Visit) -> None:
    """Show what can be settled."""
    language = visit.house.voice.phrases(visit.client.locale, "name")
    whose = await sharing.with_whom(visit)
    counselor = None if whose is None else whose[1].name
    await visit.show(settings.screen(visit.client, language, counselor))


async def show_help(visit: Visit) -> None:
    """Show people to call first, then how this works."""
    country = visit.house.country_of(visit.client.zone)
    whose = await sharing.with_whom(visit)
    counselor = None if whose is None else whose[1]
    shown = help_card.screen(country, visit.client.locale, counselor)
    if visit.owner is not None:
        shown = replace(shown, keys=(*shown.keys, hard.KEY, finding.KEY))
    await visit.show(shown, purpose=Purpose.CRISIS)


async def stop(visit: Visit) -> None:
    """Within a check-in, end it; outside, turn every check-in off and keep what was said."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None and await may_wait(visit, current):
        await talk.hear(visit, current, Stop(by_client=False))
        await visit.show(screen("stop.small"))
        return
    if current is not None:
        await talk.hear(visit, current, Stop())
        if current.occurrence is not None:
            await prompts.answered(visit, current.occurrence)
        return
    if visit.client.standing is Standing.STOPPED:
        await visit.show(screen("stop.already"))
        return
    await visit.change(standing=Standing.STOPPED, paused_until=None)
    await replan(visit)
    await later.left_alone(visit)
    await visit.show(screen("stop.done"))


KNOWN: Final[Mapping[str, Callable[[Visit], Awaitable[None]]]] = {
    "start": start,
    "checkin": checkin,
    "goals": show_goals,
    "mirror": show_mirror,
    "progress": progress.show,
    "plan": change_plan.show,
    "hard": hard_page.show,
    "urge": beginning("urge"),
    "slip": beginning("slip"),
    "rhythm": show_rhythm,
    "pause": ask_pause,
    "resume": resume,
    "settings": show_settings,
    "sharing": sharing.show,
    "privacy": privacy.show,
    "findhelp": findhelp.ask,
    "mydata": mydata.ask,
    "forgetme": everything.show,
    "help": show_help,
    "stop": stop,
}
