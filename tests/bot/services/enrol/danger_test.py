"""What is agreed for the case of danger: at enrolment where somebody answers, and in /sharing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.care import Share, Telling
from bot.message import Press
from tests.bot.services.alerts.watch import rota
from tests.bot.services.enrol.inviting import JOIN, agreed, care, invite, joins, opens
from tests.bot.services.room import ANN, DANA, Room

SILENCE = JOIN.index("tell") + 1


async def enrols(room: Room, *answers: str) -> None:
    """Let Ann join with these answers about danger."""
    await joins(room, await invite(room), taps=(*JOIN[:SILENCE], *answers, *JOIN[SILENCE:]))


@pytest.fixture
async def duty(room: Room) -> Room:
    """Give a room where Dana answers alerts."""
    await room.counselor()
    await rota(room, DANA)
    return room


@pytest.mark.parametrize(
    ("answers", "telling", "words"),
    [
        (("always", "yes"), Telling.ALWAYS, True),
        (("ask", "no"), Telling.ASK, False),
        (("never",), Telling.NEVER, False),
    ],
)
async def test_it_is_asked_at_enrolment_where_somebody_answers(
    duty: Room, answers: tuple[str, ...], telling: Telling, *, words: bool
) -> None:
    await enrols(duty, *answers)
    found = await care(duty)
    assert found is not None
    assert found.telling is telling
    assert (Share.ALERT_WORDS in found.sharing) is words
    assert any("can be told. You choose that in a moment." in text for text in duty.texts())
    assert ("telling of danger", telling is Telling.ALWAYS) in await agreed(duty)
    assert "rota" not in (await duty.client()).profile


async def test_where_nobody_answers_it_is_not_asked_but_said(room: Room) -> None:
    await room.counselor()
    await enrols(room)
    said = "Whatever you write, nobody is alerted from here: not even Dana."
    assert any(said in text for text in room.texts())
    found = await care(room)
    assert found is not None
    assert found.telling is Telling.ASK
    await room.give("sharing")
    await room.tap("When it sounds like danger")
    assert room.last().text.startswith(said)


async def test_it_can_be_otherwise_at_any_time(duty: Room) -> None:
    await enrols(duty, "ask", "no")
    await duty.give("sharing")
    await duty.tap("When it sounds like danger")
    bubble = duty.last()
    await duty.tap("Always tell somebody")
    assert "Dana or a colleague on duty is told." in bubble.text
    await duty.tap("Let them read the words")
    assert "and the words you wrote." in bubble.text
    found = await care(duty)
    assert found is not None
    assert (found.telling, Share.ALERT_WORDS in found.sharing) == (Telling.ALWAYS, True)
    await duty.tap("Not the words")
    await duty.tap("Tell nobody")
    found = await care(duty)
    assert found is not None
    assert (found.telling, Share.ALERT_WORDS in found.sharing) == (Telling.NEVER, False)
    assert (await agreed(duty))[-2:] == [
        ("telling of danger", False),
        ("telling of danger at each tap", False),
    ]
    await duty.tap("Back")
    assert duty.last().text.startswith("Dana is your counselor here.")


@pytest.mark.parametrize(("typed", "kept"), [("+1 (212) 555-0100", True), ("call me", False)])
async def test_a_number_is_kept_if_it_is_one(duty: Room, typed: str, *, kept: bool) -> None:
    await enrols(duty, "always", "yes")
    await duty.give("sharing")
    await duty.tap("When it sounds like danger")
    await duty.tap("A number for it")
    await duty.write(typed)
    assert (await duty.client()).profile.get("phone") == (typed if kept else None)
    assert (duty.say("danger.unread") in duty.texts()) is not kept
    assert (f"The number they may call: {typed}" in duty.last().text) is kept


async def test_no_number_takes_the_one_before_away(duty: Room) -> None:
    await enrols(duty, "always", "yes")
    await duty.change(profile={"phone": "+1 212 555 0100"})
    await duty.give("sharing")
    await duty.tap("When it sounds like danger")
    await duty.tap("A number for it")
    await duty.tap("No number")
    assert "phone" not in (await duty.client()).profile


async def test_somebody_of_ones_own_can_be_named_without_any_counselor(room: Room) -> None:
    await room.welcome()
    await room.give("sharing")
    await room.tap("Somebody I'd tell myself")
    await room.write("Dee")
    assert (await room.client()).profile["contact"] == "Dee"
    assert "You'd tell Dee yourself." in room.last().text
    await room.tap("Somebody else I'd tell")
    await room.tap("Nobody for now")
    assert "contact" not in (await room.client()).profile


async def test_a_forged_wish_changes_nothing(duty: Room) -> None:
    await enrols(duty, "ask", "no")
    await duty.give("sharing")
    before = await care(duty)
    bubble = duty.last()
    key = bubble.keys["When it sounds like danger"]
    for argument in ("tell-everybody", "words-maybe", "danger-x"):
        await duty.press(bubble, replace(key, does=Press("sharing", argument)))
    assert await care(duty) == before


async def test_a_move_asks_it_anew(duty: Room) -> None:
    await enrols(duty, "always", "yes")
    await duty.counselor("Eli", 22)
    await opens(duty, await invite(duty, "Kim", 22))
    for option in ("private", "leave", "never"):
        await duty.tap(option)
    found = await care(duty, ANN)
    assert found is not None
    assert found.telling is Telling.NEVER
    assert found.sharing == {Share.TAKING_PART}
