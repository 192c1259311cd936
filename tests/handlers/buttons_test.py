"""Buttons: what goes into one comes out of it in its chat, within 64 bytes; nothing else does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.interview.conversation import ConversationId
from bot.message import Answering, Does, Press
from handlers.buttons import LIMIT, TAG, Buttons, meaning, saying

ANN = 11
OURS, THEIRS = Buttons(bytes(32)), Buttons(b"\x01" * 32)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

ids = st.binary(min_size=16, max_size=16).map(lambda raw: ConversationId(raw.hex()))
options = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_. ", min_size=1, max_size=20)
answering = st.builds(Answering, ids, st.integers(0, 10**10 - 1), options)
pressing = st.builds(
    Press,
    st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=16),
    st.text(st.characters(min_codepoint=1, max_codepoint=127), max_size=40),
)
does = answering | pressing
chats = st.integers(-(2**52), 2**52)


@given(does, chats)
def test_a_button_comes_back_as_it_went(done: Does, chat: int) -> None:
    written = OURS.data(done, chat)
    assert len(written.encode()) <= LIMIT
    assert OURS.read(written, chat) == done


@given(does, does)
def test_two_buttons_never_look_alike(one: Does, other: Does) -> None:
    assert (OURS.data(one, ANN) == OURS.data(other, ANN)) == (one == other)


@given(does, chats, chats)
def test_a_button_of_another_chat_says_nothing(done: Does, chat: int, other: int) -> None:
    assume(chat != other)
    assert OURS.read(OURS.data(done, chat), other) is None


@given(does, chats)
def test_a_button_of_another_service_says_nothing(done: Does, chat: int) -> None:
    assert OURS.read(THEIRS.data(done, chat), chat) is None


@given(does, does)
def test_a_tag_fits_nothing_else(one: Does, other: Does) -> None:
    assume(one != other)
    tag, said = OURS.data(one, ANN)[1 : 1 + TAG], saying(other)
    assert OURS.read(f"{said[0]}{tag}{said[1:]}", ANN) is None


@settings(max_examples=100)
@given(does, st.integers(0))
def test_no_bit_of_it_can_be_changed(done: Does, seed: int) -> None:
    """Ten thousand of them: a hundred buttons, each changed in a hundred ways."""
    written = OURS.data(done, ANN).encode()
    chance = Random(seed)  # noqa: S311 - it plays a forger
    for _ in range(100):
        raw = bytearray(written)
        for bit in chance.sample(range(len(raw) * 8), chance.randint(1, 8)):
            raw[bit // 8] ^= 1 << bit % 8
        assert OURS.read(raw.decode(errors="surrogateescape"), ANN) is None


@given(done=does, tag=st.text(LETTERS, min_size=TAG, max_size=TAG))
def test_a_guessed_tag_is_refused(done: Does, tag: str) -> None:
    said = saying(done)
    forged = f"{said[0]}{tag}{said[1:]}"
    assume(forged != OURS.data(done, ANN))
    assert OURS.read(forged, ANN) is None


@given(
    st.text(max_size=64) | does.map(saying).flatmap(lambda text: st.permutations(text).map("".join))
)
def test_whatever_is_made_up_says_nothing(forged: str) -> None:
    assert OURS.read(forged, ANN) is None


@given(st.text(max_size=64) | does.map(saying))
def test_whatever_is_understood_is_written_the_same_way(said: str) -> None:
    if (done := meaning(said)) is not None:
        assert saying(done) == said


@pytest.mark.parametrize("form", ["a" + "A" * 22 + "1:yes", "phelp:", "pclient:" + "a" * 32])
def test_what_was_written_before_there_were_tags_says_nothing(form: str) -> None:
    assert OURS.read(form, ANN) is None


@pytest.mark.parametrize(
    "said",
    [
        "",
        "b",
        "q",
        "qgo",
        "q:",
        "qGO:",
        "x" * 58,
        "1:2:3",
        "b" + "A" * 22 + ":yes",
        "b" + "A" * 22 + "01:yes",
        "b" + "A" * 22 + "٣:yes",
        "b" + "A" * 22 + "-1:yes",
        "b" + "A" * 21 + "B1:yes",  # the same id, written another way
        "b" + "é" * 22 + "1:yes",
        "b" + "A" * 22 + "1:",
        "a" + "A" * 22 + "1:yes",
    ],
)
def test_what_has_no_form_says_nothing(said: str) -> None:
    assert meaning(said) is None


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
        Press("let-go", "x" * 51),
    ],
)
def test_what_would_not_come_back_is_not_written(done: Does) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - fromhex and ours, both name the cause
        OURS.data(done, ANN)
