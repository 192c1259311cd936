"""What was read is found again as it was, only by what it was made of, and is never needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot import kept
from bot.safety.assess import Rules, assess
from bot.safety.lexicon import CODE, Made
from tests.bot.safety.lexicons import lexicon, rule

SAID = ["i am going to kill myself", "i wont end my life", "a song about dying", "a b c die"]


def key_of(*texts: str) -> bytes:
    key = kept.key(texts, CODE)
    assert key is not None
    return key


def text_in(where: str) -> str:
    return Path(where).read_text()


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "lexicon.kept"


def test_what_is_kept_hears_as_what_was_made(where: Path) -> None:
    heard = lexicon(
        rule('any = ["?please (kill|end my) .. (myself|life)", "{number} pills", "die*"]')
    )
    wanted = key_of("these texts")
    kept.keep(wanted, heard, where, Made())
    found = kept.find(wanted, where)
    assert found.spelling.known.words == heard.spelling.known.words
    for said in SAID:
        assert assess([said], "en", Rules({"en": found})) == assess(
            [said], "en", Rules({"en": heard})
        )
    assert {one.name for one in where.parent.iterdir()} == {where.name}


def test_it_is_found_only_by_what_it_was_made_of(where: Path) -> None:
    first, other = key_of("a", "b"), key_of("ab")
    assert first != other
    assert first == key_of("a", "b")
    assert kept.find(first, where) is None
    kept.keep(first, "made of a and b", where)
    assert kept.find(other, where) is None
    kept.keep(other, "made of ab", where)
    assert kept.find(other, where) == "made of ab"
    assert kept.find(first, where) is None


@pytest.mark.parametrize("cut", [0, 1, 64, 128, 140])
def test_half_of_it_or_something_else_is_not_taken(where: Path, cut: int) -> None:
    wanted = key_of("a")
    kept.keep(wanted, "something", where)
    written = where.read_bytes()
    where.write_bytes(written[:cut])
    assert kept.find(wanted, where) is None
    where.write_bytes(written[:-1] + bytes([written[-1] ^ 1]))
    assert kept.find(wanted, where) is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    wanted = key_of("a")
    kept.keep(wanted, "something", no_folder / "lexicon.kept")
    assert kept.find(wanted, no_folder / "lexicon.kept") is None
    assert no_folder.read_text() == ""


def test_what_it_rests_on_must_be_there_too(where: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart"
    apart.write_text("some")
    wanted = key_of("a")

    def read_again(what: object) -> Any:  # noqa: ANN401 - as pickle has it
        return (text_in, (str(what),)) if isinstance(what, Path) else kept.as_pickle_does(what)

    kept.keep(wanted, apart, where, read_again)
    assert kept.find(wanted, where) == "some"
    apart.unlink()
    assert kept.find(wanted, where) is None


def test_without_code_to_look_at_nothing_is_kept(tmp_path: Path) -> None:
    assert kept.key(["a"], tmp_path) is None
