"""A counselor's own check-ins: sent as files, kept, published, given versions, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Sent, Tapped, Thing
from bot.message import Press
from bot.own import Own, Version
from bot.services.counsel import owning
from bot.services.enrol import caring
from bot.services.visit import Visit
from tests.bot.services.counsel.desk import desk
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.room import ANN, DANA, ELI, Room
from tests.own.hostile import FILES

if TYPE_CHECKING:
    from bot.arrival import Reaction

OWN = Path(__file__).parents[3] / "own"
SLEEP, AGAIN = ((OWN / f"{name}.toml").read_bytes() for name in ("sleep", "sleep-again"))
LABEL = "Sleep · from Dana"


@pytest.fixture
async def room() -> Room:
    return await desk("Blue scarf", "Green coat")


async def owns(room: Room, chat: int = DANA) -> list[Own]:
    counselor = await room.who(chat)
    async with room.store.works() as work:
        return list(await work.owns.by(counselor.id))


async def published(room: Room) -> Own:
    """Let the first client have it."""
    await room.send("sleep.toml", SLEEP)
    for label in ("Publish to …", "Blue scarf", "Save: 1 ticked"):
        await room.tap(label, DANA)
    (own,) = await owns(room)
    return own


async def forged(room: Room, action: str, argument: str, chat: int = DANA) -> Reaction:
    """Press a key that nobody was shown."""
    return await room.happen(
        Tapped(Press(action, argument), "seen", "Key"), chat, room.last(chat).id
    )


async def test_a_good_file_is_kept_and_nobody_has_it_before_the_tap(room: Room) -> None:
    await room.send("sleep.toml", SLEEP)
    (own,) = await owns(room)
    assert (own.title, len(own.versions), own.clients) == ("Sleep", 1, frozenset())
    await room.tap("Publish to …", DANA)
    await room.tap("Blue scarf", DANA)
    assert (await owns(room))[0].clients == frozenset()
    await room.tap("Save: 1 ticked", DANA)
    assert (await owns(room))[0].clients == {(await room.client(ANN)).id}


async def test_whatever_is_sent_is_answered_and_never_published(room: Room) -> None:
    for name, content in FILES.items():
        before = len(room.on_screen(DANA))
        await room.send("sleep.toml", content)
        assert len(room.on_screen(DANA)) > before, name
    assert all(own.clients == frozenset() for own in await owns(room))
    assert room.failures == []


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("picture.png", 9, "A check-in comes as a text file that ends in .toml."),
        ("sleep.toml", 5_000_000, "That file is larger than 64 KB."),
        ("notes.zip", None, "A check-in comes as a text file that ends in .toml."),
    ],
)
async def test_what_is_told_of_a_file_may_be_enough_not_to_fetch_it(
    room: Room, name: str, size: int | None, says: str
) -> None:
    await room.send(name, b"x" * (size or 1))
    assert room.last(DANA).text.startswith(says)
    assert room.post.fetched == []


async def test_a_file_that_cannot_be_had_now_is_asked_for_again(room: Room) -> None:
    room.post.away = True
    await room.send("sleep.toml", SLEEP)
    assert room.last(DANA).text == room.say("own.away")
    assert await owns(room) == []


async def test_only_a_counselors_file_is_fetched(room: Room) -> None:
    await room.send("sleep.toml", SLEEP, ANN)
    await room.send("sleep.toml", SLEEP, 77)
    assert room.post.fetched == []
    assert room.last(ANN).text == room.say("odd.file")


async def test_a_suspended_counselors_file_is_not_fetched(room: Room) -> None:
    await room.counselor("Eli", ELI, suspended=True)
    await room.send("sleep.toml", SLEEP, ELI)
    assert room.post.fetched == []
    assert room.last(ELI).text == room.say("counselor.suspended")


async def test_a_thing_that_is_no_file_is_answered_as_ever(room: Room) -> None:
    await room.happen(Sent(Thing.PICTURE), DANA)
    assert room.last(DANA).text == room.say("odd.photo")


async def test_who_is_in_it_finishes_on_their_version(room: Room) -> None:
    await published(room)
    await room.give("checkin")
    await room.tap(LABEL)
    await room.send("sleep.toml", AGAIN)
    await room.tap("A new version", DANA)
    await room.tap("7")
    assert room.last().text.startswith("You put it at 7.")
    (own,) = await owns(room)
    assert len(own.versions) == 2
    current = await room.current()
    assert current is not None
    assert current.version == own.versions[0].version


async def test_a_new_version_is_not_in_effect_before_the_tap(room: Room) -> None:
    own = await published(room)
    await room.send("sleep.toml", AGAIN)
    assert await owns(room) == [own]
    await room.give("checkin")
    await room.tap(LABEL)
    assert room.last().text == "How was last night?"


async def test_one_of_its_own_is_made_once_however_often_the_key_is_pressed(room: Room) -> None:
    own = await published(room)
    await room.send("sleep.toml", AGAIN)
    bubble = room.last(DANA)
    key = bubble.keys["One of its own"]
    await room.press(bubble, key)
    await room.press(bubble, key)
    assert len(await owns(room)) == 2
    other = next(one for one in await owns(room) if one.name != own.name)
    assert (other.title, other.clients) == ("Sleep", frozenset())


async def test_a_withdrawn_one_can_be_published_again(room: Room) -> None:
    await published(room)
    for label in ("Withdraw", "Withdraw"):
        await room.tap(label, DANA)
    (own,) = await owns(room)
    assert own.withdrawn_at is not None
    assert own.clients == frozenset()
    for label in ("Publish to …", "Green coat", "Save: 1 ticked"):
        await room.tap(label, DANA)
    (own,) = await owns(room)
    assert own.withdrawn_at is None
    assert own.clients == {(await room.client(101)).id}


@pytest.mark.parametrize(
    "action",
    ["own", "own-give", "own-versions", "own-file", "own-withdraw", "own-out", "own-keep",
     "own-apart", "own-try"],
)  # fmt: skip
async def test_nobody_elses_can_be_reached_by_a_forged_key(room: Room, action: str) -> None:
    own = await published(room)
    await room.counselor("Eli", ELI)
    await room.give("checkins", ELI)
    for argument in (own.name, f"{own.name}.{own.versions[0].version}", "", "own-", "x" * 40):
        await forged(room, action, argument, ELI)
        assert room.last(ELI).text == room.say("own.past")
    assert await owns(room) == [own]
    assert await owns(room, ELI) == []


async def test_a_forged_version_is_never_kept(room: Room) -> None:
    own = await published(room)
    await forged(room, "own-keep", f"{own.name}.{'0' * 16}")
    assert room.last(DANA).text == room.say("own.past")
    assert await owns(room) == [own]


async def test_a_handover_takes_it_back_from_the_clients(room: Room) -> None:
    await published(room)
    await hands_over(room, "Eli")
    (own,) = await owns(room)
    assert own.clients == frozenset()
    await room.give("checkin")
    assert LABEL not in room.last().keys


async def test_a_client_who_moved_meanwhile_does_not_get_it(room: Room) -> None:
    await room.send("sleep.toml", SLEEP)
    await room.tap("Publish to …", DANA)
    await room.tap("Blue scarf", DANA)
    client = await room.client(ANN)
    async with room.store.works() as work:
        await work.cares.end(client.id)
    await room.tap("Save: 1 ticked", DANA)
    assert (await owns(room))[0].clients == frozenset()


async def test_there_are_only_so_many(room: Room) -> None:
    counselor = await room.who(DANA)
    async with room.store.works() as work:
        for n in range(owning.MOST):
            versions = (Version(f"{n:016}", room.clock.now()),)
            await work.owns.put(Own(f"own-{n:08}", counselor.id, f"Sleep {n}", versions))
    await room.send("sleep.toml", SLEEP)
    assert len(await owns(room)) == owning.MOST
    assert room.last(DANA).text == room.say("own.full").replace("{n}", str(owning.MOST))


async def test_a_published_one_can_be_planned_for_those_who_have_it(room: Room) -> None:
    await room.send("bed.toml", SLEEP.replace(b'"Sleep"', b'"A bed"'))
    for label in ("Publish to …", "Blue scarf", "Save: 1 ticked"):
        await room.tap(label, DANA)
    (own,) = await owns(room)
    for chat, there in ((ANN, True), (101, False)):
        await forged(room, "plan-new", (await room.client(chat)).id)
        await room.tap("Check-ins", DANA)
        assert ("A bed" in room.last(DANA).keys) is there
        if there:
            await room.tap("A bed", DANA)
            assert "“A bed” in turn" in room.last(DANA).text
            for label in ("Done", "See what it sends", "Save"):
                await room.tap(label, DANA)
    client = await room.client(ANN)
    async with room.store.works() as work:
        plans = await work.plans.of(client.id)
    assert any(own.name in plan.checkins for plan in plans)
    await room.pass_(timedelta(minutes=10))
    assert any("“A bed · from Dana”" in text for text in room.texts(ANN))


async def test_a_client_who_leaves_has_it_no_more(room: Room) -> None:
    await published(room)
    client = await room.client(ANN)
    async with room.store.works() as work:
        await caring.leave(Visit(room.house, work, client, room.clock.now()), "move")
    assert (await owns(room))[0].clients == frozenset()
    await room.give("checkin")
    assert LABEL not in room.last().keys


async def test_the_file_that_is_given_back_is_the_same_check_in_when_it_is_sent(room: Room) -> None:
    await room.give("checkins", DANA)
    await room.tap("Write one here", DANA)
    await room.write("Evenings", DANA)
    await room.tap("Español, too", DANA)
    for text in ("Las tardes", "How was it?", "¿Cómo fue?"):
        await room.write(text, DANA)
    for label in ("In their own words", "Done", "The file"):
        await room.tap(label, DANA)
    await room.send("evenings.toml", room.last(DANA).text.encode())
    assert room.last(DANA).text.startswith("That is the newest version of “Evenings”")
