"""What a counselor's commands, keys and dialogs do; what each asks for stands in `bot.asks`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from bot.counsel import apply, away, rehearsal, rename, session, settings, settling
from bot.counsel.wizard import making
from bot.counsel.written import dialog, giving
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
    seeing,
    sessions,
    writing,
)
from bot.services.counsel.call import Call
from bot.services.pressed import Pressed

if TYPE_CHECKING:
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
    **seeing.PRESSES,
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
