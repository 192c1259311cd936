"""What a counselor reads of an alert and can press: one thread per client and episode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.alerting.ladder import ENDS, GAVE_UP, going
from bot.alerting.standing import SEES, standing
from bot.episode import Mark
from bot.message import Press
from bot.screens.lines import below, weekday, when
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, time
    from zoneinfo import ZoneInfo

    from bot.alerting.standing import Standing
    from bot.episode import Entry, Episode
    from bot.interview.turn import Days, Line
    from bot.people import CounselorId
    from bot.screens.screen import Keys

DEEDS: Final[Mapping[str, Mark]] = {
    "alert-seen": Mark.SEEN,
    "alert-on-it": Mark.TAKEN,
    "alert-reached": Mark.REACHED,
    "alert-not": Mark.NOT_REACHED,
    "alert-called": Mark.EMERGENCY,
    "alert-hand": Mark.HANDED_OVER,
}
"""What a key under an alert says that a counselor did; in the order of the keys."""
_LEADS: Final = frozenset({Mark.TAKEN, *GAVE_UP, *ENDS})


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
    said = _said(alert, entry, zone)
    return Screen((line("alert.thread", label=alert.label, said=said),), keys(alert))


def listed(
    alerts: Sequence[tuple[Episode, str, Standing]], zone: ZoneInfo, *, on_duty: bool
) -> Screen:
    """List open alerts, each with its client's label, to somebody whose clock is in `zone`."""
    duty = line("alert.on-duty" if on_duty else "alert.off-duty")
    if not alerts:
        return Screen((line("alert.none"), duty))
    opens = [
        (Key(line("alert.one", label=label, **_when(episode, zone)), Press("alert", episode.id)),)
        for episode, label, _ in alerts
    ]
    return Screen((line("alert.list", n=len(alerts)), duty), tuple(opens))


def done(history: Sequence[Entry], who: CounselorId, mark: Mark) -> bool:
    """Say whether somebody has done so already, and nothing has asked them again since."""
    own = [
        entry.mark for entry in going(history) if entry.by == who and entry.mark is not Mark.TOLD
    ]
    if mark is Mark.SEEN:
        return any(one in SEES for one in own)
    deeds = [one for one in own if one in {mark, Mark.REMINDED, *_LEADS}]
    return bool(deeds) and deeds[-1] is mark


def keys(alert: Alert) -> Keys:
    """Give what can still be done."""
    if not standing(alert.history).open:
        return ()
    does = [key(_id("key", mark), action, alert.episode.id) for action, mark in DEEDS.items()]
    seen, on_it, reached, not_reached, called, over = does
    return ((seen, on_it), (reached, not_reached), (called,), (over,))


def _lines(alert: Alert, zone: ZoneInfo) -> Iterator[Line]:
    danger = line(f"alert-danger.{alert.episode.danger}")
    yield line("alert.head", label=alert.label, danger=danger, **_when(alert.episode, zone))
    yield line("alert.phone", phone=alert.phone) if alert.phone else line("alert.no-phone")
    if alert.words:
        yield line("alert.words", words="\n".join(f"“{one}”" for one in alert.words))
    else:
        yield line("alert.no-words")
    since = [_said(alert, entry, zone) for entry in alert.history if _shown(entry)]
    if since:
        yield below(since)
    stands = standing(alert.history)
    if stands.open and stands.holder is not None:
        yield line("alert.held", counselor=alert.names.get(stands.holder, ""))
    elif stands.open:
        yield line("alert.until")


def _shown(entry: Entry) -> bool:
    return entry.mark not in {Mark.BEGAN, Mark.NEXT_DAY}


def _said(alert: Alert, entry: Entry, zone: ZoneInfo) -> Line:
    """Say one line of the history, with its time; of another day than the first, with that too."""
    name = "" if entry.by is None else alert.names.get(entry.by, "")
    said = line(_id("came", entry.mark), counselor=name)
    at, first = entry.at.astimezone(zone), alert.episode.began_at.astimezone(zone)
    if at.date() == first.date():
        return line("alert.at", time=at.time(), said=said)
    return line("alert.at-day", weekday=weekday(at), time=at.time(), said=said)


def _id(table: str, mark: Mark) -> str:
    return f"alert-{table}.{mark.replace(' ', '-')}"


def _when(episode: Episode, zone: ZoneInfo) -> dict[str, Days | date | time]:
    return when(episode.began_at.astimezone(zone))
