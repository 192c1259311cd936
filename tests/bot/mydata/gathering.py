"""What was gathered of somebody, without a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.interview.library import library
from bot.interview.phrases import packaged
from bot.mydata.gathered import Gathered
from tests.contract import held
from tests.contract.care_test import DANA, dana
from tests.contract.examples import NOW

if TYPE_CHECKING:
    from bot.interview.script import Script

LIBRARY: dict[str, Script] = dict(library())


def gathered(**otherwise: Any) -> Gathered:  # noqa: ANN401 - fields of Gathered
    """Give what is held of a client who has said nothing yet, but for what is `otherwise`."""
    empty: dict[str, Any] = {
        "made_at": NOW,
        "client": held.robin,
        "care": None,
        "invite": None,
        "counselors": {DANA: dana.name},
        "library": LIBRARY,
        "older": {},
        "phrases": packaged(),
        "said": {},
        "incoming": {},
        "unread": 0,
    }
    lists = ("consents", "words", "told", "rated", "sat", "plans", "prompts", "timers", "briefs")
    more = ("looks", "episodes", "posted", "drafts", "owns")
    return Gathered(**(empty | dict.fromkeys((*lists, *more), ()) | otherwise))
