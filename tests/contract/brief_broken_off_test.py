"""The loop around a session, broken off at every call to the store: all or nothing, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.arrival import Wrote
from bot.interview.terms import Kind
from tests.bot.services.briefing.meeting import EVENING, SESSION, briefs, rates, says, until
from tests.bot.services.counsel.desk import care_of, cared_for
from tests.bot.services.counsel.planned_desk import press, taps
from tests.bot.services.room import ANN, DANA

if TYPE_CHECKING:
    from tests.contract.breaking import Deeds


async def test_a_brief_is_sent_whole_and_answered_once(deeds: Deeds) -> None:
    room = deeds.room
    await room.counselor()
    client = await cared_for(room, ANN, "Blue scarf")
    await room.change(discreet=False)
    await press(room, "session", client)
    await deeds.happens(Wrote("fri 3pm"), DANA)
    await deeds.taps(DANA, "yes")
    await says(room, Kind.AGENDA, "how to tell mia")
    for value in (4, 6):
        await rates(room, "confidence", value)
    await until(room, EVENING)
    await deeds.taps(ANN, "Just look at the brief", "Numbers", "Send to Dana")
    (sent,) = await briefs(room)
    assert room.last(DANA).sent.picture
    await deeds.taps(DANA, "Read. We'll start with your first point")
    (read,) = await briefs(room)
    assert (sent.read_at, read.text) == (None, sent.text)
    assert read.read_at is not None
    assert sum("has read your brief" in text for text in room.texts()) == 1
    await until(room, SESSION)
    await until(room, SESSION + timedelta(hours=2))
    await deeds.taps(DANA, "In a week, same time")
    assert len((await care_of(room)).sessions) == 2
    await taps(room, "Open the card", "The last brief")
    assert "how to tell mia" in room.last(DANA).text
    assert deeds.times > 40
    assert room.failures == []
