from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.conversation import Answer, Conversation, ConversationId
from bot.interview.nowhere import RUN, answered, nowhere
from bot.people import ClientId

PASS, WORDS, NUMBER = Answer(1, skipped=True), Answer(2, "because"), Answer(3, number=0)


def talk(*answers: Answer) -> Conversation:
    given_ = {str(n): answer for n, answer in enumerate(answers)}
    return Conversation(ConversationId("1"), ClientId("c"), "a", "1", answers=given_)


def test_a_pass_is_no_answer_and_a_nought_is_one() -> None:
    assert not answered(talk())
    assert not answered(talk(PASS, PASS))
    assert answered(talk(PASS, NUMBER))


@given(st.lists(st.builds(talk, st.sampled_from([PASS, WORDS, NUMBER]))))
def test_three_in_a_row_and_any_real_answer_among_them_breaks_the_run(
    tried: list[Conversation],
) -> None:
    empty = [not answered(one) for one in tried[:RUN]]
    assert nowhere(tried) == (empty == [True] * RUN)
