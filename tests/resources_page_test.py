"""The page of people to call is that of the files as they are now."""

from __future__ import annotations

from tests.resources_page import PAGE, page


def test_the_page_is_made_from_the_entries() -> None:
    assert PAGE.read_text("utf-8") == page(), "make docs"
