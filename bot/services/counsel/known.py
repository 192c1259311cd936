"""What a counselor's dialogs about themselves are handed, gathered from the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.facts import Facts
from bot.interview.steps import Choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.counsel.call import Call

ZONE: Final = "zone"
"""The script by which clients say where they live: its places are the counselors' too."""
_REGION: Final = "region"


def facts(call: Call) -> Facts:
    """Gather it for this counselor as they are now."""
    phrases = call.house.voice.phrases
    places = dict(_places(call))
    return Facts(
        counselor=call.counselor,
        now=call.now,
        phrases=phrases,
        regions=places.pop(_REGION),
        zones={region.removeprefix("zone-"): zones for region, zones in places.items()},
        towns=call.house.places.zones,
    )


def _places(call: Call) -> Iterator[tuple[str, dict[str, str]]]:
    script = call.house.library[ZONE]
    words = script.words[call.locale]
    for id_, step in script.steps.items():
        if isinstance(step, Choose):
            yield id_, {choice: words[f"{id_}.choice.{choice}"] for choice in step.choices}
