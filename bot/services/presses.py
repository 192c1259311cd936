"""What each key on a screen does; its action is the word that stands in the button's data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from bot.screens import findhelp as finding
from bot.screens import forget, forget_chat, forget_part, home, phone
from bot.screens.screen import line
from bot.services import (
    again,
    arguing,
    caps,
    change_plan,
    choosing,
    commands,
    dosage,
    findhelp,
    goals,
    hard_page,
    limiting,
    mirroring,
    mydata,
    privacy,
    privacy_view,
    progress,
    prompts,
    research,
    rewording,
    rhythm,
    snooze,
    talk,
    taper,
    whereabouts,
    wishing,
)
from bot.services import phone as on_phone
from bot.services.briefing import evening, preview
from bot.services.chosen import chosen
from bot.services.crisis import holding, keys
from bot.services.enrol import sharing
from bot.services.forgetting import asking, clearing, everything
from bot.services.making_room import make_room
from bot.services.opened import opened
from bot.services.pressed import Pressed
from bot.services.replan import next_local
from bot.services.visit import Visit

if TYPE_CHECKING:
    from bot.arrival import Tapped
    from bot.message import Press

SETTINGS: Final = frozenset(
    {
        "language",
        "zone",
        "quiet-hours",
        phone.LINE,
        "rhythm",
        "hardest",
        "pause-until",
        "phone",
        "contact",
    }
)
"""Scripts that stand in no list, and begin at a key of a command's screen."""


async def press(visit: Visit, does: Press, tapped: Tapped, message: int | None) -> None:
    """Do what the key says; a key of an older kind, or one pressed before, is told to be past."""
    pressed = Pressed(does.argument, tapped, message)
    if does.action in AGAIN:
        await AGAIN[does.action](visit, pressed)
    elif does.action in ONCE and not _past(visit, pressed):
        await visit.change(pressed=message)
        await ONCE[does.action](visit, pressed)
    else:
        visit.blink(line("late.turn"))


def _past(visit: Visit, pressed: Pressed) -> bool:
    """Say whether the key has gone already, or was pressed a moment ago."""
    gone = bool(pressed.tapped.text) and not pressed.tapped.label
    return gone or (pressed.message is not None and pressed.message == visit.client.pressed)


async def start(visit: Visit, pressed: Pressed) -> None:
    """Begin the check-in of a prompt; one that has passed is begun too, and marked late."""
    occurrence = await opened(visit, pressed, pressed.argument, prompts.OPEN)
    if occurrence is None:
        return
    await chosen(visit, pressed.tapped, pressed.message)
    await prompts.answered(visit, pressed.argument)
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None and current.occurrence == pressed.argument:
        await talk.ask_again(visit, current)
        return
    # What was chosen when it was sent may no longer fit.
    name = await choosing.brings(visit, pressed.argument, occurrence)
    if name is None:
        await choosing.show(visit)
    else:
        await make_room(visit)
        await holding.free(visit)
        await talk.begin(visit, name, occurrence=pressed.argument)


async def not_today(visit: Visit, pressed: Pressed) -> None:
    """Leave this prompt out, without a question, and say when the next one comes."""
    if await opened(visit, pressed, pressed.argument, prompts.OPEN) is not None:
        await chosen(visit, pressed.tapped, pressed.message)
        await prompts.skip(visit, pressed.argument)
        await visit.show(home.next_time(await next_local(visit)))


async def begin(visit: Visit, pressed: Pressed) -> None:
    """Begin a check-in, or a small script of the settings, by name."""
    script = await visit.checkin(pressed.argument)
    if script is None or not (script.listed or script.name in SETTINGS):
        visit.blink(line("late.over"))
        return
    if not await choosing.fits(visit, script):  # a key of an older menu
        await chosen(visit, pressed.tapped, pressed.message)
        await choosing.show(visit, refused=True)
        return
    await make_room(visit, pressed)
    if script.listed:
        await holding.free(visit)
    await talk.begin(visit, script.name)


async def command(visit: Visit, pressed: Pressed) -> None:
    """Do what a command does."""
    if pressed.argument in commands.KNOWN:
        await chosen(visit, pressed.tapped, pressed.message)
        await commands.KNOWN[pressed.argument](visit)


Does = Callable[[Visit, Pressed], Awaitable[None]]

ONCE: Final[Mapping[str, Does]] = {
    "start": start,
    "not-today": not_today,
    "goes-on": again.start,
    "not-again": again.leave,
    "later": snooze.ask,
    "time-for": wishing.ask,
    "taper": taper.answer,
    "zone-right": whereabouts.right,
    "snooze": snooze.snooze,
    "begin": begin,
    "leave-it": arguing.leave,
    "go-on": arguing.go_on,
    "command": command,
    "about": goals.about,
    "reword": rewording.ask,
    "quiet-for": dosage.pause_for,
    "helping": dosage.helping_with,
    "cap": caps.answer,
    "hard-begin": hard_page.begin,
    "hard-later": hard_page.not_now,
    "brief": evening.press,
    "mydata": mydata.press,
    phone.OPEN: on_phone.open_,
    forget.ALL: everything.all_,
    forget_chat.SURE: clearing.clear,
}
"""What a key does that goes once it was pressed."""
AGAIN: Final[Mapping[str, Does]] = {
    "checkins": choosing.all_,
    "coming": rhythm.back,
    "one": rhythm.one,
    "move": rhythm.move,
    "leave-out": rhythm.leave_out,
    "bring-back": rhythm.bring_back,
    "retime": wishing.retime,
    "limit": limiting.limit,
    "help": lambda visit, _: commands.show_help(visit),
    "crisis": keys.press,
    phone.ACTION: on_phone.press,
    "goals": goals.listed,
    "goal": goals.open_,
    "goal-is": goals.become,
    "mirror": mirroring.page,
    "hidden": mirroring.hidden,
    "words": mirroring.open_,
    "hide": mirroring.hide,
    "bring": mirroring.bring,
    "let-go": mirroring.let_go,
    "gone": mirroring.gone,
    "let-see": mirroring.let_see,
    "keep-private": mirroring.keep_private,
    "privacy": privacy.press,
    "seen": privacy_view.press,
    "research": research.press,
    "progress": progress.again,
    "plan": change_plan.picture,
    "hard": hard_page.turn,
    "hard-open": hard_page.open_,
    "hard-share": hard_page.let_see,
    "sharing": sharing.press,
    finding.ASK: lambda visit, _: findhelp.ask(visit),
    finding.NEAR: findhelp.near,
    finding.LOOK: findhelp.look,
    finding.LEAVE: findhelp.leave,
    "brief-part": preview.switch,
    "brief-all": preview.show_all,
    "brief-send": preview.send,
    forget.ACTION: everything.press,
    forget.DAYS: asking.days,
    forget_part.DAY: asking.day,
    forget_part.DAY_GONE: asking.day_gone,
    forget_part.ONE: asking.one,
    forget_part.ONE_GONE: asking.one_gone,
    forget_chat.ACTION: clearing.ask,
}
"""What a key does that stays."""
