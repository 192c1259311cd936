from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.interview import engine
from bot.interview.conversation import Answer, Memory, Status
from bot.interview.events import Lapse, Stop, Words
from bot.interview.freeze import from_data, to_data
from bot.interview.hearing import hear
from bot.interview.keeping import WORTH_AT_ONCE
from bot.interview.options import offered
from bot.interview.parts import LIMIT, parts, units
from bot.interview.phrases import packaged
from bot.interview.render import render
from bot.interview.steps import Fork, Go, Listen, Pause, Pick, Say, takes_words
from bot.interview.turn import Setting, Turn, WordsKept
from tests.scripts import begun
from tests.strategies import ANSWERS, DOINGS, SAID, Doing, event, memories, scripts

if TYPE_CHECKING:
    from bot.interview.script import Script

NO = Answer(0)
DONE = {Status.DONE, Status.STOPPED, Status.LAPSED}


@given(scripts(), memories(), st.lists(DOINGS, max_size=25))
def test_freezing_between_events_changes_nothing(
    script: Script, memory: Memory, doings: list[Doing]
) -> None:
    turn = begun(script, memory)
    for doing in doings:
        thawed = from_data(json.loads(json.dumps(to_data(turn.conversation))))
        happens = event(doing, turn)
        after = engine.step(script, turn.conversation, happens)
        assert engine.step(script, thawed, happens) == after
        turn = _last(turn, after)


@given(scripts(), memories(), st.lists(DOINGS, max_size=25))
def test_a_conversation_waits_or_is_over(
    script: Script, memory: Memory, doings: list[Doing]
) -> None:
    turn = begun(script, memory)
    for doing in doings:
        after = engine.step(script, turn.conversation, event(doing, turn))
        stands = after.conversation
        if stands.status is Status.WAITING:
            here = script.steps[stands.at or ""]
            assert not isinstance(here, Say | Fork | Go)
            assert after.goes is None
            assert (after.wait is not None) == (
                isinstance(here, Pause) and stands.turn > turn.conversation.turn
            )
            if stands.turn > turn.conversation.turn and not isinstance(here, Pause | Listen):
                assert after.options
        else:
            assert stands.status in DONE
            assert stands.at is None
            assert after.options == ()
            assert after.wait is None
            assert after.goes is None or stands.status is Status.DONE
        turn = _last(turn, after)


@given(scripts(), memories(), st.lists(DOINGS, max_size=25))
def test_the_turn_guards(script: Script, memory: Memory, doings: list[Doing]) -> None:
    turn = begun(script, memory)
    for doing in doings:
        before = turn.conversation
        after = engine.step(script, before, event(doing, turn))
        stands = after.conversation
        assert stands.turn in {before.turn, before.turn + 1}
        if after.late is not None:
            assert after == Turn(before, late=after.late)
        if (stands.at, stands.status) != (before.at, before.status):
            assert stands.turn == before.turn + 1
        turn = _last(turn, after)


@given(scripts(), memories(), st.lists(DOINGS, max_size=15), st.integers(1, 5), DOINGS)
def test_what_came_too_late_changes_nothing(
    script: Script, memory: Memory, doings: list[Doing], ago: int, late: Doing
) -> None:
    turn = begun(script, memory)
    for doing in doings:
        turn = _last(turn, engine.step(script, turn.conversation, event(doing, turn)))
    came = event(Doing(late.what, late.which, late.text, ago), turn)
    after = engine.step(script, turn.conversation, came)
    over = turn.conversation.status is not Status.WAITING
    if isinstance(came, Words):
        # Further bubbles of an open answer are the one thing that is never too late.
        assert replace(after.conversation, answers={}) == replace(turn.conversation, answers={})
        assert (after.lines, after.options) == ((), ())
    elif over or not isinstance(came, Stop):
        assert after == Turn(turn.conversation, late=after.late)
        assert after.late is not None


@given(scripts(loops=False), memories(), st.lists(ANSWERS, min_size=40, max_size=60))
def test_no_path_is_without_an_end(script: Script, memory: Memory, answers: list[Doing]) -> None:
    turn = begun(script, memory)
    asked = [turn.conversation.turn]
    for doing in answers:
        if turn.conversation.status is not Status.WAITING:
            break
        stands = turn.conversation
        here = script.steps[stands.at or ""]
        happens = Lapse(stands.turn) if isinstance(here, Pause) else event(doing, turn)
        turn = _last(turn, engine.step(script, stands, happens))
        asked.append(turn.conversation.turn)
    assert turn.conversation.turn <= len(script.steps) + 1
    while turn.conversation.status is Status.WAITING:
        turn = _onward(script, turn)
    assert turn.conversation.turn <= len(script.steps) + 1


@given(scripts(), memories(), SAID.filter(str.strip), SAID.filter(str.strip))
def test_kept_words_are_verbatim(script: Script, memory: Memory, one: str, two: str) -> None:
    turn = begun(script, memory)
    for _ in range(12):
        here = script.steps.get(turn.conversation.at or "")
        if here is None:
            return
        if takes_words(here) and here.keeps:
            break
        turn = _onward(script, turn)
    else:
        return
    at, worth = turn.conversation.turn, here.keeps in WORTH_AT_ONCE
    after = engine.step(script, turn.conversation, Words(at, one))
    if hear(script.heard[here.id], one, whole=True):
        assert not any(isinstance(kept, WordsKept) for kept in after.kept)
        return
    sets = here.sets or ""
    assert after.kept == (WordsKept(here.id, here.keeps, one, worth), Setting(sets, one))
    if after.conversation.status is Status.WAITING:
        joined = engine.step(script, after.conversation, Words(at, two))
        both = f"{one}\n{two}"
        assert joined.kept == (WordsKept(here.id, here.keeps, both, worth), Setting(sets, both))
        assert joined.conversation.turn == after.conversation.turn


@given(scripts(), memories(), st.lists(ANSWERS, max_size=25))
def test_what_is_picked_is_kept_one_by_one_and_was_there_to_pick(
    script: Script, memory: Memory, answers: list[Doing]
) -> None:
    turn = begun(script, memory)
    for doing in answers:
        before = turn.conversation
        here = script.steps.get(before.at or "")
        after = engine.step(script, before, event(doing, turn))
        if isinstance(here, Pick):
            there = offered(before, here)
            assert set(after.conversation.picked) <= {*there, *before.picked}
            kept = [one for one in after.kept if isinstance(one, WordsKept)]
            assert all(one.options in {(option,) for option in there} for one in kept)
            assert len(kept) in {0, len(after.conversation.answers.get(here.id, NO).options)}
        turn = _last(turn, after)


@given(scripts(), memories(), st.lists(DOINGS, max_size=25))
def test_nothing_rests_that_was_said_on_demand(
    script: Script, memory: Memory, doings: list[Doing]
) -> None:
    turn = begun(script, memory)
    for doing in doings:
        assert not (script.on_demand and turn.said)
        turn = _last(turn, engine.step(script, turn.conversation, event(doing, turn)))


@given(scripts(), memories(), st.lists(DOINGS, max_size=12), st.sampled_from(["en", "es", "xx"]))
def test_everything_said_can_be_sent(
    script: Script, memory: Memory, doings: list[Doing], locale: str
) -> None:
    turn = begun(script, memory)
    for doing in doings:
        said = render(turn.lines, turn.options, script, packaged(), locale)
        for part in parts(said.text) if said.text.strip() else []:
            assert 0 < units(part) <= LIMIT
        for row in said.rows:
            assert len(row) <= 8
            for label, option in row:
                assert label.strip()
                assert len(option) <= 30
        turn = _last(turn, engine.step(script, turn.conversation, event(doing, turn)))


def _onward(script: Script, turn: Turn) -> Turn:
    """Answer whatever is asked, in the simplest way there is."""
    stands = turn.conversation
    here = script.steps[stands.at or ""]
    if isinstance(here, Pause):
        return engine.step(script, stands, Lapse(stands.turn))
    if isinstance(here, Listen):
        return engine.step(script, stands, Words(stands.turn, "yes, that"))
    if isinstance(here, Pick):
        while len(turn.conversation.picked) < max(1, here.at_least):
            there = offered(turn.conversation, here)
            free = [option for option in there if option not in turn.conversation.picked]
            turn = engine.step(script, turn.conversation, event(Doing("forge", text=free[0]), turn))
        return engine.step(script, turn.conversation, event(Doing("forge", text="-done"), turn))
    return engine.step(script, stands, event(Doing("tap"), engine.again(script, stands)))


def _last(before: Turn, after: Turn) -> Turn:
    """Keep the buttons on screen in view when an event brought none."""
    same = after.conversation.turn == before.conversation.turn
    if same and not after.options:
        return Turn(after.conversation, after.lines, before.options)
    return after
