"""The counselor's door: commands, presses and sentences, each to whoever answers that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from bot.arrival import Blocked, Command, Edited, File, InGroup, Sent, Tapped, Unblocked, Wrote
from bot.counsel import apply, away, rehearsal, rename, session, settings, settling
from bot.counsel.draft import CANCEL, cancelled, choice_of
from bot.counsel.wizard import making
from bot.counsel.written import dialog, giving
from bot.message import Answering, Press
from bot.screens import odd
from bot.screens.screen import line, screen
from bot.services.alerts import climbing
from bot.services.counsel import (
    alerts,
    applying,
    aways,
    briefs,
    cards,
    clients,
    commands,
    dates,
    hard_plans,
    inviting,
    overviews,
    own,
    owning,
    planning,
    plans,
    publishing,
    rehearsing,
    renaming,
    sessions,
    writing,
)
from bot.services.counsel.call import Call
from bot.services.pressed import Pressed

if TYPE_CHECKING:
    from bot.arrival import Arrival, What
    from bot.counsel.draft import Draft

Obeys = Callable[[Call, str], Awaitable[None]]
"""Does what a command says, with what stood behind it."""
Does = Callable[[Call, Pressed], Awaitable[None]]
"""Does what a key says."""
Hears = Callable[[Call, "Draft", str], Awaitable[None]]
"""Takes typed words in the dialog that is open."""

Chooses = Callable[[Call, "Draft", str, Pressed], Awaitable[None]]
"""Takes the choice that a key of the open dialog carries."""

COMMANDS: Final[Mapping[str, Obeys]] = {
    "start": commands.start,
    "help": commands.show_help,
    "settings": own.show_settings,
    "rehearse": rehearsing.rehearse,
    "clients": clients.show,
    "invite": inviting.invite,
    "overview": overviews.show,
    "checkins": writing.obey,
    "alerts": alerts.show,
    "away": aways.ask,
}
PRESSES: Final[Mapping[str, Does]] = {
    "rehearse": rehearsing.press,
    "clients": clients.turn,
    "client": cards.turn,
    "card": cards.below,
    "plans": cards.plans,
    "plan-new": planning.new,
    "plan": plans.turn,
    "plan-edit": planning.edit,
    "plan-pause": plans.pause,
    "plan-resume": plans.resume,
    "plan-end": plans.end,
    "plan-over": plans.ended,
    "plan-history": plans.history,
    "invite": inviting.pressed_invite,
    "templates": applying.templates,
    "copy": applying.copy,
    "session": sessions.ask,
    "overview": overviews.turn,
    "rename": renaming.ask,
    "hard-offer": hard_plans.offer,
    "hard-see": hard_plans.see,
    "own": owning.open_,
    "own-list": owning.turn,
    "own-keep": owning.keep,
    "own-apart": owning.apart,
    "own-try": owning.try_,
    "own-versions": owning.versions,
    "own-give": publishing.ask,
    "own-withdraw": owning.withdraw,
    "own-out": owning.out,
    "own-file": owning.file,
    "own-new": writing.begin,
    "next-date": dates.answer,
    "brief-first": briefs.first,
    "brief-thanks": briefs.thanks,
    "brief-copy": briefs.copy,
    "brief-whole": briefs.whole,
    "brief-last": briefs.last,
    **alerts.PRESSES,
}
CHOOSES: Final[Mapping[str, Chooses]] = {
    settling.ABOUT: own.chose,
    settings.ABOUT: own.chose,
    rehearsal.ABOUT: rehearsing.chose,
    "invite": inviting.chose,
    making.ABOUT: planning.chose,
    apply.ABOUT: applying.chose,
    session.ABOUT: sessions.chose,
    rename.ABOUT: renaming.chose,
    giving.ABOUT: publishing.chose,
    dialog.ABOUT: writing.chose,
    away.ABOUT: aways.chose,
}
"""By what the draft is about."""
HEARS: Final[Mapping[str, Hears]] = {
    settling.ABOUT: own.heard,
    settings.ABOUT: own.heard,
    rehearsal.ABOUT: rehearsing.heard,
    "clients": clients.hear,
    "invite": inviting.heard,
    making.ABOUT: planning.heard,
    apply.ABOUT: applying.heard,
    plans.HISTORY: plans.asked,
    session.ABOUT: sessions.hear,
    rename.ABOUT: renaming.hear,
    dialog.ABOUT: writing.heard,
    away.ABOUT: aways.heard,
}
"""By what the draft is about."""


async def happen(call: Call, arrival: Arrival) -> None:
    """Let one thing happen to one counselor; a suspended one is told so and no more."""
    what = _meant(call, arrival.what)
    if isinstance(what, Blocked):
        await call.change(gone_at=call.now)
        await climbing.hurry(call.work, call.counselor.id)
    elif isinstance(what, InGroup):
        await call.show(odd.group())
    else:
        if call.counselor.gone_at is not None:
            await call.change(gone_at=None)
        if call.counselor.suspended:
            await commands.suspended(call, what)
        elif not isinstance(what, Unblocked):
            await _take(call, what, arrival)


def _meant(call: Call, what: What) -> What:
    """Take the key for help, laid under the chat before they were a counselor, for the command."""
    if isinstance(what, Wrote) and call.house.voice.keyboard_command(what.text) == "help":
        return Command("help")
    return what


async def _take(call: Call, what: What, arrival: Arrival) -> None:
    """Bring what a counselor sent to whoever answers that."""
    await call.shelf()  # so that every screen has the titles of their own check-ins
    if not call.counselor.settled and await own.comes_first(call, what):
        return
    match what:
        case Command(name=name, argument=argument):
            await COMMANDS.get(name, _unknown)(call, argument)
        case Tapped(does=Press(action=action, argument=argument)) if action in PRESSES:
            await PRESSES[action](call, Pressed(argument, what, arrival.message))
        case Tapped(does=Press(action="draft", argument=argument)):
            await _choose(call, Pressed(argument, what, arrival.message))
        case Tapped(does=Answering() as does) as tapped:
            await rehearsing.answered(call, does, tapped, arrival.message)
        case Tapped():
            call.blink(line("late.turn"))
        case Wrote(text=text) | Edited(text=text) | Sent(caption=text) if text:
            await _hear(call, text)
        case Sent(file=File()) if call.looked is not None:
            await owning.handed(call, call.looked)
        case Sent(thing=thing):
            await call.show(odd.thing(thing))
        case _:  # passed on from elsewhere, or without a word in it
            await call.show(screen("counselor.unheard"))


async def _choose(call: Call, pressed: Pressed) -> None:
    """Bring a key of a dialog to the dialog that is open; one of another turn is past."""
    draft = await call.work.drafts.get(call.counselor.id)
    choice = None if draft is None else choice_of(draft, pressed.argument)
    if draft is None or choice is None or draft.about not in CHOOSES:
        call.blink(line("late.turn"))
    elif choice == CANCEL:
        await call.work.drafts.drop(call.counselor.id)
        await call.show(cancelled(draft), edits=pressed.message)
    else:
        await CHOOSES[draft.about](call, draft, choice, pressed)


async def _hear(call: Call, text: str) -> None:
    """Take words where a dialog waits for some; say where they would be heard otherwise."""
    draft = await call.work.drafts.get(call.counselor.id)
    if draft is not None and draft.about in HEARS:
        await HEARS[draft.about](call, draft, text)
    else:
        await call.show(screen("counselor.unheard"))


async def _unknown(call: Call, _: str) -> None:
    await call.show(screen("odd.command"))
