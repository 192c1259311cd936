"""Freezing a conversation to JSON and thawing it changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import Conversation
from bot.interview.freeze import from_data, to_data


@given(st.from_type(Conversation))
def test_there_and_back(conversation: Conversation) -> None:
    assert from_data(json.loads(json.dumps(to_data(conversation)))) == conversation


@given(st.from_type(Conversation))
def test_the_same_is_written_the_same(conversation: Conversation) -> None:
    written = json.dumps(to_data(conversation))
    assert json.dumps(to_data(from_data(json.loads(written)))) == written


# Rows of before 0.5.0 do not have it.
LATER = {"emptied"}


@given(st.from_type(Conversation), st.data())
def test_what_lacks_something_is_refused(conversation: Conversation, data: st.DataObject) -> None:
    frozen = to_data(conversation)
    del frozen[data.draw(st.sampled_from(sorted(frozen.keys() - LATER)))]
    with pytest.raises(KeyError):
        from_data(frozen)


@given(st.from_type(Conversation))
def test_what_was_frozen_before_it_could_be_emptied_was_not(conversation: Conversation) -> None:
    frozen = to_data(conversation)
    del frozen["emptied"]
    assert from_data(frozen) == replace(conversation, emptied=False)
