"""Another label for a client: typed, and kept if nobody else of the counselor's has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import Draft, first_turn, ways_out
from bot.counsel.label import LONGEST, tidy, trouble
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from bot.people import ClientId, CounselorId

ABOUT: Final = "rename"


@dataclass(frozen=True, slots=True)
class Rename:
    """The client is called this from now on."""

    label: str


def open_(counselor: CounselorId, client: ClientId, now: datetime) -> Draft:
    """Begin; `now` is aware, UTC."""
    return Draft(counselor, ABOUT, "label", first_turn(now), client)


def screen(draft: Draft, label: str) -> Screen:
    """Ask for another label, or say what was wrong with the last one."""
    asks = line(draft.data.get("trouble") or "client.rename", label=label, longest=LONGEST)
    return Screen((asks,), (ways_out(draft),))


def wrote(draft: Draft, text: str, taken: AbstractSet[str]) -> Draft | Rename:
    """Take the label that was typed; `taken` are those of others, as `folded` has them."""
    label = tidy(text)
    wrong = trouble(label, taken)
    return draft.at("label", trouble=wrong) if wrong else Rename(label)
