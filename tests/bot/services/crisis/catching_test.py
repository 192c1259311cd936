"""Words that somebody has to see: help first, in every state, and nothing said in vain."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Command, Edited, Forwarded, Sent, Tapped, Thing, Wrote
from bot.message import Purpose
from bot.people import Standing
from bot.safety.danger import Danger, Tier
from bot.services.converse import Converse
from tests.bot.services.crisis.moment import (
    ASKS,
    DAY,
    HEAVY,
    HIT,
    HOUR,
    MINUTE,
    SAID,
    TOOK,
    VAGUE,
    episodes,
    marks,
    since,
)

if TYPE_CHECKING:
    from bot.arrival import What
    from tests.bot.services.room import Room


async def test_the_card_comes_first_and_then_the_question(room: Room) -> None:
    await room.welcome()
    before = len(room.texts())
    await room.write(SAID)
    card, question = since(room, before)
    assert "call or text 988" in card
    assert "call 911" in card
    assert question == ASKS
    assert {"Copy 988", "Copy 911", "Chat online", "More help"} == set(room.on_screen()[-2].keys)
    (episode,) = await episodes(room)
    assert (episode.danger, episode.tier) == (Danger.SELF_HARM, Tier.URGENT)
    assert episode.words == (SAID,)
    assert await marks(room) == ["began"]


@pytest.mark.parametrize("said", [TOOK, HIT])
async def test_nothing_is_asked_where_minutes_count(room: Room, said: str) -> None:
    await room.welcome()
    await room.write(said)
    assert "call 911" in room.last().text.split("\n\n")[0]
    assert not any("?" in text for text in room.texts()[-1:])
    assert {"yes", "no"}.isdisjoint(map(str.lower, room.last().keys))


async def test_what_is_heavy_gets_one_quiet_message_and_nothing_holds(room: Room) -> None:
    await room.welcome()
    planned = room.occurrences()
    before = len(room.texts())
    await room.write(HEAVY)
    (said,) = since(room, before)
    assert "988" in said
    assert said.endswith(ASKS)
    client = await room.client()
    assert not client.held
    assert client.mirror_rests(room.clock.now() + 71 * HOUR)
    assert not client.mirror_rests(room.clock.now() + 73 * HOUR)
    assert room.occurrences() == planned
    assert (await episodes(room))[0].tier is Tier.SOFT


@pytest.mark.parametrize(
    "what",
    [
        Wrote(SAID),
        Edited(SAID),
        Forwarded(SAID),
        Sent(Thing.PICTURE, SAID),
        Command("start", SAID),
        Command("i_want_to_kill_myself"),
    ],
    ids=lambda what: type(what).__name__,
)
@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
async def test_it_is_heard_in_whatever_comes_and_whoever_rests(
    room: Room, what: What, standing: Standing
) -> None:
    await room.welcome()
    await room.change(standing=standing)
    await room.happen(what)
    assert "988" in room.texts()[-2]
    assert (await room.client()).standing is standing
    assert len(await episodes(room)) == 1


@pytest.mark.parametrize("welcomed", [False, True])
async def test_before_they_agree_the_card_is_all_and_nothing_is_kept(
    room: Room, *, welcomed: bool
) -> None:
    if welcomed:
        await room.give("start")
        await room.tap("en")
    before = len(room.texts())
    await room.write(SAID)
    (card,) = since(room, before)
    assert "988" in card
    assert "Nobody is alerted" in card
    assert not room.store._shelves.episodes
    assert SAID not in repr(list(room.store._shelves.clients.values()))
    assert not any("no-reply" in one or "next-day" in one for one in room.timers())


async def test_more_such_words_are_one_episode_and_no_second_card(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    before = len(room.texts())
    await room.write("i just want to die")
    (again,) = since(room, before)
    assert "call or text 988" in again
    assert len(again) < len(room.texts()[before - 2])
    await room.pass_(HOUR)
    before = len(room.texts())
    await room.write(SAID)
    assert len(since(room, before)) == 2
    (episode,) = await episodes(room)
    assert len(episode.words) == 3
    assert (await marks(room)).count("again") == 2


async def test_what_was_heavy_may_become_urgent(room: Room) -> None:
    await room.welcome()
    await room.write(HEAVY)
    before = len(room.texts())
    await room.write(SAID)
    assert len(since(room, before)) == 2
    (episode,) = await episodes(room)
    assert episode.tier is Tier.URGENT
    assert (await room.client()).held


async def test_an_overdose_goes_before_what_was_said_until_then(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.write(TOOK)
    assert "overdose" in room.last().text
    (episode,) = await episodes(room)
    assert episode.danger is Danger.OVERDOSE


async def test_words_after_it_was_over_begin_another(room: Room) -> None:
    await room.welcome()
    await room.write(HEAVY)
    await room.pass_(4 * DAY)
    await room.write(HEAVY)
    first, second = await episodes(room)
    assert first.over_at is not None
    assert second.over_at is None


async def test_everything_in_it_leaves_before_all_else(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.tap("Yes")
    await room.pass_(11 * MINUTE)
    assert {one.sent.purpose for one in room.on_screen()[-4:]} == {Purpose.CRISIS}


async def test_of_what_was_heard_the_rules_ids_are_told_and_nothing_else(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[object] = []
    room.house = replace(room.house, caught=lambda *what: told.append(what))
    room.converse = Converse(room.house)
    await room.welcome()
    await room.write("a quiet day")
    await room.write(SAID)
    assert told == [(Tier.URGENT, ("self-harm.intent.want",))]
    assert SAID not in caplog.text
    assert await room.words() == []
    assert SAID not in repr(room.store._shelves.conversations)


@pytest.mark.parametrize("word", ["help", "Help!", "ayuda", "SOS", "I need help"])
@pytest.mark.parametrize("where", ["stranger", "welcome", "check-in", "crisis"])
async def test_who_asks_for_help_gets_people_at_once(room: Room, word: str, where: str) -> None:
    if where == "welcome":
        await room.give("start")
    if where in {"check-in", "crisis"}:
        await room.welcome()
        await room.give("urge")
    if where == "crisis":
        await room.write(SAID)
    await room.write(word)
    assert "911" in room.last().text
    assert "988" in room.last().text


async def test_what_no_rule_names_is_asked_about_plainly(room: Room) -> None:
    await room.welcome()
    await room.write(VAGUE)
    assert room.last().text.endswith("Is somebody in danger right now, you or anyone else?")
    await room.tap("Yes")
    assert "988" in room.last().text
    assert (await room.client()).held


async def test_after_an_attempt_who_comes_stands_first_and_nothing_is_asked(room: Room) -> None:
    await room.welcome()
    await room.write("i cut my wrists")
    assert "call 911" in room.last().text.split("\n\n")[0]
    assert "?" not in room.last().text


async def test_what_is_spread_over_messages_is_heard_together(room: Room) -> None:
    await room.welcome()
    for said in ("i am going", "to kill"):
        await room.write(said)
    assert not room.store._shelves.episodes
    await room.write("myself")
    assert (await episodes(room))[0].tier is Tier.URGENT
    assert len(await episodes(room)) == 1


async def test_of_words_passed_on_nobody_knows_whose_they_are(room: Room) -> None:
    await room.welcome()
    await room.happen(Forwarded(SAID))
    card, question = room.texts()[-2:]
    assert "988" in card
    assert question == "Is somebody in danger right now, you or anyone else?"


async def test_a_gone_key_leaves_the_choice_as_it_was(room: Room) -> None:
    await room.welcome()
    await room.write(HEAVY)
    asked, key = room.last(), room.last().keys["Yes"]
    await room.press(asked, key)
    said = asked.text
    await room.happen(Tapped(key.does, said, ""), message=asked.id)
    assert asked.text == said
