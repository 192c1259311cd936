"""The page for reviewers holds what the check-ins say today."""

from __future__ import annotations

import re

from bot.interview.library import library
from tests.checkins_page import PAGE, page


def test_the_page_is_of_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it anew"


def test_every_checkin_has_a_whole_conversation_in_every_language() -> None:
    for script in library().values():
        if script.listed:
            (part,) = re.findall(rf'<a id="{script.name}">.+?</details>', page(), re.DOTALL)
            assert part.count("```text") == len(script.words), script.name
            assert part.count("\nC: ") >= len(script.words), script.name
