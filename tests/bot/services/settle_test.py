"""Whatever a check-in can settle is understood, each option of it and what may be typed."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.library import library
from bot.interview.steps import Choose, Listen, Pick
from bot.interview.turn import Setting
from bot.people import Standing
from bot.places import Towns
from bot.safety.alone import Alone
from bot.services.settle import settle
from bot.services.visit import Visit
from bot.settings import DAYS, VARIES, slug, time_of, zone_of
from tests.bot.services.room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_OF = {
    "language": {"en", "es"},
    "adult": {"yes", "no"},
    "connect": {"share", "private", "no", "stay"},
    "silence": {"tell", "leave"},
    "slipped": {"over", "going"},
    "again": {"tomorrow", "myself"},
    "telling": {"always", "ask", "never"},
    "alert-words": {"yes", "no"},
    "phone": {"none"},
    "contact": {"none"},
    **{f"told-{danger}": {"yes", "person", "no"} for danger in Alone},
}


def options() -> Iterator[tuple[str, str]]:
    for script in library().values():
        for step in script.steps.values():
            if isinstance(step, Choose | Pick) and step.sets is not None:
                yield from ((step.sets, choice) for choice in step.choices)


async def after(room: Room, name: str, value: str) -> Visit:
    await room.welcome()
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        conversation = await work.conversations.get(
            next(iter(room.store._shelves.conversations)),
        )
        assert conversation is not None
        await settle(visit, conversation, Setting(name, value))
    return visit


@pytest.mark.parametrize(("name", "value"), sorted(set(options())))
async def test_every_option_is_understood(room: Room, name: str, value: str) -> None:
    before = await after(room, "language", "en")
    visit = await after(Room(), name, value)
    match name:
        case "zone":
            assert slug(visit.client.zone) == value
        case "quiet":
            start, _, end = value.partition("-")
            quiet = visit.client.quiet
            assert (quiet.start, quiet.end) == (
                (time(0), time(0)) if value == "none" else (time(int(start)), time(int(end)))
            )
        case "consent":
            assert (visit.client.consent is not None) == (value != "no")
        case "risky":
            assert visit.client.profile.get("risky", VARIES) == value
        case "days":
            assert value in DAYS
        case "time":
            assert time_of(value).isoformat("minutes") == value.replace("-", ":")
        case _:
            assert value in ONE_OF[name]
    assert visit.client.standing is Standing.ACTIVE
    assert before.client.locale == "en"


async def test_every_day_and_time_becomes_the_plan(room: Room) -> None:
    await room.welcome()
    for days, iso in DAYS.items():
        await room.give("rhythm")
        await room.tap("Change days or time")
        await room.tap(days)
        await room.write("7:15 pm")
        client = await room.client()
        async with room.store.works() as work:
            (plan,) = await work.plans.of(client.id)
        assert getattr(plan.cadence, "days", None) == iso
        assert plan.slots[0].from_ == plan.slots[0].to == time(19, 15)


def test_a_word_of_their_own_is_theirs_to_name() -> None:
    named = {
        step.sets
        for script in library().values()
        for step in script.steps.values()
        if isinstance(step, Listen) and step.sets
    }
    assert named == {"thing", "slip", "words"}


@given(st.sampled_from(sorted(available_timezones())))
def test_a_zone_goes_onto_a_button_and_back(zone: str) -> None:
    assert zone_of(slug(zone)) == zone
    assert zone_of(zone) == zone
    assert len(slug(zone)) <= 35


@pytest.mark.parametrize(
    ("town", "zone"),
    [
        ("Portland, Oregon", "America/Los_Angeles"),
        ("são paulo", "America/Sao_Paulo"),
        ("  BERLIN!", "Europe/Berlin"),
        ("America/New_York", "America/New_York"),
        ("new york", "America/New_York"),
        ("Tokio", "Asia/Tokyo"),
        ("Guadalajara, Jalisco", "America/Mexico_City"),
    ],
)
def test_a_town_is_found_by_how_people_write_it(town: str, zone: str) -> None:
    assert next(iter(Towns().zones(town)), None) == zone


@pytest.mark.parametrize(
    ("region", "zone"), [("europe", "Europe/Madrid"), ("americas", "America/Caracas")]
)
async def test_of_two_towns_the_one_in_the_part_of_the_world_that_was_asked_about(
    room: Room, region: str, zone: str
) -> None:
    await room.give("start")
    for option in ("en", "on", "read", "yes", "yes", region):
        await room.tap(option)
    await room.write("Valencia")
    assert (await room.client()).zone == zone


@given(st.text(max_size=40))
def test_any_town_at_all_gives_zones_or_none(town: str) -> None:
    assert set(Towns().zones(town)) <= available_timezones()


@pytest.mark.parametrize("town", ["", "Xyzzyville", "🙂", "nowhere at all"])
def test_what_is_no_town_is_none(town: str) -> None:
    assert list(Towns().zones(town)) == []
