"""An emptied conversation holds nothing that was said, and still tells how far it went."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import Answer
from bot.interview.emptied import emptied
from bot.interview.freeze import from_data, to_data
from bot.interview.nowhere import answered
from tests.contract.examples import talk

ANSWERS = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.builds(
        Answer,
        st.integers(0, 9),
        text=st.one_of(st.none(), st.just("canary")),
        options=st.sampled_from([(), ("canary",)]),
        number=st.one_of(st.none(), st.just(77)),
        skipped=st.booleans(),
    ),
)


@given(ANSWERS)
def test_it_says_nothing_and_tells_how_far_it_went(answers: dict[str, Answer]) -> None:
    before = replace(talk, answers=answers)
    after = emptied(before)
    written = json.dumps(to_data(after))
    assert "canary" not in written
    assert "77" not in json.dumps(to_data(after)["answers"])
    assert talk.memory.words
    for words in talk.memory.words.values():
        assert f'"{words.text}"' not in written
    assert answered(after) == answered(before)
    assert after.answers.keys() == before.answers.keys()
    assert (after.status, after.script, after.version) == (talk.status, talk.script, talk.version)
    assert (after.memory.goal, after.memory.mirrors) == (talk.memory.goal, talk.memory.mirrors)
    assert emptied(after) == after
    assert from_data(json.loads(written)) == after
