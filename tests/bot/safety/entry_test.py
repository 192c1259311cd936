"""Whatever somebody writes as an entry is either a way, or told to be wrong; it never breaks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from bot.safety import entry, overlay
from bot.safety.resources import CLASSES, Way

KEYS: Final = [
    "names", "notes", "for", "hours", "languages", "call", "text", "word", "whatsapp", "chat",
    "url", "source", "source_kind", "source_says", "source_read", "review_by", "verified_by",
    "emergency", "mobile", "zone", "mon-fri", "en", "other",
]  # fmt: skip
GOOD: Final = {
    "names": {"en": "Listeners"},
    "call": "911",
    "source": "https://example.org",
    "source_kind": "own",
    "source_says": "911",
    "source_read": date(2026, 1, 1),
    "review_by": date(2026, 7, 1),
}
LEAVES = st.one_of(
    st.sampled_from(["24/7", "own", "house", "911", "https://example.org", "Europe/London", ""]),
    st.sampled_from(sorted(CLASSES)),
    st.text(max_size=8),
    st.booleans(),
    st.integers(),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - TOML has them too
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=6,
)
ENTRIES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4)
NEARLY = st.one_of(ENTRIES, ENTRIES.map(lambda odd: {**GOOD, **odd}))


@given(NEARLY)
def test_an_entry_is_wrong_or_makes_a_way(written: dict[str, Any]) -> None:
    if not list(entry.wrong(written)):
        made = entry.way("x", written)
        assert isinstance(made, Way)
        assert made.means


@given(st.dictionaries(st.sampled_from(["us", "xx"]), VALUES | st.fixed_dictionaries({}, optional={
    "hide": VALUES, "zones": VALUES, "ways": st.dictionaries(st.sampled_from(["a", "b"]), ENTRIES),
})))  # fmt: skip
def test_an_own_file_is_laid_over_or_told_to_be_wrong(own: dict[str, Any]) -> None:
    ours = {"us": {"zones": [], "ways": {"a": {"call": "1", "source": "s"}}}}
    laid, problems = overlay.laid(ours, own)
    assert laid.keys() <= {"us", *own}
    assert "us" in laid
    assert all(isinstance(problem, str) for problem in problems)
