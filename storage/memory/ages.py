"""Ages in memory: what of each drawer may go once it is old, and how old it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bot.counsel.draft import instant_of
from bot.interview.conversation import Status
from bot.people import Standing
from bot.ports.outbox import OutboxState
from bot.retention import Kind
from bot.schedule.occurrences import State
from storage.memory.drawer import Drawer
from storage.memory.shelves import Posted, Shelves
from storage.rules import OPEN

if TYPE_CHECKING:
    from bot.people import Client
    from storage.memory.shelves import Dated

V = TypeVar("V")
Old = tuple[datetime, Drawer[Any, Any], Hashable]
"""How old a row is, and where it lies."""
Ages = Callable[[Shelves, datetime], Iterator[Old]]
"""Gives what of a kind may go once it is old; also given is before when it is."""
_TO_COME: Final = frozenset({State.PLANNED, State.SNOOZED})


def _rows(
    drawer: Drawer[Any, V],
    at: Callable[[V], datetime | None],
    fits: Callable[[V], bool] = lambda _: True,
) -> Iterator[Old]:
    for key, row in drawer.items():
        since = at(row)
        if since is not None and fits(row):
            yield since, drawer, key


def _posted(on: Shelves, fits: Callable[[Posted], bool]) -> Iterator[Old]:
    return _rows(on.outbox, lambda row: row.message.created_at, fits)


def _aside(on: Shelves) -> Iterator[Old]:
    yield from _rows(
        on.updates, lambda row: row.received.received_at, lambda row: row.aside and not row.done
    )
    yield from _posted(on, lambda row: row.state is OutboxState.UNCERTAIN)


def _arriving(on: Shelves, before: datetime) -> Iterator[Old]:
    def fits(client: Client) -> bool:
        sat = [one for one in on.conversations.values() if one.conversation.client == client.id]
        lately = any(one.moved_at >= before for one in sat)
        return client.standing is Standing.ARRIVING and not lately

    return _rows(on.clients, lambda client: client.created_at, fits)


def _met(on: Shelves, before: datetime) -> Iterator[Old]:
    def fits(row: Dated) -> bool:
        one, client = row.occurrence, on.clients[row.occurrence.client]
        awake = client.woken_at or client.created_at
        return one.state not in _TO_COME and one.expires_at < before and one.due_at < awake

    return _rows(on.occurrences, lambda row: row.occurrence.due_at, fits)


AGED: Final[Mapping[Kind, Ages]] = {
    Kind.ARRIVING: _arriving,
    Kind.GONE: lambda on, _: _rows(on.clients, lambda client: client.gone_at),
    Kind.STOPPED: lambda on, _: _rows(
        on.clients,
        lambda client: client.seen_at,
        lambda client: client.standing is Standing.STOPPED,
    ),
    Kind.UPDATES: lambda on, _: _rows(
        on.updates, lambda row: row.received.received_at, lambda row: row.done
    ),
    Kind.ASIDE: lambda on, _: _aside(on),
    Kind.MESSAGES: lambda on, _: _posted(
        on, lambda row: row.state not in OPEN and row.message.client is not None
    ),
    Kind.PASSING: lambda on, _: _posted(
        on, lambda row: row.state not in OPEN and row.message.client is None
    ),
    Kind.DRAFTS: lambda on, _: _rows(on.drafts, lambda draft: instant_of(draft.turn)),
    Kind.INVITES: lambda on, _: _rows(on.invites, lambda invite: invite.expires_at),
    Kind.INCOMING: lambda on, _: _rows(on.incoming, lambda at: at),
    Kind.SAID: lambda on, _: _rows(on.said, lambda row: row[1]),
    Kind.ANSWERS: lambda on, _: _rows(
        on.conversations,
        lambda sat: sat.moved_at,
        lambda sat: sat.conversation.status is not Status.WAITING and not sat.conversation.emptied,
    ),
    Kind.OCCURRENCES: _met,
    Kind.BRIEFS: lambda on, _: _rows(on.briefs, lambda brief: brief.sent_at),
    Kind.EPISODES: lambda on, _: _rows(on.episodes, lambda episode: episode.over_at),
    Kind.LOOKS: lambda on, _: _rows(on.looks, lambda look: look.at),
    Kind.WORDS: lambda on, before: _rows(
        on.words,
        lambda words: words.at,
        lambda words: words.shown_at is None or words.shown_at < before,
    ),
    Kind.RATINGS: lambda on, _: _rows(on.ratings, lambda rating: rating.at),
    Kind.TOLD: lambda on, _: _rows(on.told, lambda told: told.at),
}
