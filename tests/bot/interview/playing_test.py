from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.phrases import packaged
from bot.interview.playing import play
from tests.strategies import scripts

if TYPE_CHECKING:
    from bot.interview.script import Script


@given(scripts(loops=False), st.integers(0, 1000))
def test_any_check_in_can_be_played_to_an_end(script: Script, seed: int) -> None:
    played = play(script, packaged(), "en", seed)
    assert len(played.asked) == len(set(played.asked))
    assert played == play(script, packaged(), "en", seed)
