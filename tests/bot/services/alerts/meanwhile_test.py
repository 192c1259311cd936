"""An alert while other things happen: who is told goes, moves, leaves, or presses twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.arrival import Blocked, Tapped
from bot.care import Telling
from bot.episode import Mark
from bot.message import Press
from bot.people import Standing
from bot.services.enrol import counselors
from bot.services.enrol.handover import hand_over
from tests.bot.services.alerts.watch import OLGA, asks, begins, happens, marks, rota, watch
from tests.bot.services.counsel.desk import care_of
from tests.bot.services.enrol.inviting import agreed
from tests.bot.services.room import ANN, BEN, DANA, ELI

HOUR = timedelta(hours=1)


async def test_who_blocks_the_bot_is_not_waited_for() -> None:
    room = await watch()
    alert = await begins(room)
    await room.happen(Blocked(), DANA)
    await room.pass_()
    assert await marks(room, alert) == ["began", "told Dana", "told Eli"]
    assert "Word is sent to Eli" in room.last(ANN).text


async def test_nor_is_who_is_suspended() -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap("I'm on it", DANA)
    dana = await room.who(DANA)
    async with room.store.works() as work:
        await counselors.suspend(work, dana.id, suspended=True)
    await room.pass_()
    assert await marks(room, alert) == ["began", "told Dana", "taken Dana", "told Eli"]


async def test_whoever_is_gone_already_is_passed_over() -> None:
    room = await watch()
    await room.happen(Blocked(), DANA)
    alert = await begins(room)
    assert await marks(room, alert) == ["began", "told Eli"]


async def test_a_handover_meanwhile_brings_it_to_who_takes_over() -> None:
    room = await watch()
    await rota(room, DANA)
    alert = await begins(room)
    dana, eli = await room.who(DANA), await room.who(ELI)
    async with room.store.works() as work:
        await hand_over(room.house, work, dana.id, eli.id, room.clock.now())
    await room.deliver()
    assert await marks(room, alert) == ["began", "told Dana", "told Eli"]
    assert (await care_of(room)).telling is Telling.ASK
    await room.tap("Reached them", ELI)
    assert "Eli has reached them." in room.last(DANA).text


async def test_a_client_who_leaves_ends_what_was_agreed() -> None:
    room = await watch()
    alert = await begins(room)
    await room.give("sharing", ANN)
    await room.tap("Leave Dana", ANN)
    await room.tap("Leave Dana", ANN)
    assert "This alert goes no further" in " ".join(room.texts(DANA)[-2:])
    await room.pass_(HOUR)
    assert await marks(room, alert) == ["began", "told Dana"]
    await room.tap("Seen", DANA)
    assert room.last(DANA).text == room.say("alert.gone")


async def test_a_client_who_stops_meanwhile_is_still_looked_for() -> None:
    room = await watch()
    alert = await begins(room)
    await room.change(standing=Standing.STOPPED)
    await room.pass_(HOUR)
    assert "reminded Dana" in await marks(room, alert)


async def test_a_forged_key_shows_nothing() -> None:
    room = await watch()
    alert = await begins(room)
    await room.happen(Tapped(Press("alert", alert)), ELI, 1)
    assert room.last(ELI).text == room.say("alert.gone")
    await room.happen(Tapped(Press("alert-reached", alert)), ELI, 1)
    assert room.last(ELI).text == room.say("alert.gone")
    await room.happen(Tapped(Press("alert-reached", "0" * 32)), DANA, 1)
    assert await marks(room, alert) == ["began", "told Dana"]


async def test_an_old_key_after_the_end_changes_nothing() -> None:
    room = await watch()
    alert = await begins(room)
    old = room.last(DANA)
    key = old.keys["I'm on it"]
    await room.tap("Reached them", DANA)
    await room.press(old, key)
    assert await marks(room, alert) == ["began", "told Dana", "reached Dana"]
    async with room.store.works() as work:
        episode = await work.episodes.get(alert)
        assert episode is not None
        await work.episodes.put(replace(episode, over_at=room.clock.now()))
    await room.press(old, key)
    assert room.last(DANA).text == room.say("alert.gone")


async def test_two_who_are_on_it_read_of_each_other() -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap("Couldn't reach them", DANA)
    await room.tap("I'm on it", ELI)
    assert "Eli is on it.\n" in room.last(DANA).text
    await room.tap("I'm on it", DANA)
    assert "Dana is on it.\n" in room.last(ELI).text
    await room.tap("Couldn't reach them", DANA)
    await room.pass_(timedelta(minutes=50))
    assert (await marks(room, alert))[4:] == ["taken Eli", "taken Dana", "not reached Dana"]
    assert room.texts(OLGA) == []


async def test_after_it_ended_such_words_begin_it_anew() -> None:
    room = await watch()
    alert = await begins(room)
    await room.tap("Reached them", DANA)
    await happens(room, alert, Mark.AGAIN)
    await asks(room, alert)
    assert (await marks(room, alert))[-2:] == ["asked", "told Dana"]


async def test_a_second_tap_of_the_client_tells_nobody_twice() -> None:
    room = await watch()
    alert = await begins(room)
    await asks(room, alert)
    assert await marks(room, alert) == ["began", "told Dana"]
    assert room.last(ANN).text.startswith("Word is on its way to Dana already.")
    await room.tap("Seen", DANA)
    await asks(room, alert)
    assert room.last(ANN).text.startswith("Dana has seen it.")
    await room.tap("Couldn't reach them", DANA)
    await room.tap("I'm on it", ELI)
    await asks(room, alert)
    assert room.last(ANN).text.startswith("Eli is on it, and means to be in touch with you.")


async def test_the_list_has_what_is_open_and_no_more() -> None:
    room = await watch()
    await room.give("alerts", DANA)
    assert room.last(DANA).text.startswith("No alert is open.")
    await begins(room)
    await room.give("alerts", DANA)
    assert room.last(DANA).text.startswith("Open alerts: 1")
    await room.tap("Blue scarf: Monday March 2, 10:00 am", DANA)
    assert room.last(DANA).text.startswith("Alert: Blue scarf,")
    await room.give("alerts", ELI)
    assert room.last(ELI).text.startswith("No alert is open.")


async def test_a_stranger_has_nobody_told() -> None:
    room = await watch()
    await room.write("hello", BEN)
    assert "alert" not in room.timers()


async def test_who_named_somebody_gets_a_text_to_pass_on() -> None:
    room = await watch()
    await room.change(profile={"contact": "Dee"})
    await room.write("i want to kill myself tonight")
    card = next(one for one in room.on_screen() if "A text for Dee (copy)" in one.keys)
    assert card.keys["A text for Dee (copy)"].copy == room.say("alert.contact-text")
    assert len(room.texts(DANA)) == 1
    assert "i want to kill myself" not in " ".join(room.texts(DANA))


async def test_where_always_is_agreed_it_begins_anew_without_a_tap() -> None:
    room = await watch()
    await room.write("i want to kill myself tonight")
    await room.tap("Reached them", DANA)
    before = len(room.texts(DANA))
    await room.pass_(HOUR)
    await room.write("i am going to kill myself now")
    assert any(text.startswith("Alert: Blue scarf,") for text in room.texts(DANA)[before:])


async def test_who_cannot_be_reached_is_sent_nothing_about_it() -> None:
    room = await watch()
    await begins(room)
    await room.happen(Blocked(), ANN)
    before = len(room.texts(ANN))
    await room.tap("I'm on it", DANA)
    await room.pass_(3 * HOUR)
    assert len(room.texts(ANN)) == before


async def test_after_a_handover_always_is_agreed_no_more() -> None:
    room = await watch()
    dana, eli = await room.who(DANA), await room.who(ELI)
    async with room.store.works() as work:
        await hand_over(room.house, work, dana.id, eli.id, room.clock.now())
    assert ("telling of danger", False) in await agreed(room)
    alert = await begins(room)
    assert await marks(room, alert) == ["began"]


async def test_who_is_told_in_place_of_who_is_gone_has_their_name_on_the_key() -> None:
    room = await watch(Telling.ASK)
    await room.happen(Blocked(), DANA)
    await room.write("i want to kill myself tonight")
    assert any("Tell Eli" in one.keys for one in room.on_screen())
