"""The engine and the renderer, timed over paths through every packaged check-in."""

from __future__ import annotations

import gc
from random import Random
from statistics import median
from time import perf_counter_ns
from typing import TYPE_CHECKING

from bot.interview import engine, phrases, playing
from bot.interview.conversation import ConversationId, Status
from bot.interview.events import Begin, Lapse
from bot.interview.library import library
from bot.interview.pretending import SAID, pretend
from bot.interview.render import render
from bot.interview.steps import Question
from bot.people import ClientId
from tests.benchmarks.small import Pure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.interview.conversation import Conversation
    from bot.interview.events import Event
    from bot.interview.script import Script
    from bot.interview.turn import Turn

    Call = tuple[Script, Conversation, Event, Turn]


def measure(paths: int) -> Pure:
    """Play so many paths of each check-in, and time every call along them three times over."""
    calls = [
        call
        for script in library().values()
        for seed in range(paths)
        for call in played(script, seed)
    ]
    words = phrases.packaged()

    def step(call: Call) -> None:
        script, conversation, event, _ = call
        engine.step(script, conversation, event)

    def put(call: Call) -> None:
        script, _, _, turn = call
        render(turn.lines, turn.options, script, words, "en")

    return Pure(
        len(calls), timed(step, calls), timed(put, [call for call in calls if call[3].lines])
    )


def timed(what: Callable[[Call], None], calls: list[Call]) -> float:
    """Give the median time of a call, in microseconds."""
    took = []
    gc.disable()
    try:
        for call in calls * 3:
            began = perf_counter_ns()
            what(call)
            took.append(perf_counter_ns() - began)
    finally:
        gc.enable()
    return median(took) / 1000


def played(script: Script, seed: int) -> Iterator[Call]:
    """Give each call of one path: what went in, and what came out."""
    chance = Random(seed)  # noqa: S311 - a path to time, nothing secret
    blank = ConversationId("0" * 32), ClientId("0" * 32)
    conversation = engine.begin(*blank, script, pretend(script, chance))
    event: Event = Begin({name: chance.choice(SAID) for name in script.given})
    while conversation.status in {Status.NEW, Status.WAITING}:
        turn = engine.step(script, conversation, event)
        yield script, conversation, event, turn
        conversation = turn.conversation
        if conversation.at is None:
            return
        here = script.steps[conversation.at]
        if not isinstance(here, Question):
            event = Lapse(conversation.turn)
        else:
            event = playing._answer(here, conversation, chance, passes=not script.exempt)
