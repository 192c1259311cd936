"""A counselor writes a check-in in their chat; when it is done, it is looked at like any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel import authoring
from bot.counsel.draft import Draft
from bot.counsel.written import asking, dialog, found
from bot.screens.screen import line
from bot.services.counsel import owning
from bot.services.counsel.drafting import go_on
from bot.services.looking import NotLooked

if TYPE_CHECKING:
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def obey(call: Call, argument: str) -> None:
    """Show the counselor's own check-ins; behind `new`, begin to write one."""
    if argument.strip().casefold() in {"new", "nueva"}:
        await _begin(call)
    else:
        await owning.show(call)


async def begin(call: Call, _: Pressed) -> None:
    """Begin to write one, below the list."""
    await _begin(call)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the dialog."""
    came = dialog.pressed(draft, choice)
    if came is None:
        call.blink(line("late.turn"))
    elif isinstance(came, Draft):
        shown = asking.screen(came, call.house.voice.phrases)
        await go_on(call, came, shown, edits=pressed.message)
    else:
        await _done(call, draft, came, pressed)


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take typed words, or say why not."""
    phrases = call.house.voice.phrases
    came = dialog.wrote(draft, text, phrases)
    match came:
        case Draft():
            await go_on(call, came, asking.screen(came, phrases))
        case dialog.Objected(why=why):
            again = draft.at(draft.step)
            await go_on(call, again, asking.screen(again, phrases, *why))
        case None:
            again = draft.at(draft.step)
            await go_on(call, again, asking.screen(again, phrases, line("own.untaken")))


async def _begin(call: Call) -> None:
    locale, phrases = call.house.voice.nearest(call.locale), call.house.voice.phrases
    others = tuple(sorted(phrases.words.keys() - {locale}))
    draft = dialog.open_(call.counselor.id, locale, others, call.now)
    await go_on(call, draft, asking.screen(draft, phrases))


async def _done(call: Call, draft: Draft, written: authoring.Written, pressed: Pressed) -> None:
    """Look at what was written, outside of the transaction; then keep it, or go on mending."""
    phrases = call.house.voice.phrases
    files = authoring.files(written, phrases)
    if call.looked is None:
        raise NotLooked(files)
    if call.looked.good:
        await call.work.drafts.drop(call.counselor.id)
        await owning.handed(call, call.looked)
    else:
        again = draft.at(draft.step)
        shown = asking.screen(again, phrases, *found.wrong(call.looked))
        await go_on(call, again, shown, edits=pressed.message)
