"""Buttons: what goes into a button comes out of it, within 64 bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId
from bot.message import Answering, Does, Press
from handlers.buttons import LIMIT, data, read

ids = st.binary(min_size=16, max_size=16).map(lambda raw: ConversationId(raw.hex()))
options = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_. ", min_size=1, max_size=20)
answering = st.builds(Answering, ids, st.integers(0, 10**10 - 1), options)
pressing = st.builds(
    Press,
    st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=16),
    st.text(st.characters(min_codepoint=1, max_codepoint=127), max_size=40),
)
does = answering | pressing


@given(does)
def test_a_button_comes_back_as_it_went(done: Does) -> None:
    written = data(done)
    assert len(written.encode()) <= LIMIT
    assert read(written) == done


@given(does, does)
def test_two_buttons_never_look_alike(one: Does, other: Does) -> None:
    assert (data(one) == data(other)) == (one == other)


@given(
    st.text(max_size=64) | does.map(data).flatmap(lambda text: st.permutations(text).map("".join))
)
def test_whatever_is_read_is_written_the_same_way(forged: str) -> None:
    if (done := read(forged)) is not None:
        assert data(done) == forged


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "a",
        "p",
        "pgo",
        "p:",
        "pGO:",
        "x" * 64,
        "1:2:3",
        "a" + "A" * 22 + ":yes",
        "a" + "A" * 22 + "01:yes",
        "a" + "A" * 22 + "٣:yes",
        "a" + "A" * 22 + "-1:yes",
        "a" + "A" * 21 + "B1:yes",  # the same id, written another way
        "a" + "é" * 22 + "1:yes",
        "a" + "A" * 22 + "1:",
        "b" + "A" * 22 + "1:yes",
    ],
)
def test_what_is_not_ours_says_nothing(forged: str) -> None:
    assert read(forged) is None


@pytest.mark.parametrize(
    "done",
    [
        Answering(ConversationId("0" * 31), 1, "yes"),
        Answering(ConversationId("A" * 32), 1, "yes"),
        Answering(ConversationId("0" * 32), -1, "yes"),
        Answering(ConversationId("0" * 32), 1, ""),
        Answering(ConversationId("0" * 32), 1, "ñ" * 20),
        Press("Help"),
        Press(""),
        Press("let-go", "x" * 64),
    ],
)
def test_what_would_not_come_back_is_not_written(done: Does) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - fromhex and ours, both name the cause
        data(done)
