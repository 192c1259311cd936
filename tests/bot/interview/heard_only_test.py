"""What somebody gets from using: heard, said back in that same conversation, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from bot.interview import engine
from bot.interview.events import Tap, Words
from bot.interview.library import library
from bot.interview.options import answers
from bot.interview.steps import SKIP, Question, takes_words
from tests.scripts import begun, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.script import Script
    from bot.interview.turn import Kept, Turn

HEARD_ONLY: Final = frozenset({"two-sides.gives"})
"""Questions about what speaks for staying the same, as `check-in.step`."""
MARK: Final = "it switches my head off"
MORE: Final = "and off it stays"


@pytest.mark.parametrize("asked", HEARD_ONLY)
def test_nothing_of_it_is_kept_whatever_is_answered_after_it(asked: str) -> None:
    script, step = _asked(asked)
    ways = list(_ways(script, begun(script), step, ()))
    assert len(ways) > 100
    for kept in ways:
        assert MARK not in repr(kept)
        assert MORE not in repr(kept)
    assert any(kept for kept in ways)


@pytest.mark.parametrize("asked", HEARD_ONLY)
def test_it_is_said_back_and_before_what_is_less_good(asked: str) -> None:
    script, step = _asked(asked)
    turn = begun(script)
    said = []
    for text in (MARK, "snapping at mia", "8", "she asked if i was mad"):
        turn = typed(script, turn, text)
        said += [line for line in turn.lines if step in script.slots.get(line.id, ())]
    assert {line.slots[step] for line in said} == {MARK}
    summary = script.words["en"][said[-1].id]
    assert summary.index(f"{{{step}}}") < summary.index("{less}")
    assert isinstance(script.steps[turn.conversation.at or ""], Question)


def _asked(asked: str) -> tuple[Script, str]:
    name, _, step = asked.partition(".")
    script = library()[name]
    assert takes_words(script.steps[step])
    return script, step


def _ways(
    script: Script, turn: Turn, step: str, kept: tuple[Kept, ...]
) -> Iterator[tuple[Kept, ...]]:
    """Give what is kept along every way on, where something is written at the step."""
    stands = turn.conversation
    here = script.steps.get(stands.at or "")
    if not isinstance(here, Question):
        at = stands.answers[step].turn if step in stands.answers else 0
        yield (*kept, *engine.step(script, stands, Words(at, MORE)).kept)
        return
    options = [*answers(here), SKIP] if here.id != step else []
    events: list[Tap | Words] = [Tap(stands.turn, option) for option in options]
    if takes_words(here):
        events.append(Words(stands.turn, MARK if here.id == step else f"at {here.id}"))
    for happens in events:
        after = engine.step(script, stands, happens)
        yield from _ways(script, after, step, (*kept, *after.kept))
