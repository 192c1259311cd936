"""What comes in and goes out is counted by how it ended, and goes its way all the same."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import (
    NotDelivered,
    Refused,
    StoreError,
    SurelyNotSent,
    Uncertain,
    Unreachable,
)
from bot.message import Delivered, Message, MessageId, Purpose
from bot.ports import Received
from bot.ports.meters import Arrival, Ending, Fate, Kind
from handlers.intake import Intake
from handlers.metered import MeteredCourier, MeteredHandling, kind_of
from storage.memory import MemoryStore
from tests.counted import Counted
from tests.handlers.house import LATER, NOON, OURS, Clock, Ear
from tests.handlers.intake_test import Taker

MESSAGE = Message(MessageId("m"), 1, "CANARY", NOON, purpose=Purpose.ALERT)


@dataclass
class Ends:
    """Handles a row, and delivers a message, as it is told to."""

    how: bool | BaseException

    async def handle(self, row: Received) -> bool:
        del row
        if isinstance(self.how, BaseException):
            raise self.how
        return self.how

    async def deliver(self, message: Message) -> Delivered:
        del message
        if isinstance(self.how, BaseException):
            raise self.how
        return Delivered(1, LATER)


@pytest.mark.parametrize(
    ("how", "ending"),
    [
        (True, Ending.HANDLED),
        (False, Ending.NOTHING),
        (LookupError("CANARY"), Ending.FAILED),
        (asyncio.CancelledError(), Ending.FAILED),
    ],
)
async def test_a_handling_is_counted_by_its_end(how: bool | BaseException, ending: Ending) -> None:
    meters = Counted()
    handling = MeteredHandling(Ends(how).handle, meters)
    row = Received(1, 1, json.dumps({"update_id": 1, "callback_query": {}}), NOON)
    if isinstance(how, BaseException):
        with pytest.raises(type(how)):
            await handling.handle(row)
    else:
        assert await handling.handle(row) is how
    assert meters.told == [(Kind.TAP, ending)]
    assert all(took >= 0 for took in meters.seconds)


@pytest.mark.parametrize(
    ("how", "fate"),
    [
        (SurelyNotSent(), Fate.NOT_SENT),
        (Refused(), Fate.REFUSED),
        (Unreachable(), Fate.UNREACHABLE),
        (Uncertain(), Fate.UNCERTAIN),
        (NotDelivered(), Fate.UNCERTAIN),
        (LookupError("CANARY"), Fate.UNCERTAIN),
    ],
)
async def test_a_try_at_sending_is_counted_by_its_fate(how: Exception, fate: Fate) -> None:
    meters = Counted()
    with pytest.raises(type(how)):
        await MeteredCourier(Ends(how), meters, Clock()).deliver(MESSAGE)
    assert meters.told == [(Purpose.ALERT, fate)]


async def test_of_what_was_sent_it_is_known_how_long_it_waited() -> None:
    meters = Counted()
    delivered = await MeteredCourier(Ends(how=True), meters, Clock()).deliver(MESSAGE)
    assert delivered == Delivered(1, LATER)
    assert meters.told == [(Purpose.ALERT, Fate.SENT), (Purpose.ALERT, timedelta(hours=1))]


kinds = st.sampled_from([*Kind, "channel_post", "poll", "update_id"])
raws = st.dictionaries(st.text() | kinds, st.none() | st.integers() | st.text())


@given(raws)
def test_whatever_comes_is_of_a_known_kind(raw: dict[str, Any]) -> None:
    named = {kind for kind in Kind if kind in raw}
    assert kind_of(raw) in (named or {Kind.OTHER})


async def test_every_update_at_the_door_is_counted_once_by_what_became_of_it() -> None:
    meters, store = Counted(), MemoryStore()
    intake = Intake(store.works, Taker(), Clock(), Ear(), OURS, meters=meters)
    chat = {"id": 7, "type": "private"}
    said = {"update_id": 1, "message": {"chat": chat, "text": "CANARY"}}
    await intake.keep([said, {"update_id": 2, "poll": {}}, "nonsense"])
    await intake.keep([said])
    assert meters.told == [
        (Kind.MESSAGE, Arrival.KEPT),
        (Kind.OTHER, Arrival.KEPT),
        (Kind.MESSAGE, Arrival.REPEATED),
    ]


async def test_what_cannot_be_kept_is_counted_as_unkept() -> None:
    def away() -> Any:  # noqa: ANN401 - it opens nothing
        raise StoreError("CANARY")

    meters = Counted()
    intake = Intake(away, Taker(), Clock(), Ear(), OURS, meters=meters)
    with pytest.raises(StoreError):
        await intake.keep([{"update_id": 1, "edited_message": {}}])
    assert meters.told == [(Kind.EDIT, Arrival.UNKEPT)]


async def test_what_is_beyond_a_chats_share_is_counted_as_left_out() -> None:
    meters, store = Counted(), MemoryStore()
    intake = Intake(store.works, Taker(), Clock(), Ear(), OURS, meters=meters)
    chat = {"id": 7, "type": "private"}
    many = [{"update_id": n, "message": {"chat": chat, "text": "a"}} for n in range(1, 400)]
    await intake.keep(many)
    assert len(meters.told) == len(many)
    assert set(meters.told) == {(Kind.MESSAGE, Arrival.KEPT), (Kind.MESSAGE, Arrival.LEFT_OUT)}
    assert meters.told.count((Kind.MESSAGE, Arrival.LEFT_OUT)) == intake.left_out
