from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.phrases import packaged
from bot.screens.lines import below
from bot.screens.screen import line
from bot.services.voice import Voice

VOICE = Voice(packaged())


@given(st.integers(1, 3000))
def test_however_many_lines_stand_under_one_another_in_their_order(many: int) -> None:
    laid = below(line("client.head", label=str(n)) for n in range(many))
    assert VOICE.say([laid], "en").splitlines() == [str(n) for n in range(many)]
