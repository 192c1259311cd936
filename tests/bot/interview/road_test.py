from __future__ import annotations

import pytest

from bot.interview.conversation import Memory
from tests.scripts import begun, lines, made, tapped

FORK = """
[steps.rate]
skill = "structure"
ask = "?"
scale = [0, 3]
measures = "craving"
next = "move"
[steps.move]
fork = "rate.move"
next = { first = "a", up = "b", down = "c", same = "d", third = "e", else = "end" }
[steps.named]
fork = "profile.thing"
next = { set = "a", unset = "b" }
""" + "".join(f'[steps.{s}]\nskill = "structure"\nsay = "{s}"\nnext = "end"\n' for s in "abcde")


class TestFork:
    @pytest.mark.parametrize(
        ("earlier", "said"),
        [((), "a"), ((1,), "b"), ((3,), "c"), ((2,), "d"), ((1, 2), "d"), ((2, 2), "e")],
    )
    def test_it_knows_how_a_rating_moved(self, earlier: tuple[int, ...], said: str) -> None:
        script = made(FORK.replace('else = "end"', 'else = "named"'))
        turn = tapped(script, begun(script, Memory(ratings={"craving": earlier})), "2")
        assert lines(turn) == [f"{said}.say.1"]

    @pytest.mark.parametrize(
        ("alike", "said"), [(2, "e"), (3, "d"), (4, "d"), (5, "e"), (6, "d"), (8, "e")]
    )
    def test_every_third_time_the_same_is_a_third(self, alike: int, said: str) -> None:
        script = made(FORK.replace('else = "end"', 'else = "named"'))
        memory = Memory(ratings={"craving": (1, *[2] * alike)})
        assert lines(tapped(script, begun(script, memory), "2")) == [f"{said}.say.1"]

    def test_a_third_time_is_the_same_where_nothing_is_made_of_it(self) -> None:
        script = made(FORK.replace('third = "e", else = "end"', 'else = "e", skip = "named"'))
        turn = tapped(script, begun(script, Memory(ratings={"craving": (2, 2)})), "2")
        assert lines(turn) == ["d.say.1"]

    @pytest.mark.parametrize(("profile", "said"), [({"thing": "x"}, "a"), ({}, "b")])
    def test_it_knows_a_profile_word(self, profile: dict[str, str], said: str) -> None:
        script = made(
            FORK.replace('else = "end"', 'else = "named"').replace('"?"', '"{profile.thing}?"')
        )
        turn = tapped(script, begun(script, Memory(profile=profile)), "skip")
        assert lines(turn) == [f"{said}.say.1"]
