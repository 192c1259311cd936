"""The judge: holds what a store keeps, and what Telegram shows, to what people said and were owed.

Nothing here is a matter of time: a message is there or it is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bot.opening import open_store
from tests.faults.books import ask, instant
from tests.faults.people import client_of
from tests.faults.person import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from bot.demo.telegram import Telegram
    from tests.faults.person import Person
    from tests.journeys.kill_life import Home

CARD: Final = "Something on my side isn't working"
_OUTBOX: Final = """SELECT client, number, priority, state, repeats, telegram_id, occurrence
FROM outbox ORDER BY number"""
_OVER: Final = "SELECT id, expires_at FROM occurrences"
_UNHANDLED: Final = "SELECT count(*) FROM inbox WHERE state != 'done'"
_UNPLANNED: Final = """SELECT count(*) FROM plans WHERE status = 'active' AND id NOT IN (
SELECT o.plan FROM occurrences o JOIN timers t ON t.occurrence = o.id AND t.kind = 'prompt'
WHERE o.state = 'planned')"""


@dataclass(slots=True)
class Ledger:
    """What is held against the store."""

    promised: dict[str, int] = field(default_factory=dict)
    """Prompts that fell due, each with the person it was for."""
    poison: int = 0
    """Updates that nobody can read: they may be set aside."""
    wakes: bool = False
    """Whether a sender thought dead woke up: then a first copy may come after its second."""
    in_flight: int = 0
    """Messages that were being sent when a blow fell, summed up."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts; those of `wrong` are to be nothing."""

    words: int
    prompts: int
    messages: int
    repeats: int
    """Messages that came twice, the second marked."""
    uncertain: int
    """Messages that stand in the store as perhaps sent, for the operator."""
    in_flight: int
    help_cards: int
    """Shown past a store that could not be written."""
    wrong: Mapping[str, int]

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return not any(self.wrong.values())


async def judge(home: Home, tg: Telegram, people: Sequence[Person], ledger: Ledger) -> Verdict:
    """Look at a service that has ended, all at rest."""
    wrong: Counter[str] = Counter()
    for person in people:
        texts = await _kept(home, person.id)
        for said in person.said:
            found = sum(bubbles.count(said) for bubbles in texts)
            wrong["words lost"] += found == 0
            wrong["words doubled"] += found > 1
        order = {text: nth for nth, text in enumerate(person.said)}
        places = [order[one] for bubbles in texts for one in bubbles if one in order]
        wrong["words out of order"] += places != sorted(places)
    over = {str(id_): instant(at) for id_, at in await ask(home, _OVER)}
    rows = defaultdict(list)
    for client, *row in await ask(home, _OUTBOX):
        rows[client].append(_Row(*row))
    messages = repeats = cards = 0
    for person in people:
        theirs = rows[client_of(person.id)]
        every = [seen for seen in tg.chat(person.id) if seen.from_bot]
        chat = [seen for seen in every if not seen.text.startswith(CARD)]
        cards += len(every) - len(chat)
        messages += len(chat)
        repeats += sum(seen.text.startswith(MARK) for seen in chat)
        late = {row.telegram_id or 0 for row in theirs if ledger.wakes and row.repeats}
        wrong += _messages({seen.id: seen.text for seen in chat}, theirs, person.changed | late)
        wrong += _prompts(person, theirs, ledger, over)
    unhandled = (await ask(home, _UNHANDLED))[0][0]
    wrong["updates unhandled"] = max(0, unhandled - ledger.poison)
    wrong["plans that stand still"] = int((await ask(home, _UNPLANNED))[0][0])
    sent = [row for theirs in rows.values() for row in theirs]
    uncertain = sum(row.state == "uncertain" for row in sent)
    again = sum(row.repeats for row in sent)
    wrong["repeats beyond what was in flight"] = max(0, again + uncertain - ledger.in_flight)
    return Verdict(
        sum(len(person.said) for person in people),
        len(ledger.promised),
        messages,
        repeats,
        uncertain,
        ledger.in_flight,
        cards,
        dict(+wrong),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    priority: int
    state: str
    repeats: int
    telegram_id: int | None
    occurrence: str | None


def _messages(
    shown: Mapping[int, str], rows: Sequence[_Row], changed: AbstractSet[int]
) -> Counter[str]:
    """Hold the messages of one chat to its rows of the outbox.

    A row that changed a message names that one. Where it is the first copy of what was sent again,
    no row before names it, and it is known by having been `changed`.
    """
    wrong: Counter[str] = Counter()
    counted: set[int] = set()
    newest: Counter[int] = Counter()
    for row in rows:
        wrong["messages unsent"] += row.state not in {"sent", "uncertain"}
        wrong["repeated twice"] += row.repeats > 1
        if row.state != "sent" or row.telegram_id is None or row.telegram_id in counted:
            continue
        if row.telegram_id < newest[row.priority] and row.telegram_id in changed:
            continue
        wrong["messages lost"] += row.telegram_id not in shown
        wrong["messages out of order"] += row.telegram_id < newest[row.priority]
        newest[row.priority] = row.telegram_id
        counted.add(row.telegram_id)
    perhaps = sum(row.repeats + (row.state == "uncertain") for row in rows)
    marked = sum(text.startswith(MARK) for text in shown.values())
    wrong["messages from nowhere"] += max(0, len(shown.keys() - counted) - perhaps)
    wrong["marks without a repeat"] += max(0, marked - sum(row.repeats for row in rows))
    return wrong


def _prompts(
    person: Person, rows: Sequence[_Row], ledger: Ledger, over: Mapping[str, datetime]
) -> Counter[str]:
    """Hold the prompts that somebody saw to those that fell due; none came when it was `over`."""
    perhaps = {row.occurrence for row in rows if row.state == "uncertain"}
    owed = {id_ for id_, whose in ledger.promised.items() if whose == person.id}
    return Counter(
        {
            "prompts lost": len(owed - person.came.keys() - perhaps),
            "prompts after their time": sum(at >= over[id_] for id_, at in person.when.items()),
            "prompts doubled unmarked": sum(many > 1 for many in person.came.values()),
        }
    )


async def _kept(home: Home, person: int) -> list[list[str]]:
    """Give what was kept of somebody's words, and what waits to be; each with its bubbles."""
    store = open_store(home.config)
    try:
        async with store.works() as work:
            client = await work.clients.by_chat(person)
            assert client is not None
            texts = [(one.at, one.text) for one in await work.words.of(client.id)]
            kept = {text for _, text in texts}
            current = await work.conversations.current(client.id)
            answers: Any = () if current is None else current.answers.values()
            waits = [one.text for one in answers if one.text and one.text not in kept]
    finally:
        await store.close()
    return [text.split("\n") for text in [*(text for _, text in sorted(texts)), *waits]]
