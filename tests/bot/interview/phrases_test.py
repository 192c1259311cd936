from __future__ import annotations

import pytest

from bot.errors import ScriptError
from bot.interview.parse.speaking import READERS
from bot.interview.phrases import packaged, parse


def test_tables_nest_and_ids_have_dots() -> None:
    phrases = parse({"en": 'format = 1\na = "x"\n"a.b" = "y"\n[c.d]\ne = "z"\n'})
    assert phrases.words == {"en": {"a": "x", "a.b": "y", "c.d.e": "z"}}
    assert phrases.has("c.d.e")
    assert not phrases.has("c.d")


def test_languages_have_the_same_ids_and_slots() -> None:
    with pytest.raises(ScriptError) as caught:
        parse({"en": 'a = "x"\nb = "{n} y"', "es": 'b = "y"\nc = "z"'})
    assert [problem.split()[1] for problem in caught.value.problems] == ["a", "b", "c"]


def test_the_packaged_ones_are_alike() -> None:
    words = packaged().words
    assert set(words) >= {"en", "es"}
    assert all(ids.keys() == words["en"].keys() for ids in words.values())


@pytest.mark.parametrize(
    ("wanted", "found"), [("es", "es"), ("es-MX", "es"), ("ES", "es"), ("xx", "en"), (None, "en")]
)
def test_the_nearest_language_is_spoken(wanted: str | None, found: str) -> None:
    assert packaged().nearest(wanted) == found


def test_a_missing_id_is_named() -> None:
    with pytest.raises(LookupError, match=r"no 'never\.said'"):
        packaged()("en", "never.said")


@pytest.mark.parametrize(
    "id_",
    [
        *("unclear", "unclear.out", "stopped", "late.turn", "late.over", "quote.dated", "pick.on"),
        *("button.skip", "button.stop", "button.back", "button.more", "button.done"),
        *("date.short", "date.year", "time.clock", "time.am", "time.pm", "list.comma", "list.and"),
        *("number.lead", "profile.thing"),
        *(f"unread.{reader}" for reader in READERS),
        *(f"month.{n}" for n in range(1, 13)),
        *(f"weekday.{n}" for n in range(1, 8)),
        *(f"number.{n}" for n in range(11)),
    ],
)
def test_what_the_engine_and_renderer_say_is_there(id_: str) -> None:
    assert packaged()("en", id_)
