"""A counselor's own check-ins on screen: the list of them, one of them, and its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.turn import Several
from bot.message import Press
from bot.screens.lines import below
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from bot.interview.turn import Line
    from bot.own import Own
    from bot.people import ClientId
    from bot.screens.screen import Keys

PAGE: Final = 8


def listed(owns: Sequence[Own], page: int = 0) -> Screen:
    """Show them all, newest first, so many at once."""
    ordered = sorted(owns, key=lambda own: own.versions[-1].at, reverse=True)
    shown, page, last = pages(ordered, page, PAGE)
    first = page * PAGE + 1
    rows = [
        line("own.row", n=n, title=own.title, state=state(own))
        for n, own in enumerate(shown, first)
    ]
    keys: Keys = tuple((Key(own.title, Press("own", own.name)),) for own in shown)
    turns = turning(page, last, lambda to: Press("own-list", str(to)))
    told = below(rows) if rows else line("own.none")
    return Screen((line("own.home"), told), (*keys, *turns, (key("own.new", "own-new"),)))


def state(own: Own) -> Line:
    """Say who has it."""
    if own.withdrawn_at is not None:
        return line("own.withdrawn")
    return line("own.with", n=len(own.clients)) if own.clients else line("own.nobody")


def one(own: Own, labels: Mapping[ClientId, str], zone: ZoneInfo, *above: Line) -> Screen:
    """Show one, below what was just done with it; `labels` are those of the author's clients."""
    newest = own.versions[-1]
    date = newest.at.astimezone(zone).date()
    card = line("own.card", title=own.title, versions=len(own.versions), date=date)
    which = f"{own.name}.{newest.version}"
    ways = [
        key("own.versions", "own-versions", own.name),
        key("own.file", "own-file", own.name),
    ]
    if own.clients:
        ways.append(key("own.withdraw", "own-withdraw", own.name))
    keys = (
        (key("own.try", "own-try", which), key("own.give", "own-give", own.name)),
        tuple(ways),
        (key("own.all", "own-list"),),
    )
    return Screen((*above, card, _who(own, labels)), keys)


def _who(own: Own, labels: Mapping[ClientId, str]) -> Line:
    if own.withdrawn_at is not None:
        return line("own.is-out")
    named = sorted(labels[client] for client in own.clients if client in labels)
    return line("own.has", labels=Several(tuple(named))) if named else line("own.has-none")


def versions(own: Own, zone: ZoneInfo) -> Screen:
    """Show when each of the last versions came, with a key to rehearse it."""
    last = len(own.versions)
    shown = list(enumerate(own.versions, 1))[-PAGE:]
    dated = [(n, one.version, one.at.astimezone(zone).date()) for n, one in shown]
    rows = [
        line("own.newest" if n == last else "own.version", n=n, date=date) for n, _, date in dated
    ]
    tries = [
        (key("own.try-version", "own-try", f"{own.name}.{version}", n=n),)
        for n, version, _ in dated
    ]
    back = (key("button.back", "own", own.name),)
    return Screen((line("own.title", title=own.title), below(rows)), (*tries, back))


def sure(own: Own) -> Screen:
    """Ask once before it is withdrawn."""
    yes, no = key("own.withdraw", "own-out", own.name), key("own.keep", "own", own.name)
    return Screen((line("own.sure", title=own.title),), ((yes, no),))


def twin(own: Own, version: str, weighed: Iterable[Line]) -> Screen:
    """Ask whether what was sent is a new version of one with the same title."""
    which = f"{own.name}.{version}"
    keys: Keys = (
        (key("own.twin-new", "own-keep", which), key("own.twin-apart", "own-apart", which)),
        (key("own.try", "own-try", which),),
    )
    return Screen((line("own.twin", title=own.title, state=state(own)), *weighed), keys)
