"""The client's side of a care: they see what is shared, change it, and end it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.care import Silence, Telling
from bot.screens import danger, sharing
from bot.screens.screen import line
from bot.services.alerts.duty import on_duty
from bot.services.enrol import caring
from bot.services.enrol.danger import settle_telling, share_words
from bot.services.enrol.recalled import Recalled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.care import Care
    from bot.people import Counselor
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

BRIEF: Final = {Recalled.LESS: "sharing.brief-less", Recalled.DROPPED: "sharing.brief-none"}
"""What is said of a brief that had not left."""
_DIGITS: Final = 16


async def show(visit: Visit, edits: int | None = None, brief: Recalled = Recalled.NONE) -> None:
    """Show who the counselor is and what they see, and what a change did to a brief."""
    found = await with_whom(visit)
    if found is None:
        await visit.show(sharing.nobody(), edits=edits)
    else:
        notes = (line(BRIEF[brief]),) if brief in BRIEF else ()
        await visit.show(sharing.screen(*found, *notes), edits=edits)


async def with_whom(visit: Visit) -> tuple[Care, Counselor] | None:
    """Give the care a client is in, and the counselor; None if they are with nobody."""
    care = None if visit.stranger else await visit.work.cares.of(visit.client.id)
    counselor = None if care is None else await visit.work.counselors.get(care.counselor)
    return None if care is None or counselor is None else (care, counselor)


async def press(visit: Visit, pressed: Pressed) -> None:
    """Change one thing at a key; pressed twice, it is as it was after the first."""
    found = await with_whom(visit)
    if found is None:
        await visit.show(sharing.nobody(), edits=pressed.message)
        return
    _, counselor = found
    if await _danger(visit, pressed):
        return
    match pressed.argument:
        case "leave":
            await visit.show(sharing.sure(counselor), edits=pressed.message)
            return
        case "leave-sure":
            await caring.leave(visit, wording(visit, ["sharing.sure"]))
            await visit.show(sharing.left(counselor), edits=pressed.message)
            return
        case "silence-tell" | "silence-leave" as wish:
            silence = Silence(wish.partition("-")[2])
            version = wording(visit, sharing.SILENCE.values())
            await caring.settle_silence(visit, version, silence)
    await show(visit, pressed.message, await _switch(visit, pressed))


async def _switch(visit: Visit, pressed: Pressed) -> Recalled:
    """Turn a switch, if it is one that the key is for."""
    read = sharing.read(pressed.argument)
    if read is None:
        return Recalled.NONE
    what, on = read
    return await caring.share(visit, wording(visit, sharing.texts(what)), what, on=on)


async def show_danger(visit: Visit, edits: int | None = None) -> None:
    """Show what happens when words sound like danger."""
    found = await with_whom(visit)
    if found is None:
        await visit.show(danger.alone(visit.client), edits=edits)
    else:
        rota = await on_duty(visit.work)
        await visit.show(danger.screen(visit.client, *found, rota=rota), edits=edits)


async def _danger(visit: Visit, pressed: Pressed) -> bool:
    """Change what happens then, at a key about that; say whether it was one."""
    match pressed.argument.partition("-"):
        case ["danger", "", ""]:
            pass
        case ["tell", _, ("always" | "ask" | "never") as wish]:
            version = wording(visit, danger.TELLING.values())
            await settle_telling(visit, version, Telling(wish))
        case ["words", _, ("on" | "off") as wish]:
            version = wording(visit, danger.WORDS.values())
            await share_words(visit, version, on=wish == "on")
        case _:
            return False
    await show_danger(visit, pressed.message)
    return True


def wording(visit: Visit, phrases: Iterable[str]) -> str:
    """Give the version of a text that was agreed to outside a check-in: a hash of its words."""
    said = "\n".join(visit.house.voice.phrases(visit.locale, id_) for id_ in phrases)
    return sha256(said.encode()).hexdigest()[:_DIGITS]
