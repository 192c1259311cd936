"""What each key on a screen does; its action is the word that stands in the button's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import WordsId
from bot.interview.script import Effect, Kind
from bot.interview.words import Held, KeptWords
from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.schedule.occurrences import State
from bot.screens import helping, mirror, pause
from bot.screens.screen import line, screen
from bot.services import commands, prompts, talk
from bot.services.keep import act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.arrival import Arrival
    from bot.message import Press
    from bot.services.visit import Visit


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key that was pressed: its argument, and the message it stands under."""

    argument: str
    message: int | None


async def press(visit: Visit, does: Press, arrival: Arrival) -> None:
    """Do what the key says; a key of an older kind is told to be past."""
    act_on = KNOWN.get(does.action)
    if act_on is None:
        visit.blink(line("late.turn"))
    else:
        await act_on(visit, Pressed(does.argument, arrival.message))


async def start(visit: Visit, pressed: Pressed) -> None:
    """Begin the check-in of a prompt; one that has passed is begun too, and marked late."""
    occurrence = await visit.work.plans.occurrence(pressed.argument)
    if occurrence is None or occurrence.client != visit.client.id:
        visit.blink(line("late.over"))
        return
    if occurrence.state in {State.ANSWERED, State.LATE, State.SKIPPED}:
        visit.blink(line("late.turn"))
        return
    await _plain(visit, pressed, "prompt.discreet", "prompt.start")
    await prompts.answered(visit, pressed.argument)
    await talk.begin(visit, occurrence.checkin, occurrence=pressed.argument)


async def not_today(visit: Visit, pressed: Pressed) -> None:
    """Leave this prompt out, without a question."""
    occurrence = await visit.work.plans.occurrence(pressed.argument)
    if occurrence is None or occurrence.client != visit.client.id:
        visit.blink(line("late.over"))
        return
    if occurrence.state is State.SENT:
        await visit.work.plans.mark(pressed.argument, State.SKIPPED, visit.now)
        await visit.work.timers.drop(occurrence=pressed.argument)
    await _plain(visit, pressed, "prompt.discreet", "prompt.not-today")


async def begin(visit: Visit, pressed: Pressed) -> None:
    """Begin a check-in, or a small script of the settings, by name."""
    if pressed.argument in visit.house.library:
        await talk.begin(visit, pressed.argument)


async def command(visit: Visit, pressed: Pressed) -> None:
    """Do what a command does."""
    if pressed.argument in commands.KNOWN:
        await commands.KNOWN[pressed.argument](visit)


async def _own(visit: Visit, pressed: Pressed) -> KeptWords | None:
    """Find kept words of this client by the key's argument."""
    words = await visit.work.words.get(WordsId(pressed.argument))
    if words is None or words.client != visit.client.id or words.held is not Held.HELD:
        visit.blink(line("mirror.before"))
        return None
    return words


async def let_go(visit: Visit, pressed: Pressed) -> None:
    """Ask once whether these words should come back no more."""
    words = await _own(visit, pressed)
    if words is not None:
        await visit.show(mirror.sure(words))


async def gone(visit: Visit, pressed: Pressed) -> None:
    """Let go of words for good."""
    words = await _own(visit, pressed)
    if words is not None:
        await act(visit, words.id, Effect.LET_GO)
        await visit.show(screen("mirror.gone"), edits=pressed.message)


async def stays(visit: Visit, pressed: Pressed) -> None:
    """Keep words after all."""
    await visit.show(screen("mirror.stays"), edits=pressed.message)


async def page(visit: Visit, pressed: Pressed) -> None:
    """Turn a page of the mirror, or of the goals alone."""
    what, _, number = pressed.argument.partition("-")
    words = await visit.work.words.of(visit.client.id)
    kinds = frozenset({Kind.GOAL}) if what == "goals" else frozenset(Kind)
    if number.isdigit():
        shown = mirror.screen(words, kinds, page=int(number))
        await visit.show(shown, edits=pressed.message)


async def pause_for(visit: Visit, pressed: Pressed) -> None:
    """Make it quiet for as long as the key says, and say until when that is."""
    until = await quiet_for(visit, pressed.argument)
    day = None if until is None else until.astimezone(visit.client.zoneinfo).date()
    await visit.show(pause.done(day), edits=pressed.message)


async def quiet_for(visit: Visit, span_name: str) -> datetime | None:
    """Make it quiet for a day, a week, or until the client says; give when it ends, in UTC."""
    span = PAUSES.get(span_name)
    until = None if span is None else visit.now + span
    await visit.change(standing=Standing.PAUSED, paused_until=until)
    await prompts.replan(visit)
    if until is not None:
        timer = f"resume:{visit.client.id}"
        await visit.work.timers.set(Timer(timer, visit.client.id, TimerKind.RESUME, until))
    return until


async def helping_with(visit: Visit, pressed: Pressed) -> None:
    """Change something at once for somebody who says that this isn't helping."""
    match pressed.argument:
        case "too-often":
            await prompts.fewer(visit)
            await visit.show(helping.fewer(await prompts.next_local(visit)), edits=pressed.message)
        case "wrong":
            await quiet_for(visit, "open")
            await visit.show(screen("helping.resting"), edits=pressed.message)
        case "not-now":
            await quiet_for(visit, "week")
            await visit.show(screen("helping.quiet"), edits=pressed.message)
        case _:
            await visit.show(helping.ask())


async def _plain(visit: Visit, pressed: Pressed, says: str, chosen: str) -> None:
    """Take the keys off a message and leave the choice standing."""
    if pressed.message is not None:
        said = visit.text(line(says))
        choice = visit.text(line("chosen", choice=visit.text(line(chosen))))
        await visit.send(f"{said}\n\n{choice}", edits=pressed.message)


PAUSES: Final[Mapping[str, timedelta]] = {"day": timedelta(days=1), "week": timedelta(weeks=1)}

KNOWN: Final[Mapping[str, Callable[[Visit, Pressed], Awaitable[None]]]] = {
    "start": start,
    "not-today": not_today,
    "begin": begin,
    "command": command,
    "help": lambda visit, _: commands.show_help(visit),
    "let-go": let_go,
    "gone": gone,
    "stays": stays,
    "page": page,
    "quiet-for": pause_for,
    "helping": helping_with,
}
