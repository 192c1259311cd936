"""The list of a counselor's clients: one key each, with a mark for what is worth a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.counsel.label import counted
from bot.interview.hearing import plain
from bot.interview.turn import Several
from bot.message import Press
from bot.screens.screen import Key, Screen, key, line, page_number, pages, screen, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.care import Care
    from bot.people import Client, ClientId

PAGE: Final = 8
"""Clients shown at once."""
NEEDLE: Final = 32
"""Bytes of a search that the keys of its pages can carry."""
RECENT: Final = timedelta(days=7)
SOON: Final = timedelta(hours=48)


class Mark(StrEnum):
    """What is worth a glance."""

    SOON = "clients.mark-soon"
    """A session within 48 hours."""
    NEW = "clients.mark-new"
    """Here for less than a week."""
    PAUSED = "clients.mark-paused"
    """Nothing is sent just now. Whether they paused, stopped or blocked the bot is theirs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One client in the list."""

    client: ClientId
    label: str
    marks: tuple[Mark, ...]


def paused(client: Client) -> bool:
    """Say whether nothing is sent to them, for whatever reason; the counselor learns no more."""
    return not client.reachable


def entry(care: Care, client: Client, now: datetime) -> Entry:
    """Give a client's place in the list as it is now (aware, UTC)."""
    coming, told = care.next_session(now), care.lets(Share.TAKING_PART)
    holds = {
        Mark.SOON: coming is not None and coming.instant - now <= SOON,
        Mark.NEW: told and now - care.since < RECENT,
        Mark.PAUSED: told and paused(client),
    }
    return Entry(care.client, care.label, tuple(mark for mark, there in holds.items() if there))


def needle(words: str) -> str:
    """Give a search in the form its keys carry it: no case, no accents, at most 32 bytes."""
    return plain(words).encode(errors="ignore")[:NEEDLE].decode(errors="ignore").strip()


def found(entries: Iterable[Entry], search: str) -> list[Entry]:
    """Give those whose label holds `search`, a `needle`; empty: all.

    Who has a session soon comes first, then by label.
    """
    return sorted((one for one in entries if search in plain(one.label)), key=_order)


def listed(entries: Sequence[Entry], search: str = "", page: int = 0) -> Screen:
    """Show a page of those who were `found`."""
    if not entries:
        none = screen("clients.none")
        return Screen((line("clients.nobody", words=search),), (_back(),)) if search else none
    shown, page, last = pages(entries, page, PAGE)
    head = (
        ("clients.found" if last == 0 else "clients.found-page")
        if search
        else ("clients.head" if last == 0 else "clients.page")
    )
    turns = turning(page, last, lambda to: Press("clients", f"{to}:{search}"))
    keys = (*((_key(one),) for one in shown), *turns)
    said = line(head, n=page + 1, last=last + 1, words=search)
    return Screen((said,), (*keys, _back() if search else _several()))


def page_of(argument: str) -> tuple[str, int]:
    """Read what a key of a page carries: the search, and which page of it."""
    number, _, search = argument.partition(":")
    return search, page_number(number)


def _order(one: Entry) -> tuple[bool, list[tuple[int, str]], str]:
    """Put a session soon first, then labels in their order."""
    return Mark.SOON not in one.marks, counted(one.label), one.client


def _key(one: Entry) -> Key:
    does = Press("client", one.client)
    if not one.marks:
        return Key(one.label, does)
    marks = Several(tuple(line(mark.value) for mark in one.marks))
    return Key(line("clients.marked", label=one.label, mark=marks), does)


def _several() -> tuple[Key, ...]:
    return (key("clients.several", "templates"),)


def _back() -> tuple[Key, ...]:
    return (key("clients.all", "clients", "0"),)
