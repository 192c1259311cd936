"""A counselor settles in: what is shown, tapped and typed, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from bot.arrival import Sent, Thing
from bot.people import Hours
from bot.services.enrol.counselors import suspend
from tests.bot.services.room import DANA, Room


@pytest.fixture
async def new(room: Room) -> Room:
    """A room with a counselor who has just opened the link."""
    await room.counselor(settled=False, zone="UTC")
    await room.give("start", DANA)
    return room


async def test_a_few_taps_settle_zone_and_hours_and_lay_the_menu(new: Room) -> None:
    for choice in ("on", "us", "america-chicago", "four"):
        await new.tap(choice, DANA)
    dana = await new.who()
    assert (dana.settled, dana.zone, dana.hours) == (True, "America/Chicago", Hours((1, 2, 3, 4)))
    shown = new.on_screen(DANA)
    assert len(shown) == 1
    assert "Dana, Monday to Thursday, 9:00 am to 5:00 pm (Chicago time)" in shown[0].text
    assert [name for name, _ in new.menus[DANA]] == [
        "clients", "invite", "overview", "alerts", "away",
        "checkins", "rehearse", "settings", "help",
    ]  # fmt: skip


async def test_a_town_and_hours_can_be_typed(new: Room) -> None:
    await new.tap("on", DANA)
    await new.write("Madrid", DANA)
    assert "4:00 pm" in new.last(DANA).text
    await new.write("10-18 Tue-Fri", DANA)
    dana = await new.who()
    assert (dana.zone, dana.hours) == ("Europe/Madrid", Hours((2, 3, 4, 5), time(10), time(18)))


async def test_what_cannot_be_read_is_asked_for_again_and_changes_nothing(new: Room) -> None:
    before = await new.who()
    await new.write("hello?", DANA)
    assert new.last(DANA).text.startswith(new.say("unclear"))
    await new.tap("on", DANA)
    await new.write("x" * 4096, DANA)
    assert new.last(DANA).text.startswith(new.say("unread.zone"))
    await new.tap("us", DANA)
    await new.tap("america-denver", DANA)
    await new.write("whenever", DANA)
    assert new.last(DANA).text.startswith(new.say("hours.unread"))
    assert await new.who() == before


async def test_a_voice_message_or_a_sticker_is_answered_and_the_dialog_stays(new: Room) -> None:
    await new.tap("on", DANA)
    await new.happen(Sent(Thing.VOICE), DANA)
    assert new.last(DANA).text == new.say("odd.voice")
    await new.tap("us", DANA)
    assert "america-denver" in str(new.on_screen(DANA)[0].buttons)


async def test_back_leads_back_to_the_page(new: Room) -> None:
    first = new.last(DANA).text
    for choice in ("on", "us", "back", "back"):
        await new.tap(choice, DANA)
    assert new.last(DANA).text == first


async def test_another_language_is_one_tap_away(new: Room) -> None:
    await new.tap("Español", DANA)
    assert (await new.who()).locale == "es"
    assert new.last(DANA).text.startswith("Hola, Dana.")


async def test_cancel_keeps_nothing_and_help_is_never_behind_it(new: Room) -> None:
    await new.tap("on", DANA)
    await new.tap("us", DANA)
    await new.tap("cancel", DANA)
    assert new.last(DANA).text == new.say("counselor.cancelled")
    await new.give("help", DANA)
    assert "988" in new.last(DANA).text
    await new.write("Help", DANA)
    assert "988" in new.last(DANA).text
    assert not (await new.who()).settled


async def test_a_key_of_before_changes_nothing(new: Room) -> None:
    page = new.last(DANA)
    key = page.keys["Read. Go on"]
    await new.tap("on", DANA)
    assert (await new.press(page, key)).toast == new.say("late.turn")
    await new.give("start", DANA)
    assert (await new.press(page, key)).toast == new.say("late.turn")


async def test_settings_hold_at_once_and_are_shown_again(room: Room) -> None:
    await room.counselor()
    await room.give("settings", DANA)
    for choice in ("region", "us", "pacific-honolulu", "hours", "early", "overview", "5"):
        await room.tap(choice, DANA)
    dana = await room.who()
    assert (dana.zone, dana.hours.start, dana.overview_day) == ("Pacific/Honolulu", time(8), 5)
    assert "It's 5:00 am for you now." in room.last(DANA).text
    await room.tap("overview", DANA)
    await room.tap("0", DANA)
    assert (await room.who()).overview_day is None
    await room.tap("close", DANA)
    assert "Time zone: Honolulu" in room.last(DANA).text
    assert not room.last(DANA).buttons
    assert len(room.on_screen(DANA)) == 1


async def test_settings_take_typed_words_and_lead_back(room: Room) -> None:
    await room.counselor()
    await room.give("settings", DANA)
    await room.write("hm", DANA)
    assert room.last(DANA).text.startswith(room.say("unclear"))
    await room.tap("region", DANA)
    await room.write("Lima", DANA)
    await room.tap("hours", DANA)
    await room.write("mornings", DANA)
    await room.write("8 to 12", DANA)
    for choice in ("region", "europe", "back", "back"):
        await room.tap(choice, DANA)
    dana = await room.who()
    assert (dana.zone, dana.hours) == ("America/Lima", Hours(start=time(8), end=time(12)))


async def test_the_menu_follows_the_language(room: Room) -> None:
    await room.counselor()
    await room.give("settings", DANA)
    await room.tap("language", DANA)
    await room.tap("in-es", DANA)
    assert room.last(DANA).text.startswith("Tus ajustes")
    assert dict(room.menus[DANA])["invite"] == "Un enlace para un cliente nuevo"


async def test_help_and_start_say_where_to_begin_in_both_languages(room: Room) -> None:
    for chat, locale in ((DANA, "en"), (DANA + 1, "es")):
        await room.counselor(chat=chat, locale=locale)
        await room.give("start", chat)
        assert "/invite" in room.last(chat).text
        await room.give("help", chat)
        for word in ("/rehearse", "988", "findahelpline.com"):
            assert word in room.last(chat).text


async def test_a_suspended_counselor_sees_nothing_but_people_to_call(room: Room) -> None:
    dana = await room.counselor()
    await room.give("settings", DANA)
    async with room.store.works() as work:
        await suspend(work, dana.id, suspended=True)
    before = await room.who()
    await room.tap("overview", DANA)
    for name in ("clients", "invite", "start"):
        await room.give(name, DANA)
        assert room.last(DANA).text == room.say("counselor.suspended")
    await room.give("help", DANA)
    assert "988" in room.last(DANA).text
    assert "/clients" not in room.last(DANA).text
    assert await room.who() == before
    async with room.store.works() as work:
        await suspend(work, dana.id, suspended=False)
    await room.tap("overview", DANA)
    assert (await room.who()).overview_day is None
    await room.give("clients", DANA)
    assert room.last(DANA).text != room.say("counselor.suspended")


@pytest.mark.parametrize("on_rota", [True, False])
async def test_who_settles_in_answers_alerts_at_once_where_that_is_set(*, on_rota: bool) -> None:
    room = Room()
    room.house = replace(room.house, on_rota=on_rota)
    room.converse.house = room.house
    await room.counselor(settled=False)
    await room.give("start", DANA)
    for choice in ("on", "us", "america-new-york", "full"):
        await room.tap(choice, DANA)
    dana = await room.who(DANA)
    assert dana.settled
    async with room.store.works() as work:
        assert await work.rota.all() == ([dana.id] if on_rota else [])
