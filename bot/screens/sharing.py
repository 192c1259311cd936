"""Sharing: who a client's counselor is, when they work, and what they see of the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share, Silence
from bot.message import Press
from bot.screens import hours
from bot.screens.lines import below
from bot.screens.screen import Key, Screen, key, line, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.people import Counselor
    from bot.screens.screen import Keys

SWITCHES: Final = (
    Share.TAKING_PART,
    Share.COUNTS,
    Share.RATINGS,
    Share.GOALS,
    Share.WORDS,
    Share.HARD_PLAN,
)
"""In the order of the lines; what goes with an alert is settled apart."""
SILENCE: Final = {Silence.TELL: "sharing.silence-tell", Silence.LEAVE: "sharing.silence-leave"}
_LET: Final = "let-"
"""What a switch's argument begins with: `words-on` alone is about an alert's."""


def screen(care: Care, counselor: Counselor, *notes: Line) -> Screen:
    """Show what is shared now, a line and a key for each thing; `notes` stand above."""
    name = counselor.name
    who = line("sharing.who", counselor=name)
    at = line("sharing.hours", counselor=name, hours=hours.said(counselor.hours))
    if not care.lets(Share.TAKING_PART):
        lines = (*notes, who, at, line("sharing.only", counselor=name))
        on = switch(Share.TAKING_PART, on=True)
        part = key("sharing.take-part", "sharing", on, counselor=name)
        return Screen(lines, ((part,), *_ways(counselor)))
    lines = (
        *notes,
        who,
        at,
        *_switches(care, name),
        line(SILENCE[care.silence]),
        line("sharing.never"),
    )
    keys = [_key(what, on=care.lets(what)) for what in SWITCHES]
    return Screen(lines, (*rows(keys, 2), (_silence(care.silence),), *_ways(counselor)))


def texts(what: Share) -> tuple[str, ...]:
    """Give the phrases by which something is agreed to, or withdrawn."""
    if what is Share.TAKING_PART:
        return (
            f"share-what.{what}",
            "sharing.seen",
            "sharing.unseen",
            "sharing.only",
            "sharing.take-part",
        )
    return (f"share-what.{what}", "sharing.seen", "sharing.unseen")


def switch(what: Share, *, on: bool) -> str:
    """Write on a key what is to be shared, or no longer."""
    return f"{_LET}{what}-{'on' if on else 'off'}"


def read(argument: str) -> tuple[Share, bool] | None:
    """Read what a key says; None if it is no switch of these."""
    what, _, state = argument.removeprefix(_LET).rpartition("-")
    if argument.startswith(_LET) and what in SWITCHES and state in {"on", "off"}:
        return Share(what), state == "on"
    return None


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


def _switches(care: Care, name: str) -> Iterator[Line]:
    """Say what is seen, and then what is not, a line for each."""
    for on, head in ((True, "sharing.seen"), (False, "sharing.unseen")):
        said = [
            line("sharing.what", what=line(f"share-what.{what}"))
            for what in SWITCHES
            if care.lets(what) is on
        ]
        if said:
            yield below([line(head, counselor=name), *said])


def _key(what: Share, *, on: bool) -> Key:
    label = line(f"share-key.{what}")
    shown = line("pick.on", choice=label) if on else label
    return Key(shown, Press("sharing", switch(what, on=not on)))


def _silence(now: Silence) -> Key:
    if now is Silence.TELL:
        return key("sharing.leave-be", "sharing", "silence-leave")
    return key("sharing.tell", "sharing", "silence-tell")


def _ways(counselor: Counselor) -> Keys:
    """Give the keys that lead further, whatever is shared."""
    return (
        (key("sharing.danger", "sharing", "danger"),),
        (key("sharing.see", "seen", "card", counselor=counselor.name),),
        (key("sharing.leave", "sharing", "leave", counselor=counselor.name),),
    )


def _stay() -> Key:
    return key("sharing.stay", "sharing", "stay")
