"""A sealed file opens with its key, whole and as it was written, or says what is wrong with it."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Unwhole
from storage.archive.chunks import CHUNK, MAGIC, Sealer, unsealed

KEY, OTHER = b"k" * 32, b"o" * 32
HEAD = len(MAGIC) + 36
"""Bytes before the first chunk."""
SEALED = CHUNK + 16
sizes = st.sampled_from([0, 1, 90, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 500])


def stream(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 - nonsense, and the same each time


def sealed(plain: bytes, pieces: int = 1) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, KEY)
    step = max(1, len(plain) // pieces)
    for begin in range(0, len(plain), step):
        sealer.write(plain[begin : begin + step])
    sealer.close()
    return file.getvalue()


def opened(written: bytes, *keys: bytes) -> bytes:
    return b"".join(unsealed(io.BytesIO(written), keys or (KEY,)))


@given(sizes, st.integers(1, 50))
def test_it_comes_back_as_it_was_however_it_was_written(size: int, pieces: int) -> None:
    written = sealed(stream(size), pieces)
    assert opened(written, OTHER, KEY) == stream(size)
    assert len(written) == HEAD + size + 16 * max(1, -(-size // CHUNK))


@given(sizes, st.data())
def test_a_flipped_bit_is_found_before_anything_behind_it_is_given(
    size: int, data: st.DataObject
) -> None:
    written = bytearray(sealed(stream(size)))
    where = data.draw(st.integers(0, len(written) - 1))
    written[where] ^= 1 << data.draw(st.integers(0, 7))
    chunks: list[bytes] = []
    with pytest.raises(Unwhole, match=r"no backup of|damaged"):
        chunks.extend(unsealed(io.BytesIO(written), [KEY]))
    assert b"".join(chunks) == stream(size)[: max(0, where - HEAD) // SEALED * CHUNK]


@given(sizes, st.data())
def test_cut_anywhere_it_is_refused(size: int, data: st.DataObject) -> None:
    written = sealed(stream(size))
    ends = st.sampled_from([one for one in (HEAD, HEAD + SEALED) if one < len(written)])
    left = data.draw(st.integers(1, len(written) - 1) | ends)
    with pytest.raises(Unwhole, match="cut off"):
        opened(written[:left])


def test_what_was_added_left_out_or_put_elsewhere_is_refused() -> None:
    written, other = sealed(stream(3 * CHUNK)), sealed(stream(3 * CHUNK))
    head, *chunks = (
        written[:HEAD],
        *(written[at : at + SEALED] for at in range(HEAD, len(written), SEALED)),
    )
    one, two, three = chunks
    for wrong in (
        head + two + one + three,
        head + one + three,
        head + one + two + three + b"\0",
        head + one + two + three + three,
        head + one + other[HEAD + SEALED :],
        other[:HEAD] + one + two + three,
    ):
        with pytest.raises(Unwhole, match=r"damaged|cut off"):
            opened(wrong)


def test_another_key_is_told_from_damage() -> None:
    with pytest.raises(Unwhole, match="another backup key"):
        opened(sealed(b"words"), OTHER)


def test_what_is_no_backup_says_so() -> None:
    for wrong in (b"", b"SQLite format 3\0", b"Stillwater archive 2\n" + bytes(99)):
        with pytest.raises(Unwhole, match="no backup of Stillwater's"):
            opened(wrong)


def test_two_of_the_same_have_nothing_in_common() -> None:
    one, two = sealed(stream(500)), sealed(stream(500))
    assert one[: len(MAGIC)] == two[: len(MAGIC)] == MAGIC
    assert one[len(MAGIC) :] != two[len(MAGIC) :]
    assert stream(500)[:8] not in one
