"""The list of people to call with their sources: the second half of `docs/resources.md`.

The first half is written by hand; `make docs` writes what follows the marker anew.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.interview import phrases
from bot.safety import reading
from bot.safety.resources import SOURCE
from bot.screens import ways
from bot.services.voice import Voice

if TYPE_CHECKING:
    from bot.safety.resources import Country, Way

PAGE: Final = Path(__file__).parents[1] / "docs" / "resources.md"
MARKER: Final = "<!-- what follows is made by `make docs` -->\n"
VOICE: Final = Voice(phrases.packaged())


def page() -> str:
    """Give the whole page: what is written by hand, and every entry there is."""
    hand, _, _ = PAGE.read_text("utf-8").partition(MARKER)
    countries = reading.packaged().countries.values()
    return "\n\n".join([hand + MARKER.rstrip(), _counts(), *map(_country, countries)]) + "\n"


def _counts() -> str:
    files = len(reading.packaged().countries)
    entries = [way for _, way in reading.packaged().all()]
    kinds = Counter(way.source_kind for way in entries)
    unsigned = sum(not way.verified_by for way in entries)
    by_kind = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return (
        f"## The entries\n\n{len(entries)} in {files} files: {by_kind}. "
        f"Nobody has checked {unsigned} of them."
    )


def _country(country: Country) -> str:
    rows = "\n".join(map(_row, country.ways))
    return (
        f"### {country.id}\n\n| Entry | For | How, when | Source, read | Checked by |\n"
        f"|---|---|---|---|---|\n{rows}"
    )


def _row(way: Way) -> str:
    when = ways.when(way)
    reached = VOICE.say(ways.means(way), SOURCE).replace("\n\n", " · ")
    hours = f"; {VOICE.say([when], SOURCE)}" if when else ""
    source = f"[{way.source_kind}]({way.source}), {way.source_read}"
    cells = (
        f"`{way.id}` {way.name(SOURCE)}",
        ", ".join(sorted(way.serves)),
        reached + hours,
        source,
        way.verified_by or "nobody",
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
