"""An alert climbs: told, reminded, the next in line, the operators; what stops and what ends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.care import Telling
from bot.episode import Mark
from tests.bot.services.alerts.watch import (
    OLGA,
    agree,
    allow_words,
    asks,
    begins,
    happens,
    is_,
    marks,
    rota,
    watch,
)
from tests.bot.services.room import ANN, DANA, ELI

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
SATURDAY = datetime(2026, 3, 7, 22, tzinfo=UTC)
"""Five in the afternoon in New York."""


async def test_nobody_answers() -> None:
    room = await watch()
    alert = await begins(room)
    told = room.last(ANN).text
    assert told.startswith("Word is sent to Dana, who is at work now and still may not see it at")
    assert "Please don't wait for that: call or text 988 now." in told
    assert room.last(DANA).text.startswith(
        "Alert: Blue scarf, Monday March 2, 10:00 am your time. It sounds like thoughts of suicide"
    )
    for _ in range(5):
        await room.pass_(QUARTER)
    expected = ["began", "told Dana", "reminded Dana", "told Eli", "reminded Eli", "operator"]
    assert await marks(room, alert) == expected
    assert "Once more" in room.last(DANA).text
    assert room.last(ANN).text.startswith("Word is sent to Eli,")
    [unopened] = room.texts(OLGA)
    assert unopened == room.say("operator.unopened")
    await room.pass_(timedelta(days=3))
    assert await marks(room, alert) == expected


async def test_seen_stops_nothing_and_the_client_reads_it() -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap("Seen", DANA)
    assert room.last(ANN).text.startswith("Dana has seen it.\n\nPlease don't wait")
    assert "Dana has seen it." in room.last(DANA).text
    before = len(room.texts(ANN))
    await room.tap("Seen", DANA)
    assert len(room.texts(ANN)) == before
    await room.pass_(QUARTER)
    await room.pass_(QUARTER)
    assert await marks(room, alert) == [
        "began", "told Dana", "seen Dana", "reminded Dana", "told Eli",
    ]  # fmt: skip


async def test_on_it_stops_it_for_an_hour() -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap("I'm on it", DANA)
    assert room.last(ANN).text.startswith("Dana is on it, and means to be in touch with you.")
    await room.pass_(HOUR - timedelta(minutes=1))
    assert await marks(room, alert) == ["began", "told Dana", "taken Dana"]
    await room.pass_(timedelta(minutes=1))
    await room.pass_(QUARTER)
    assert (await marks(room, alert))[3:] == ["reminded Dana", "told Eli"]


async def test_on_it_again_after_the_hour_holds_for_another() -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap("I'm on it", DANA)
    await room.pass_(HOUR)
    await room.tap("I'm on it", DANA)
    await room.pass_(HOUR - timedelta(minutes=1))
    assert (await marks(room, alert))[2:] == ["taken Dana", "reminded Dana", "taken Dana"]


@pytest.mark.parametrize("key", ["Reached them", "Emergency services called"])
async def test_it_ends(key: str) -> None:
    room = await watch()
    await begins(room)
    await room.tap(key, DANA)
    assert room.last(DANA).keys == {}
    await room.pass_(timedelta(days=1))
    assert room.texts(ELI) == []
    assert room.texts(OLGA) == []
    assert "alert" not in room.timers()


async def test_emergency_services_are_told_of_by_who_called_them() -> None:
    room = await watch()
    await begins(room)
    before = len(room.texts(ANN))
    await room.tap("Emergency services called", DANA)
    assert len(room.texts(ANN)) == before


@pytest.mark.parametrize(
    ("key", "mark"), [("Couldn't reach them", "not reached"), ("Hand over", "handed over")]
)
async def test_the_next_in_line_is_told_at_once(key: str, mark: str) -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap(key, DANA)
    assert (await marks(room, alert))[2:] == [f"{mark} Dana", "told Eli"]
    assert "Word is sent to Eli" in room.last(ANN).text
    await room.tap("Hand over", ELI)
    assert (await marks(room, alert))[4:] == ["handed over Eli", "operator"]


async def test_out_of_hours_the_client_reads_when_and_who_works_is_told_too() -> None:
    room = await watch()
    await room.pass_(SATURDAY - room.clock.now())
    alert = await begins(room)
    assert room.last(ANN).text.startswith(
        "Word is sent to Dana, who is back on Monday at 9:00 am and may not see it sooner."
    )
    for _ in range(3):
        await room.pass_(QUARTER)
    assert (await marks(room, alert))[1:] == ["told Dana", "told Eli", "operator"]
    await room.pass_(datetime(2026, 3, 9, 13, tzinfo=UTC) - room.clock.now())
    await room.pass_(QUARTER)
    assert (await marks(room, alert))[4:] == ["reminded Dana", "reminded Eli"]


async def test_who_is_off_is_not_waited_for_while_somebody_works() -> None:
    room = await watch(zone="Asia/Tokyo")
    alert = await begins(room)
    assert await marks(room, alert) == ["began", "told Dana", "told Eli"]
    assert "Eli is told as well." in room.last(ANN).text


async def test_who_covers_is_told_first() -> None:
    room = await watch()
    back, eli = room.clock.now() + timedelta(days=3), await room.who(ELI)
    await is_(room, DANA, away_until=back, cover=eli.id)
    alert = await begins(room)
    assert await marks(room, alert) == ["began", "told Eli"]
    assert room.last(ANN).text.startswith("Dana is not at work. Eli stands in.\n\nWord is sent to")


async def test_what_comes_later_joins_the_thread_and_cancels_nothing() -> None:
    room = await watch()
    alert = await begins(room)
    await happens(room, alert, Mark.NO)
    last, notice = room.last(DANA).text.split("\n\n")
    assert notice == room.say("brief.notice")
    assert last.startswith("Blue scarf, ")
    assert last.endswith("Asked plainly, they said they meant something else. That clears nothing.")
    await room.pass_(QUARTER)
    assert (await marks(room, alert))[-1] == "reminded Dana"


async def test_words_and_number_go_along_only_as_allowed() -> None:
    room = await watch()
    await begins(room)
    assert "it stops tonight" not in room.last(DANA).text
    assert "They gave no number for this." in room.last(DANA).text

    room = await watch()
    await allow_words(room)
    await room.change(profile={"phone": "+1 212 555 0100"})
    await begins(room)
    assert "They wrote:\n“it stops tonight”" in room.last(DANA).text
    assert room.last(DANA).sent.client == (await room.client()).id  # whose key seals it
    assert "The number they gave for this: +1 212 555 0100" in room.last(DANA).text


async def test_asked_first_nobody_is_told_before_the_tap() -> None:
    room = await watch(Telling.ASK)
    alert = await begins(room)
    assert await marks(room, alert) == ["began"]
    assert room.texts(DANA) == []
    await asks(room, alert)
    assert await marks(room, alert) == ["began", "asked", "told Dana"]


async def test_never_is_never() -> None:
    room = await watch(Telling.NEVER)
    alert = await begins(room)
    await asks(room, alert)
    assert await marks(room, alert) == ["began"]
    assert room.last(ANN).text == room.say("alert.nobody")


async def test_without_a_rota_nobody_is_alerted() -> None:
    room = await watch()
    await rota(room)
    alert = await begins(room)
    await asks(room, alert)
    assert await marks(room, alert) == ["began"]
    assert room.last(ANN).text == room.say("alert.nobody")


async def test_a_choice_of_never_meanwhile_stops_it() -> None:
    room = await watch()
    alert = await begins(room)
    await agree(room, telling=Telling.NEVER)
    await room.pass_(HOUR)
    assert await marks(room, alert) == ["began", "told Dana"]
