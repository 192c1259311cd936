"""Around a session, for the client: the evening before, the brief, the hours after.

A switch carries what would be on once it is tapped, and Send what was on screen: a key that was
tapped twice, or seen before something changed, can send nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.brief import Part
from bot.message import Press
from bot.screens import hours
from bot.screens.lines import when
from bot.screens.screen import Key, Screen, key, line, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from bot.interview.turn import Line
    from bot.people import Counselor


AGENDA: Final = "agenda"
"""The check-in about what to bring."""
TAKEAWAY: Final = "takeaway"
"""And about what stays."""
_ORDER: Final = tuple(Part)
_NOT_NOW: Final = (key("brief.not-now", "brief", "no"),)


def written(parts: AbstractSet[Part]) -> str:
    """Write which parts are on, as a key carries it."""
    return f"{sum(1 << n for n, part in enumerate(_ORDER) if part in parts):x}"


def read(text: str) -> frozenset[Part]:
    """Read which parts are on; what no key of ours carries is none."""
    try:
        bits = int(text, 16)
    except ValueError:
        return frozenset()
    return frozenset(part for n, part in enumerate(_ORDER) if bits >> n & 1)


def knock() -> Screen:
    """Say that there is something, and nothing that a lock screen should not show."""
    return Screen(
        (line("brief.eve-discreet"),), ((key("brief.eve-open", "brief", "eve"),), _NOT_NOW)
    )


def evening(counselor: Counselor, at: datetime, today: date, *, sent: bool) -> Screen:
    """Say when the session is (`at`, on the client's clock), and offer to bring something."""
    which = "brief.eve-today" if at.date() == today else "brief.eve-tomorrow"
    says = [line(which, time=at.time(), counselor=counselor.name)]
    if sent:
        says.append(line("brief.eve-sent", counselor=counselor.name))
    return Screen(tuple(says), (_bring(), (key("brief.look", "brief", "look"),), _NOT_NOW))


def preview(
    counselor: Counselor,
    body: Sequence[Line],
    notes: Iterable[Line],
    there: Sequence[Part],
    on: AbstractSet[Part],
    stamp: str,
    *,
    cut: bool,
) -> Screen:
    """Show the brief as it would be read, under our `notes`, with a switch for each part there is.

    `stamp` tells what is on screen from anything else; `cut`: there is more than fits.
    """
    head = (line("brief.preview", counselor=counselor.name), *notes)
    switches = rows([_switch(part, on) for part in there], 2)
    if not body:
        return Screen((*head, line("brief.off")), (*switches, _NOT_NOW))
    whole = ((key("brief.all", "brief-all", written(on)),),) if cut else ()
    send = key("brief.send", "brief-send", f"{written(on)}.{stamp}", counselor=counselor.name)
    return Screen((*head, *body), (*switches, *whole, (send,), _NOT_NOW))


def nothing() -> Screen:
    """Say that there is nothing for a brief yet, and what makes a start."""
    return Screen((line("brief.empty"),), (_bring(), _NOT_NOW))


def sent(counselor: Counselor, *, replaced: bool) -> Screen:
    """Say to whom it went, when it may be read, and how to change it."""
    says = [line("brief.sent", counselor=counselor.name, hours=hours.said(counselor.hours))]
    if replaced:
        says.append(line("brief.replaced"))
    return Screen(tuple(says), ((key("brief.change", "brief", "look"),),))


def left(counselor: Counselor | None) -> Screen:
    """Say that nothing is sent, and that nobody is told of that."""
    if counselor is None:
        return Screen((line("after.skipped"),))
    return Screen((line("brief.left", counselor=counselor.name),))


def knock_after() -> Screen:
    """Say that it is time for a check-in: what stays of the session."""
    start = Key(line("after.start"), Press("begin", TAKEAWAY))
    return Screen(
        (line("prompt.discreet"),), ((start,), (key("after.not-today", "brief", "skip"),))
    )


def coming(local: datetime) -> Screen:
    """Say when the next session is, on the client's clock."""
    return Screen((line("after.next", **when(local)),))


def _bring() -> tuple[Key, ...]:
    return (Key(line("brief.bring"), Press("begin", AGENDA)),)


def _switch(part: Part, on: AbstractSet[Part]) -> Key:
    """Give a part's switch; what is on is ticked."""
    label = line(f"part-of.{part}")
    named = line("pick.on", choice=label) if part in on else label
    return Key(named, Press("brief-part", written(on ^ {part})))
