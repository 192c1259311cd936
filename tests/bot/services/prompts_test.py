from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.message import Press, Purpose
from bot.people import Quiet, Standing
from bot.schedule.occurrences import State
from tests.bot.services.room import ANN, BEN, PLAN, Room

if TYPE_CHECKING:
    from tests.bot.services.bubble import Bubble

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
AWAKE = Quiet(time(0), time(0))


async def prompted(room: Room) -> Bubble:
    await room.next_prompt()
    return room.last()


async def missed(room: Room, times: int) -> None:
    for _ in range(times):
        await room.next_prompt()
        await room.pass_(15 * HOUR)


async def test_what_is_due_is_sent_and_the_one_after_it_planned(room: Room) -> None:
    await room.welcome()
    assert room.states() == ["planned"]
    assert (await prompted(room)).text == room.say("prompt.discreet")
    assert room.states() == ["sent", "planned"]
    assert room.timers() == ["expiry", "prompt", "reminder"]


async def test_a_prompt_shows_nothing_of_the_client_and_expires(room: Room) -> None:
    await room.welcome()
    bubble = await prompted(room)
    assert bubble.sent.purpose is Purpose.PROMPT
    assert bubble.sent.expires_at == room.occurrences()[0][1].expires_at


async def test_words_shown_at_once_expire_with_their_prompt_too(room: Room) -> None:
    await room.welcome()
    await room.change(discreet=False)
    bubble = await prompted(room)
    assert bubble.sent.expires_at == room.occurrences()[0][1].expires_at
    assert bubble.sent.occurrence == room.occurrences()[0][0]


async def test_ending_it_at_its_first_question_answers_it_too(room: Room) -> None:
    await room.welcome()
    await room.change(discreet=False)
    await prompted(room)
    await room.give("stop")
    assert room.states() == ["answered", "planned"]
    assert "reminder" not in room.timers()


async def test_starting_answers_it(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.tap("Start")
    assert room.states() == ["answered", "planned"]
    assert room.timers() == ["lapse", "prompt"]


async def test_after_its_time_it_is_answered_late(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.pass_(15 * HOUR)
    assert room.states()[0] == "missed_by_client"
    await room.tap("Start")
    assert room.states()[0] == "late"
    assert (await room.current()) is not None


@pytest.mark.parametrize("command", ["stop", "pause"])
async def test_who_asked_for_quiet_meanwhile_has_missed_nothing(room: Room, command: str) -> None:
    await room.welcome()
    await prompted(room)
    prompt = room.last()
    await room.give(command)
    if command == "pause":
        await room.tap("Until I say")
    await room.pass_(15 * HOUR)
    assert room.states()[0] == "withdrawn"
    await room.press(prompt, prompt.keys["Start"])
    assert room.states()[0] == "late"
    assert (await room.current()) is not None


async def test_not_today_leaves_it_out_and_counts_as_nothing_missed(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.tap("Not today")
    assert room.states() == ["skipped", "planned"]
    assert await room.current() is None
    assert "Next check-in: Friday" in room.last().text


async def test_one_reminder_after_three_hours_and_none_once_started(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.pass_(3 * HOUR)
    assert room.last().text == room.say("reminder.discreet")
    shown = len(room.texts())
    await room.pass_(5 * HOUR)
    assert len(room.texts()) == shown


async def test_a_reminder_waits_for_no_night(room: Room) -> None:
    await room.welcome()
    await room.change(quiet=Quiet(time(20), time(8)))
    await prompted(room)
    shown = len(room.texts())
    await room.pass_(3 * HOUR)
    assert len(room.texts()) == shown


async def test_a_reminder_does_not_break_into_another_check_in(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.give("checkin")
    await room.tap("How sure you are")
    shown = len(room.texts())
    await room.pass_(3 * HOUR)
    assert len(room.texts()) == shown


async def test_what_the_system_missed_is_not_the_clients(room: Room) -> None:
    await room.welcome()
    await room.pass_(3 * DAY)
    assert room.states() == ["missed_by_system", "planned"]
    assert room.texts()[-1] != room.say("prompt.discreet")


async def test_a_prompt_we_are_late_with_does_not_come_at_night(room: Room) -> None:
    await room.welcome()
    due = room.occurrences()[0][1].due_at
    await room.pass_(due + 5 * HOUR - room.clock.now())  # eleven at night
    assert room.states() == ["expired", "planned"]  # its twelve hours end before the night does
    assert room.say("prompt.discreet") not in room.texts()


async def test_it_comes_when_the_night_is_over_if_it_is_still_good(room: Room) -> None:
    room.plan = room.plan.replace('"12h"', '"20h"')
    room.__post_init__()
    await room.welcome()
    due = room.occurrences()[0][1].due_at
    await room.pass_(due + 5 * HOUR - room.clock.now())
    await room.pass_(9 * HOUR)
    assert room.states()[0] == "sent"
    assert room.clock.now() == datetime(2026, 3, 4, 13, tzinfo=UTC)


async def test_while_another_check_in_is_open_it_is_left_out(room: Room) -> None:
    await room.welcome()
    due = room.occurrences()[0][1].due_at
    await room.pass_(due - HOUR - room.clock.now())
    await room.give("checkin")
    await room.tap("How sure you are")
    shown = len(room.texts())
    await room.pass_(HOUR)
    assert room.states() == ["expired", "planned"]
    assert len(room.texts()) == shown


async def test_or_it_waits_for_its_end_where_the_plan_says_queue(room: Room) -> None:
    room.plan = PLAN.replace("[limits]", '[limits]\noverlap = "queue"')
    room.__post_init__()
    await room.welcome()
    due = room.occurrences()[0][1].due_at
    await room.pass_(due - HOUR - room.clock.now())
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.pass_(HOUR)
    assert room.states() == ["planned"]
    await room.give("stop")
    await room.pass_(timedelta(minutes=10))
    assert room.states() == ["sent", "planned"]


async def test_a_setting_that_is_open_holds_nothing_up_and_is_not_closed(room: Room) -> None:
    await room.welcome()
    await room.change(discreet=False)
    due = room.occurrences()[0][1].due_at
    await room.pass_(due - HOUR - room.clock.now())
    await room.give("rhythm")
    await room.tap("Change days or time")
    await room.pass_(HOUR)
    assert room.last().text == room.say("prompt.discreet")
    current = await room.current()
    assert current is not None
    assert current.script == "rhythm"


async def test_two_unanswered_halve_the_rhythm_and_four_rest_it_said_once(room: Room) -> None:
    await room.welcome()
    await missed(room, 1)
    assert room.occurrences()[-1][1].local_date.isoformat() == "2026-03-06"
    await missed(room, 1)
    assert room.occurrences()[-1][1].local_date.isoformat() == "2026-03-10"
    await missed(room, 2)
    assert room.last().text == room.say("prompt.rests")
    assert State.PLANNED.value not in room.states()
    await room.pass_(60 * DAY)
    assert room.texts().count(room.say("prompt.rests")) == 1


async def test_resume_wakes_it_at_its_full_pace(room: Room) -> None:
    await room.welcome()
    await missed(room, 4)
    await room.give("resume")
    assert room.say("resume.done") in room.last().text
    await missed(room, 1)
    planned = [one.local_date for _, one in room.occurrences()[-2:]]
    assert (planned[1] - planned[0]).days in {3, 4}


async def test_resume_brings_back_the_full_pace_from_half_too(room: Room) -> None:
    await room.welcome()
    await missed(room, 2)
    await room.give("resume")
    assert room.say("resume.done") in room.last().text
    await room.give("resume")
    assert room.last().text == room.say("resume.nothing")


async def test_and_so_does_a_late_answer(room: Room) -> None:
    await room.welcome()
    await missed(room, 4)
    await room.tap("Start")
    assert room.states()[-2:] == ["late", "planned"]


async def test_quiet_days_of_a_client_who_left_are_not_counted(room: Room) -> None:
    await room.welcome()
    await room.change(gone_at=room.clock.now())
    await room.pass_(2 * DAY)
    assert room.states() == ["withdrawn"]


async def test_nothing_comes_before_somebody_has_agreed(room: Room) -> None:
    await room.give("start")
    await room.tap("English")
    await room.pass_(14 * DAY)
    assert room.states() == []
    assert room.timers() == []


async def test_a_check_in_that_there_is_no_more_gives_way_to_another_of_the_plan(
    room: Room,
) -> None:
    room.plan = PLAN.replace("checkins = [", 'checkins = ["of-old", "week-review", ')
    room.__post_init__()
    await room.welcome()
    assert [one.checkin for _, one in room.occurrences()] == ["of-old"]
    await prompted(room)
    assert room.occurrences()[0][1].checkin == "confidence"
    await room.tap("Start")
    current = await room.current()
    assert current is not None
    assert current.script == "confidence"


async def test_another_client_cannot_start_or_skip_it(room: Room) -> None:
    await room.welcome()
    await room.welcome(BEN)
    await room.next_prompt()
    hers = (await room.client(ANN)).id
    id_ = next(i for i, one in room.occurrences() if one.client == hers)
    for action in ("start", "not-today"):
        reaction = await room.happen(Tapped(Press(action, id_)), BEN)
        assert reaction.toast == room.say("late.over")
    assert [one.state for i, one in room.occurrences() if i == id_] == [State.SENT]


async def test_one_a_day_whatever_the_change(room: Room) -> None:
    await room.welcome()
    await room.change(quiet=AWAKE)
    await prompted(room)
    await room.give("rhythm")
    await room.tap("Change days or time")
    await room.tap("Every day")
    await room.write("8 pm")
    planned = [one.local_date.isoformat() for _, one in room.occurrences()]
    assert planned == ["2026-03-03", "2026-03-04"]


async def test_a_late_answer_to_a_question_shown_at_once_counts(room: Room) -> None:
    await room.welcome()
    await room.change(discreet=False)
    for words in ("good", "something else"):
        await room.next_prompt()
        while "your week" not in room.last().text:
            await room.tap("stop")
            await room.next_prompt()
        await room.pass_(15 * HOUR)
        assert await room.current() is None
        await room.write(words)
        sent = [one.state.value for _, one in room.occurrences() if one.state is not State.PLANNED]
        assert sent[-1] == "late"
        current = await room.current()
        assert current is not None
        assert current.script == "week-review"
        await room.give("stop")


async def test_paused_and_stopped_clients_may_still_begin_one_themselves(room: Room) -> None:
    await room.welcome()
    for standing in (Standing.PAUSED, Standing.STOPPED):
        await room.change(standing=standing)
        await room.begin("How sure you are")
        current = await room.current()
        assert current is not None
        assert current.script == "confidence"
        await room.give("stop")
