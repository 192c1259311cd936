"""Finding treatment, as it happens to one client: what is asked, of whom, and when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotAnswered
from bot.message import Button, Press
from bot.treatment.clinic import Ask, Clinic, Service, Source, found
from bot.treatment.spot import Looking
from tests.bot.services.room import ANN, Room
from tests.bot.treatment.clinics import BOTH, clinic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.memory import MemoryStore

ASKED = "I'd ask FindTreatment.gov"


@dataclass
class Site:
    """A directory on the web, and what it was asked while no transaction was open."""

    store: MemoryStore
    clinics: list[Clinic] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    away: bool = False

    async def find(self, ask: Ask) -> Sequence[Clinic]:
        async with self.store.works() as work:  # it would wait for ever within another one
            assert await work.clinics.count() == 0
        self.asked.append(ask)
        if self.away:
            raise NotAnswered
        return found(ask, self.clinics)


@pytest.fixture
async def room() -> Room:
    room = Room()
    await room.welcome()
    return room


def listen(room: Room, source: Source = Source.FINDTREATMENT) -> Site:
    """Let the house look in a directory on the web."""
    listed = [clinic(f"Place {n}", 45.5 + n / 50, offers=BOTH) for n in range(7)]
    site = Site(room.store, listed)
    room.house = replace(room.house, source=source, locator=site)
    room.converse.house = room.house
    return site


async def imported(room: Room, *clinics: Clinic) -> None:
    room.house = replace(room.house, source=Source.CSV)
    room.converse.house = room.house
    async with room.store.works() as work:
        await work.clinics.put(clinics, 1)


async def test_nobody_is_asked_before_the_client_agreed(room: Room) -> None:
    site = listen(room)
    await room.give("findhelp")
    await room.write("97201")
    assert ASKED in room.last().text
    assert site.asked == []
    await room.tap("Yes, ask it")
    (ask,) = site.asked
    assert ask.wanted.kind is Service.SUBSTANCE_USE
    assert "1. Place 0" in room.last().text
    # what the client typed is kept nowhere among their words
    assert await room.words() == []


async def test_who_says_no_is_shown_the_way_and_nobody_is_asked(room: Room) -> None:
    site = listen(room)
    await room.give("findhelp")
    await room.write("Portland OR")
    await room.tap("No, don't ask")
    assert "https://findtreatment.gov" in room.last().text
    assert site.asked == []


async def test_of_several_places_the_one_that_is_tapped_is_meant(room: Room) -> None:
    listen(room)
    await room.give("findhelp")
    await room.write("portland")
    await room.tap("Portland, ME")
    assert "near Portland, ME" in room.last().text


async def test_pages_and_filters_take_the_place_of_the_screen(room: Room) -> None:
    site = listen(room)
    await room.give("findhelp")
    await room.write("97201")
    await room.tap("Yes, ask it")
    shown = len(room.on_screen())
    await room.tap("More")
    assert "6. Place 5" in room.last().text
    await room.tap("Opioid medication")
    assert "Nothing that fits" in room.last().text
    assert site.asked[-1].wanted.medication
    assert len(room.on_screen()) == shown


async def test_a_site_that_does_not_answer_is_said_kindly_and_reported(room: Room) -> None:
    site = listen(room)
    site.away = True
    await room.give("findhelp")
    await room.write("97201")
    reaction = await room.tap("Yes, ask it")
    assert "isn't answering" in reaction.toast
    assert "1 800 662 4357" in room.last().text
    assert [(what, type(error)) for what, error in room.failures] == [("directory", NotAnswered)]
    site.away = False
    await room.tap("Ask again")
    assert "1. Place 0" in room.last().text


async def test_a_place_nobody_knows_is_asked_for_again(room: Room) -> None:
    listen(room)
    await room.give("findhelp")
    await room.write("xyzzy")
    assert "couldn't find that place" in room.last().text
    await room.tap("Another place")
    await room.write("Salem, OR")
    assert "near Salem, OR" in room.last().text


async def test_the_operators_own_list_is_read_without_asking_anybody(room: Room) -> None:
    site = listen(room)
    await imported(room, clinic("Own", offers=BOTH), clinic("Hers", city="Salem", lat=44.9))
    await room.give("findhelp")
    await room.write("97201")
    assert "1. Own" in room.last().text
    assert "Hers" not in room.last().text  # it does not offer what is looked for first
    await room.tap("✓ Substance use")
    assert "2. Hers" in room.last().text
    assert site.asked == []
    await room.give("findhelp")
    await room.write("Oregon")
    assert "In Oregon, by town:" in room.last().text


async def test_elsewhere_towns_are_those_of_the_list(room: Room) -> None:
    site = listen(room, Source.CSV)
    await room.change(zone="Europe/Madrid")
    await room.give("findhelp")
    assert "https://findahelpline.com" in room.last().text
    use = frozenset({Service.SUBSTANCE_USE})
    there = clinic("Centro", 40.42, -3.7, city="Madrid", region="", offers=use)
    await imported(room, there, clinic("Otro", 40.5, -3.6, city="Alcobendas", offers=use))
    await room.give("findhelp")
    await room.write("madrid")
    assert "Near Madrid, the nearest first:" in room.last().text
    assert "About 0.1 km away" in room.last().text
    assert "2. Otro" in room.last().text
    assert site.asked == []


async def test_findtreatment_is_for_the_united_states_only(room: Room) -> None:
    site = listen(room)
    await room.change(zone="Europe/London")
    await room.give("findhelp")
    assert "Where should I look?" not in room.last().text
    assert site.asked == []


async def test_off_shows_the_way_to_lists_elsewhere(room: Room) -> None:
    await imported(room, clinic("Own"))
    room.house = replace(room.house, source=Source.OFF)
    room.converse.house = room.house
    await room.give("findhelp")
    assert "https://findtreatment.gov" in room.last().text
    assert "SAMHSA" in room.last().text


async def test_old_and_forged_keys_do_no_harm(room: Room) -> None:
    listen(room)
    await room.give("findhelp")
    await room.write("97201")
    await room.tap("Yes, ask it")
    bubble = room.last()
    for argument in ("", "/", "97201/zzz/999", Looking("#abc").written, "no such place//"):
        for action in ("find", "find-near"):
            await room.press(bubble, Button("Forged", Press(action, argument)))
    assert "couldn't find" in room.last(ANN).text


async def test_the_help_screen_leads_there_and_stays(room: Room) -> None:
    listen(room)
    await room.give("help")
    shown = room.last()
    await room.tap("Find treatment near me")
    assert "Where should I look?" in room.last().text
    assert "Find treatment near me" in shown.keys


async def test_who_has_not_agreed_to_anything_is_not_led_there() -> None:
    room = Room()
    await room.give("help")
    assert "Find treatment near me" not in room.last().keys


async def test_whoever_stops_is_left_in_peace(room: Room) -> None:
    site = listen(room)
    await room.give("findhelp")
    await room.give("stop")
    assert await room.current() is None
    assert site.asked == []
    assert "couldn't find" not in room.last().text
