"""The shared words: each phrase is said somewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.interview.phrases import packaged

BUILT: Final = (
    "alert-came", "alert-danger", "alert-key", "away", "brief-of", "part-of",
    "change-plan", "commands", "counselor-commands",
    "crisis", "crisis-act", "crisis-ask", "crisis-do", "crisis-first", "crisis-soft", "crisis-yes",
    "day", "goal", "goals", "help", "helping", "lock-line",
    "keyboard", "kind", "looked-at", "mirror", "month", "mydata", "mydata-is", "mydata-part",
    "number", "own-rule", "part", "profile", "progress", "readiness",
    "rehearsal-sample", "seen", "settings", "share-key", "share-what", "span", "taper", "template",
    "thin", "unread", "weekday", "why", "wish",
)  # fmt: skip
"""Tables of which an id is put together where it is said."""


def test_every_phrase_is_said_somewhere() -> None:
    root = Path(__file__).parent.parent.parent
    rooms = [root / "bot", root / "handlers"]
    code = "".join(file.read_text("utf-8") for room in rooms for file in room.rglob("*.py"))
    ids = packaged().words["en"]
    unsaid = [id_ for id_ in ids if id_.partition(".")[0] not in BUILT and f'"{id_}"' not in code]
    assert unsaid == []
