"""The next session: tapped or typed, kept on the counselor's clock; plans follow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.care import Session
from bot.message import Press
from bot.schedule.plan import Bounds, Plan, PlanId, Relative, Slot
from tests.bot.services.counsel.desk import care_of, desk
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from bot.people import ClientId

FRIDAY = date(2026, 3, 6)


async def asked(room: Room) -> ClientId:
    """Come to the dialog the way a counselor does."""
    await room.give("clients", DANA)
    await room.tap("Blue scarf (new)", DANA)
    await room.tap("Next session", DANA)
    return (await room.client()).id


async def the_evening_before(room: Room, client: ClientId) -> PlanId:
    """Let the client have a plan that hangs on the next session."""
    plan = Plan(
        PlanId("f" * 32),
        client,
        1,
        "Before a session",
        ("goal-mirror",),
        Relative("next_session", -1),
        (Slot(time(18), time(18)),),
        Bounds(date(2026, 3, 1)),
    )
    async with room.store.works() as work:
        await work.plans.put(plan, room.clock.now())
    return plan.id


async def planned(room: Room, plan: PlanId) -> datetime | None:
    async with room.store.works() as work:
        client = await work.clients.by_chat(ANN)
        waiting = () if client is None else await work.plans.waiting(client.id)
    return next((one.due_at for _, one in waiting if one.plan == plan), None)


async def test_a_day_and_a_time_are_two_taps() -> None:
    room = await desk("Blue scarf")
    await asked(room)
    message = room.last(DANA).id
    assert list(room.last(DANA).keys)[:3] == ["March 2026", "→", "Mo"]
    await room.tap("6", DANA)
    assert room.last(DANA).text == "Friday, March 6. At what time? Tap one, or type it."
    await room.tap("3:00 pm", DANA)
    assert room.last(DANA).text.startswith("Kept: Friday, March 6 at 3:00 pm.\n\nBlue scarf")
    assert "Next session: Friday, March 6 at 3:00 pm." in room.last(DANA).text
    assert room.last(DANA).id == message
    kept = Session(datetime.combine(FRIDAY, time(15)), "America/New_York")
    assert (await care_of(room)).sessions == (kept,)


async def test_typed_words_are_read_back_before_they_hold() -> None:
    room = await desk("Blue scarf")
    await asked(room)
    await room.write("Fri 3pm", DANA)
    assert room.last(DANA).text == "Friday, March 6 at 3:00 pm?"
    assert (await care_of(room)).sessions == ()
    await room.write("10", DANA)
    assert room.last(DANA).text == "Friday, March 6 at 10:00 am?"
    await room.tap("Yes", DANA)
    assert "Next session: Friday, March 6 at 10:00 am." in room.last(DANA).text


async def test_what_is_not_understood_or_past_is_answered_with_what_works() -> None:
    room = await desk("Blue scarf")
    await asked(room)
    await room.write("whenever", DANA)
    assert room.last(DANA).text.startswith(room.say("session.unclear"))
    await room.write("today at 9", DANA)
    assert room.last(DANA).text.startswith(room.say("session.gone"))
    await room.write("next Friday", DANA)
    assert list(room.last(DANA).keys)[:2] == ["Friday, March 6", "Friday, March 13"]
    await room.tap("Friday, March 13", DANA)
    await room.write("noonish", DANA)
    assert room.last(DANA).text.startswith(room.say("session.unclear-time"))
    await room.write("noon", DANA)
    await room.tap("Yes", DANA)
    assert (await care_of(room)).sessions[0].at == datetime(2026, 3, 13, 12)  # noqa: DTZ001 - a wall time


async def test_what_hangs_on_it_is_planned_and_moves_with_it() -> None:
    room = await desk("Blue scarf")
    plan = await the_evening_before(room, await asked(room))
    await room.write("Fri 3pm", DANA)
    await room.tap("Yes", DANA)
    assert await planned(room, plan) == datetime(2026, 3, 5, 23, tzinfo=UTC)
    await room.tap("Next session", DANA)
    await room.write("March 12 3pm", DANA)
    await room.tap("Yes", DANA)
    assert await planned(room, plan) == datetime(2026, 3, 11, 22, tzinfo=UTC)
    await room.tap("Next session", DANA)
    assert "So far it's Thursday, March 12 at 3:00 pm." in room.last(DANA).text
    await room.tap("No session planned", DANA)
    assert room.last(DANA).text.startswith("Kept: no session is planned.")
    assert await planned(room, plan) is None
    assert (await care_of(room)).sessions == ()
    assert "session" not in room.timers()


async def test_once_begun_it_is_the_last_one_and_the_one_before_is_forgotten() -> None:
    room = await desk("Blue scarf")
    earlier = Session(datetime(2026, 2, 20, 15), "America/New_York")  # noqa: DTZ001 - a wall time
    care = await care_of(room)
    async with room.store.works() as work:
        await work.cares.put(replace(care, sessions=(earlier,)))
    client = await asked(room)
    await room.write("Fri 3pm", DANA)
    await room.tap("Yes", DANA)
    assert [one.at.date() for one in (await care_of(room)).sessions] == [date(2026, 2, 20), FRIDAY]
    await room.pass_(datetime(2026, 3, 6, 20, tzinfo=UTC) - room.clock.at)
    assert [one.at.date() for one in (await care_of(room)).sessions] == [FRIDAY]
    await room.happen(Tapped(Press("client", client), "seen", "Key"), DANA, room.last(DANA).id)
    assert "none is planned.\nLast session: Friday, March 6." in room.last(DANA).text
    assert room.failures == []


async def test_past_days_and_headings_change_nothing() -> None:
    room = await desk("Blue scarf")
    await asked(room)
    before = (room.last(DANA).text, room.last(DANA).buttons)
    for label in ("·", "March 2026", "Mo"):
        await room.tap(label, DANA)
        assert (room.last(DANA).text, room.last(DANA).buttons) == before


async def test_months_are_turned_and_back_leads_to_the_card() -> None:
    room = await desk("Blue scarf")
    await asked(room)
    await room.tap("→", DANA)
    assert list(room.last(DANA).keys)[:3] == ["←", "April 2026", "→"]
    await room.tap("30", DANA)
    await room.tap("Back", DANA)
    assert list(room.last(DANA).keys)[:3] == ["←", "April 2026", "→"]
    await room.tap("Back", DANA)
    assert room.last(DANA).text.startswith("Blue scarf")
    await room.tap("Next session", DANA)
    await room.tap("Cancel", DANA)
    assert room.last(DANA).text == room.say("counselor.cancelled")
    assert (await care_of(room)).sessions == ()


@pytest.mark.parametrize(
    "choice", ["d:2026-03-01", "d:soon", "m:2019-01", "m:x", "t:15:00", "yes", "none", "what"]
)
async def test_a_forged_choice_changes_nothing(choice: str) -> None:
    room = await desk("Blue scarf")
    await asked(room)
    async with room.store.works() as work:
        draft = await work.drafts.get((await work.counselors.all())[0].id)
    assert draft is not None
    before = room.last(DANA)
    text = before.text
    press = Press("draft", f"{draft.turn}.{choice}")
    await room.happen(Tapped(press, "seen", "Key"), DANA, before.id)
    assert room.last(DANA).text == text
    assert (await care_of(room)).sessions == ()


async def test_a_client_who_went_elsewhere_meanwhile_is_no_longer_here() -> None:
    room = await desk("Blue scarf")
    client = await asked(room)
    async with room.store.works() as work:
        await work.cares.end(client)
    await room.write("Fri 3pm", DANA)
    assert room.last(DANA).text == room.say("clients.gone")
    await room.happen(Tapped(Press("session", client), "seen", "Key"), DANA, room.last(DANA).id)
    assert room.last(DANA).text == room.say("clients.gone")


async def test_it_is_on_the_counselors_clock_wherever_the_client_is() -> None:
    room = await desk("Blue scarf", zone="Europe/Madrid")
    await asked(room)
    await room.write("Fri 3pm", DANA)
    await room.tap("Yes", DANA)
    (kept,) = (await care_of(room)).sessions
    assert kept.instant == datetime(2026, 3, 6, 14, tzinfo=UTC)
    assert (await room.client(ANN)).zone == "America/New_York"
    assert room.clock.at + timedelta(days=7) > kept.instant
