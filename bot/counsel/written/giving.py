"""The dialog that publishes a counselor's check-in: clients are ticked, and nothing is before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel import ticking
from bot.counsel.draft import Draft, draft_key, first_turn, ways_out
from bot.people import ClientId
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.own import Own
    from bot.people import CounselorId

ABOUT: Final = "own-give"


def open_(counselor: CounselorId, own: Own, now: datetime) -> Draft:
    """Begin with those ticked who have it."""
    data = {"name": own.name, "clients": sorted(own.clients), "page": 0}
    return Draft(counselor, ABOUT, "whom", first_turn(now), data=data)


def screen(draft: Draft, own: Own, labels: Mapping[ClientId, str]) -> Screen:
    """Show whom it would be published to."""
    if not labels:
        return Screen((line("own.no-client"),), (ways_out(draft, back=False),))
    ticks = whom(draft, labels)
    head = line("own.whom", title=own.title, n=len(ticks))
    save = (draft_key(draft, line("own.save", n=len(ticks)), "save"),)
    ticked = ticking.keys(draft, labels, ticks, draft.data["page"])
    return Screen((head,), (*ticked, save, ways_out(draft, back=False)))


def pressed(draft: Draft, choice: str, labels: Mapping[ClientId, str]) -> Draft | None:
    """Take a key that ticks or turns; None for any other."""
    head, _, rest = choice.partition(":")
    if head == ticking.TURN and rest.isdecimal():
        return draft.at(draft.step, page=int(rest))
    after = ticking.ticked(head, rest, labels, sorted(whom(draft, labels)))
    return None if after is None else draft.at(draft.step, clients=sorted(after))


def whom(draft: Draft, labels: Mapping[ClientId, str]) -> frozenset[ClientId]:
    """Give who is ticked, of those that are the counselor's still."""
    return frozenset(ClientId(one) for one in draft.data["clients"] if one in labels)
