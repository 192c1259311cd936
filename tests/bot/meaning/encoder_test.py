"""The encoder as it is kept says what it says as it comes, and holds no table of its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.meaning import encoder
from bot.meaning.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from bot.meaning.encoder import Encoder

TEXTS = ["I can't do this any more", "No puedo más", "a 🌊 b", ".", "so-and-so " * 300]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("folder") / "encoder.kept"


@pytest.fixture(scope="module")
def as_it_comes() -> Encoder:
    return encoder._read()


@pytest.fixture(scope="module")
def as_kept(where: Path) -> Encoder:
    return encoder.load(where)


def test_its_table_stays_on_the_disk(as_kept: Encoder, where: Path) -> None:
    assert isinstance(as_kept._model.table, Rows)  # type: ignore[attr-defined]  # the library's own
    assert {one.suffix for one in where.parent.iterdir()} == {".kept", ".rows"}


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_kept_it_says_the_same(as_it_comes: Encoder, as_kept: Encoder, texts: list[str]) -> None:
    assert np.array_equal(as_kept.encode(texts), as_it_comes.encode(texts))


def test_without_its_rows_it_is_made_anew(as_kept: Encoder, where: Path) -> None:
    (rows,) = where.parent.glob("*.rows")
    rows.rename(where.with_suffix(".another.rows"))
    found = encoder.load.__wrapped__(where)
    assert list(where.parent.glob("*.rows")) == [rows], "nothing is left of another"
    rows.write_bytes(rows.read_bytes()[:-1])
    found = encoder.load.__wrapped__(where)
    assert np.array_equal(found.encode(TEXTS), as_kept.encode(TEXTS))


def test_where_nothing_can_be_kept_it_is_read_each_time(
    as_it_comes: Encoder, tmp_path: Path
) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    found = encoder.load.__wrapped__(no_folder / "encoder.kept")
    assert np.array_equal(found.encode(TEXTS), as_it_comes.encode(TEXTS))
