"""The queue, against whatever order things can come in."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.ports import Received
from handlers.queue import Queue
from tests.handlers.house import NOON


def row(update: int, chat: int = 1, *, urgent: bool = False) -> Received:
    return Received(update, chat, "{}", NOON, urgent=urgent)


class Waiting(RuleBasedStateMachine):
    """Puts, takes, ends and rests rows, beside the plainest model of who may go next."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = Queue()
        self.waiting: dict[int, Received] = {}
        self.hand: dict[int, Received] = {}
        self.resting: dict[int, Received] = {}

    def may_go(self) -> list[Received]:
        """The front row of every chat that is not busy; of one with a resting row, if urgent."""
        fronts: dict[int, Received] = {}
        for one in sorted(self.waiting.values(), key=lambda one: (not one.urgent, one.update)):
            fronts.setdefault(one.chat, one)
        busy = {one.chat for one in self.hand.values()}
        held = {one.chat for one in self.resting.values()}
        return [
            one
            for one in fronts.values()
            if one.chat not in busy and (one.urgent or one.chat not in held)
        ]

    @rule(update=st.integers(0, 40), chat=st.integers(0, 3), urgent=st.booleans())
    def put(self, update: int, chat: int, urgent: bool) -> None:
        known = {**self.waiting, **self.hand, **self.resting}
        self.queue.put([row(update, chat, urgent=urgent)])
        if update not in known:
            self.waiting[update] = row(update, chat, urgent=urgent)

    @rule()
    def take(self) -> None:
        taken = self.queue.take()
        free = self.may_go()
        if taken is None:
            assert free == []
            return
        assert taken == min(free, key=lambda one: (not one.urgent, one.update))
        self.hand[taken.update] = self.waiting.pop(taken.update)

    @precondition(lambda self: self.hand)
    @rule(data=st.data())
    def over(self, data: st.DataObject) -> None:
        self.queue.over(self.hand.pop(data.draw(st.sampled_from(sorted(self.hand)))))

    @precondition(lambda self: self.hand)
    @rule(data=st.data())
    def rest(self, data: st.DataObject) -> None:
        update = data.draw(st.sampled_from(sorted(self.hand)))
        self.resting[update] = self.hand.pop(update)
        self.queue.rest(self.resting[update])

    @precondition(lambda self: self.resting)
    @rule(data=st.data())
    def again(self, data: st.DataObject) -> None:
        update = data.draw(st.sampled_from(sorted(self.resting)))
        self.waiting[update] = self.resting.pop(update)
        self.queue.again(self.waiting[update])

    @invariant()
    def counts_them(self) -> None:
        assert self.queue.known == {*self.waiting, *self.hand, *self.resting}
        assert self.queue.waits == len(self.waiting)


TestWaiting = Waiting.TestCase
TestWaiting.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)


def test_nothing_is_left_behind_when_all_is_over() -> None:
    queue = Queue()
    queue.put(row(update, update % 5, urgent=update % 7 == 0) for update in range(100))
    failed = queue.take()
    assert failed is not None
    queue.rest(failed)
    queue.again(failed)
    while (taken := queue.take()) is not None:
        queue.over(taken)
    assert (queue.known, queue.waits) == (frozenset(), 0)
    assert (queue._chats, queue._turns, queue._busy, queue._resting) == ({}, [], set(), {})
