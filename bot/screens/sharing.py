"""Sharing: who a client's counselor is, when they work, and what they see of the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share, Silence
from bot.screens import hours
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from bot.care import Care
    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.screens.screen import Key

COUNTS: Final = {True: "sharing.counts-on", False: "sharing.counts-off"}
SILENCE: Final = {Silence.TELL: "sharing.silence-tell", Silence.LEAVE: "sharing.silence-leave"}


def screen(care: Care, counselor: Counselor) -> Screen:
    """Show what is shared now, with a key for each thing that can be otherwise."""
    counts = Share.COUNTS in care.sharing
    lines = (
        line("sharing.who", counselor=counselor.name),
        line("sharing.hours", counselor=counselor.name, hours=hours.said(counselor.hours)),
        line("sharing.always"),
        line(COUNTS[counts]),
        line(SILENCE[care.silence]),
        *((line("hard.sharing"),) if Share.HARD_PLAN in care.sharing else ()),
        line("sharing.never"),
    )
    keys = (_counts(counts), _silence(care.silence), key("sharing.danger", "sharing", "danger"))
    return Screen(lines, (*((one,) for one in keys), (_leave(counselor),)))


def nobody() -> Screen:
    """Say that no counselor is connected."""
    contact = key("danger.name-contact", "begin", "contact")
    return Screen((line("sharing.nobody"),), ((contact,),))


def sure(counselor: Counselor) -> Screen:
    """Ask once before the counselor is left."""
    go = key("sharing.leave", "sharing", "leave-sure", counselor=counselor.name)
    return Screen((line("sharing.sure", counselor=counselor.name),), ((go,), (_stay(),)))


def left(counselor: Counselor) -> Screen:
    """Say that the counselor is left, and what of it goes on."""
    return Screen((line("sharing.left", counselor=counselor.name),))


def looks(counselor: Counselor) -> Line:
    """Say, beside other things, who may look, and when."""
    return line("sharing.help", counselor=counselor.name, hours=hours.said(counselor.hours))


def _counts(on: bool) -> Key:
    if on:
        return key("sharing.stop-counts", "sharing", "counts-off")
    return key("sharing.share-counts", "sharing", "counts-on")


def _silence(now: Silence) -> Key:
    if now is Silence.TELL:
        return key("sharing.leave-be", "sharing", "silence-leave")
    return key("sharing.tell", "sharing", "silence-tell")


def _leave(counselor: Counselor) -> Key:
    return key("sharing.leave", "sharing", "leave", counselor=counselor.name)


def _stay() -> Key:
    return key("sharing.stay", "sharing", "stay")
