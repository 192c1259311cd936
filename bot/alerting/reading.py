"""What a counselor reads of an alert and can press: one thread per client and episode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.alerting.standing import standing
from bot.episode import Mark
from bot.screens.lines import below, when
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from bot.episode import Entry, Episode
    from bot.interview.turn import Line
    from bot.people import CounselorId
    from bot.screens.screen import Keys

CAME: Final = frozenset(
    {Mark.AGAIN, Mark.YES, Mark.SOMETIMES, Mark.NO, Mark.SILENT, Mark.ASKED,
     Mark.BETTER, Mark.SAME, Mark.WORSE, Mark.GOES_ON}
)  # fmt: skip
"""What came from the client's side."""
DEEDS: Final[Mapping[str, Mark]] = {
    "alert-seen": Mark.SEEN,
    "alert-on-it": Mark.TAKEN,
    "alert-reached": Mark.REACHED,
    "alert-not": Mark.NOT_REACHED,
    "alert-called": Mark.EMERGENCY,
    "alert-hand": Mark.HANDED_OVER,
}
"""What a key under an alert says that a counselor did."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as a counselor may read it."""

    episode: Episode
    label: str
    """Their counselor's word for the client."""
    history: Sequence[Entry]
    names: Mapping[CounselorId, str]
    phone: str = ""
    """The number that the client gave for this."""
    words: tuple[str, ...] = ()
    """What the client wrote, if they allow that it is told."""


def screen(alert: Alert, zone: ZoneInfo) -> Screen:
    """Show all of it on a clock in `zone`, with what can be done."""
    return Screen(tuple(_lines(alert, zone)), keys(alert))


def reminder(alert: Alert, zone: ZoneInfo) -> Screen:
    """Show it once more."""
    shown = screen(alert, zone)
    return Screen((line("alert.reminder"), *shown.lines), shown.keys)


def came(alert: Alert, entry: Entry, zone: ZoneInfo) -> Screen:
    """Say what came since, in the same thread."""
    said = _said(entry, alert.names, zone)
    return Screen((line("alert.thread", label=alert.label, said=said),), keys(alert))


def keys(alert: Alert) -> Keys:
    """Give what can still be done."""
    if not standing(alert.history).open:
        return ()

    def to(action: str) -> Keys:
        return ((key(f"alert-key.{DEEDS[action]}".replace(" ", "-"), action, alert.episode.id),),)

    seen, on_it = to("alert-seen"), to("alert-on-it")
    reached, not_ = to("alert-reached"), to("alert-not")
    return (
        (*seen[0], *on_it[0]),
        (*reached[0], *not_[0]),
        *to("alert-called"),
        *to("alert-hand"),
    )


def _lines(alert: Alert, zone: ZoneInfo) -> Iterator[Line]:
    at = alert.episode.began_at.astimezone(zone)
    danger = line(f"alert-danger.{alert.episode.danger}")
    yield line("alert.head", label=alert.label, danger=danger, **when(at))
    yield line("alert.phone", phone=alert.phone) if alert.phone else line("alert.no-phone")
    if alert.words:
        yield line("alert.words", words="\n".join(f"“{one}”" for one in alert.words))
    else:
        yield line("alert.no-words")
    since = [_said(entry, alert.names, zone) for entry in alert.history if _shown(entry)]
    if since:
        yield below(since)
    if standing(alert.history).open:
        yield line("alert.until")


def _shown(entry: Entry) -> bool:
    return entry.mark not in {Mark.BEGAN, Mark.NEXT_DAY}


def _said(entry: Entry, names: Mapping[CounselorId, str], zone: ZoneInfo) -> Line:
    """Say one line of the history, with its time."""
    id_ = f"alert-came.{entry.mark}".replace(" ", "-")
    name = "" if entry.by is None else names.get(entry.by, "")
    said = line(id_, counselor=name) if name else line(id_)
    return line("alert.at", time=entry.at.astimezone(zone).time(), said=said)
