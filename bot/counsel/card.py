"""A client's card: what is agreed, what is planned, and what they share; each key leads further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.care import Share, Silence
from bot.counsel.clients import paused
from bot.counsel.tally import NOTHING, Tally
from bot.message import Press
from bot.schedule.plan import PlanStatus
from bot.screens.lines import below, town, weekday, when
from bot.screens.said import said
from bot.screens.screen import Key, Screen, key, line, pages, rows, turning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.people import Client
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

PAGES: Final = {
    Share.RATINGS: ("client.button-ratings", "ratings"),
    Share.GOALS: ("client.button-goals", "goals"),
    Share.WORDS: ("client.button-words", "words"),
}
"""The keys to what they share beyond the card: label and action."""
PAGE: Final = 8
"""Plans to choose from at once."""
_IN_A_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a client by their counselor."""

    care: Care
    client: Client
    plans: Sequence[Plan]
    """Those that have not ended."""
    coming: datetime | None = None
    """When the next check-in is planned; aware, UTC."""
    tally: Tally = NOTHING
    """Shown only where they share it."""
    brief: bool = False
    """Whether they have sent one."""

    @property
    def private(self) -> bool:
        """Whether they keep to themselves that they take part: then all are alike here."""
        return not self.care.lets(Share.TAKING_PART)


def screen(card: Card, zone: ZoneInfo, now: datetime, title_of: Callable[[str], str]) -> Screen:
    """Show the card to a counselor whose clock is in `zone`; `now` is aware, UTC.

    `title_of` gives a check-in's title by its name.
    """
    head, session = line("client.head", label=card.care.label), _session(card.care, zone, now)
    said = _plans(card, title_of, now.astimezone(zone).date())
    if card.private:
        return Screen((head, session, said, line("client.all-private")), _keys(card))
    parts = (
        head,
        below([_since(card, zone), session]),
        said,
        _prompt(card, zone),
        below(_shared(card, zone)),
    )
    return Screen(parts, _keys(card))


def plans(card: Card, today: date, title_of: Callable[[str], str], page: int = 0) -> Screen:
    """Let one of the plans be chosen, by its number: of two with one title, too."""
    numbered = list(enumerate(card.plans, 1))
    shown, page, last = pages(numbered, page, PAGE)
    ask = line("client.choose-plan", label=card.care.label)
    sentences = [
        line("client.numbered", n=n, plan=_said(plan, title_of, today)) for n, plan in shown
    ]
    chosen = [Key(str(n), Press("plan", plan.id)) for n, plan in shown]
    turns = turning(page, last, lambda to: Press("plans", f"{card.client.id}.{to}"))
    back = (key("counselor.card", "client", card.client.id),)
    return Screen((below([ask, *sentences]),), (*rows(chosen, _IN_A_ROW), *turns, back))


def _since(card: Card, zone: ZoneInfo) -> Line:
    date = card.care.since.astimezone(zone).date()
    return line("client.paused" if paused(card.client) else "client.since", date=date)


def _session(care: Care, zone: ZoneInfo, now: datetime) -> Line:
    """Say when the next one is and when the last one was, on the counselor's clock."""
    coming, last = care.next_session(now), care.last_session(now)
    following = line("client.no-session")
    if coming is not None:
        following = line("client.session", **when(coming.instant.astimezone(zone)))
    if last is None:
        return following
    day = last.instant.astimezone(zone).date()
    return line("client.last-session", next=following, weekday=weekday(day), date=day)


def _plans(card: Card, title_of: Callable[[str], str], today: date) -> Line:
    if not card.plans:
        return line("client.no-plans")
    return below(line("client.plan", plan=_said(plan, title_of, today)) for plan in card.plans)


def _said(plan: Plan, title_of: Callable[[str], str], today: date) -> Line:
    """Say a plan, and whether it rests."""
    sentence = said(plan, title_of, today=today)
    return (
        sentence if plan.status is PlanStatus.ACTIVE else line("client.paused-plan", said=sentence)
    )


def _prompt(card: Card, zone: ZoneInfo) -> Line:
    """Say when the next check-in comes, as the client's clock will show it."""
    if card.coming is None:
        return line("client.no-prompt")
    there = card.client.zoneinfo
    at = when(card.coming.astimezone(there))
    if there.key == zone.key:
        return line("client.prompt", **at)
    return line("client.prompt-there", **at, town=town(there.key))


def _shared(card: Card, zone: ZoneInfo) -> Iterator[Line]:
    if card.care.lets(Share.COUNTS):
        tally = card.tally
        counts = line("client.counts", answered=tally.answered, sent=tally.sent)
        yield counts if tally.sent else line("client.no-counts")
        if card.client.seen_at is not None:
            yield line("client.seen", date=card.client.seen_at.astimezone(zone).date())
    else:
        yield line("client.private")
    if card.care.silence is Silence.TELL:
        yield line("client.tell")


def _keys(card: Card) -> Keys:
    def to(label: str, action: str) -> Key:
        return key(label, action, card.client.id)

    session, rename = to("client.button-session", "session"), to("client.button-rename", "rename")
    new = to("client.button-plan-new", "plan-new"), to("client.button-templates", "templates")
    shared = card.care.lets(Share.HARD_PLAN)
    hard = to("hard.see", "hard-see") if shared else to("hard.offer", "hard-offer")
    lets = [to(label, action) for what, (label, action) in PAGES.items() if card.care.lets(what)]
    back: Keys = (*rows(lets, 2), (hard,), (key("clients.all", "clients", "0"),))
    if card.brief:
        back = ((to("brief.last", "brief-last"),), *back)
    if not card.plans:
        return ((session, rename), new, *back)
    plans, copy = to("client.button-plans", "plans"), to("client.button-copy", "copy")
    return ((session, plans), new, (copy, rename), *back)
