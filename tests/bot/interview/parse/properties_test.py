from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ScriptError
from bot.interview.library import library, sources
from bot.interview.parse import parse
from tests.scripts import HEAD
from tests.strategies import scripts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.script import Script

PACKAGED = sorted(sources())
WORDS = [
    "say",
    "ask",
    "open",
    "scale",
    "choices",
    "pick",
    "pause",
    "fork",
    "next",
    "skill",
    "quote",
]
WORDS += ["otherwise", "acts", "keeps", "sets", "typed", "measures", "at_least", "at_most", "page"]
VALUES: st.SearchStrategy[object] = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-5, 200),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(["a", "b", "end", "goal", "structure", "a.move", "keep as note @a", "{a}"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b", "skip", "else", "0-3", "4"]), inner, max_size=3),
    ),
    max_leaves=4,
)


def _read(name: str, files: Mapping[str, str]) -> None:
    problems: tuple[str, ...] = ()
    script = None
    try:
        script = parse(name, files)
    except ScriptError as error:
        problems = error.problems
    assert (script is None) == bool(problems)
    assert all(problem.startswith(f"{name}.") for problem in problems)


@given(st.text(st.characters(), max_size=200), st.text(st.characters(), max_size=50))
def test_any_text_is_a_script_or_says_why_not(english: str, spanish: str) -> None:
    _read("test", {"en": english, "es": spanish})


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=6),
        min_size=1,
    )
)
def test_any_table_is_a_script_or_says_why_not(steps: dict[str, dict[str, object]]) -> None:
    rows = [HEAD]
    for step, table in steps.items():
        rows.append(f"[steps.{step}]")
        rows += [f"{key} = {_toml(value)}" for key, value in table.items()]
    _read("test", {"en": "\n".join(rows)})


@given(st.sampled_from(PACKAGED), st.data())
def test_a_check_in_with_lines_lost_or_moved_is_a_script_or_says_why_not(
    name: str, data: st.DataObject
) -> None:
    files = dict(sources()[name])
    locale = data.draw(st.sampled_from(sorted(files)))
    lines = files[locale].splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(lines) - 1)))
        line = lines.pop(at)
        if data.draw(st.booleans()):
            lines.insert(data.draw(st.integers(0, len(lines))), line)
    files[locale] = "\n".join(lines)
    _read(name, files)


@given(scripts())
def test_reading_what_was_kept_gives_the_same_script(script: Script) -> None:
    assert parse(script.name, script.source) == script


def test_the_library_is_read() -> None:
    assert sorted(library()) == PACKAGED
    for name, script in library().items():
        assert script.name == name
        assert script.words.keys() == {"en", "es"}
        assert parse(name, script.source) == script


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_toml(inner)}' for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, float):
        return f"{value:.3f}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")
