"""Looks: whatever a counselor is shown of a client is on record, and nothing else is.

Every key and command of a counselor's is tried with a client in it; what stands in no table here
makes the first test fail, so that nobody forgets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.arrival import Command, Tapped
from bot.brief import Brief, BriefId, Part
from bot.care import Share
from bot.counsel import planned
from bot.interview.terms import Kind
from bot.looks import Seen
from bot.message import Press
from bot.services.counsel.tables import COMMANDS, PRESSES
from tests.bot.services.alerts.watch import begins, watch
from tests.bot.services.briefing.meeting import rates, says
from tests.bot.services.counsel.desk import care_of, cared_for, desk, shares
from tests.bot.services.counsel.planned_desk import plans, press
from tests.bot.services.room import ANN, DANA, ELI, Room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.looks import Look

BRIEF: Final = "b" * 32
NOTICE: Final = "42 CFR part 2"
SHOWS: Final[Mapping[str, Seen]] = {
    "client": Seen.CARD,
    "card": Seen.CARD,
    "clients": Seen.LIST,
    "overview": Seen.LIST,
    "plans": Seen.PLANS,
    "plan": Seen.PLANS,
    "plan-new": Seen.PLANS,
    "plan-edit": Seen.PLANS,
    "plan-pause": Seen.PLANS,
    "plan-resume": Seen.PLANS,
    "plan-end": Seen.PLANS,
    "plan-over": Seen.PLANS,
    "plan-history": Seen.PLANS,
    "session": Seen.PLANS,
    "next-date": Seen.PLANS,
    "ratings": Seen.RATINGS,
    "goals": Seen.GOALS,
    "words": Seen.WORDS,
    "hard-see": Seen.HARD_PLAN,
    "brief-last": Seen.BRIEF,
    "brief-whole": Seen.BRIEF,
    "brief-copy": Seen.BRIEF,
    "brief-first": Seen.BRIEF,
    "brief-thanks": Seen.BRIEF,
}
"""What each key shows of the client that it names."""
NOTHING: Final = frozenset(
    {
        *("invite", "templates", "copy", "rename", "hard-offer"),  # the label, at the most
        *("rehearse", "own", "own-list", "own-keep", "own-apart", "own-try", "own-versions"),
        *("own-give", "own-withdraw", "own-out", "own-file", "own-new", "operator-leave"),
    }
)
ALERTS: Final = frozenset(name for name in PRESSES if name.startswith("alert"))
COMMANDED: Final = {"clients": Seen.LIST, "overview": Seen.LIST}
ANSWERS: Final = frozenset({"brief-first", "brief-thanks"})
"""These write under the brief that is on screen, with what stands there."""
BY_PLAN: Final = frozenset(
    {"plan", "plan-edit", "plan-pause", "plan-resume", "plan-end", "plan-over", "plan-history"}
)


async def looks(room: Room, chat: int = ANN) -> list[Look]:
    client = await room.client(chat)
    async with room.store.works() as work:
        return list(await work.looks.of(client.id))


async def whole() -> Room:
    """Give a desk where Ann shares everything, and has something of each; Ben is Eve's."""
    room = await desk("Blue scarf")
    await shares(room)
    await says(room, Kind.GOAL, "home by six")
    await says(room, Kind.REASON, "the mornings with Mia", shown=True)
    await says(room, Kind.RELIEF, "a cold shower")
    await rates(room, "importance", 4)
    care = await care_of(room)
    sent = Brief(
        BriefId(BRIEF),
        care.client,
        care.counselor,
        frozenset({Part.AGENDA}),
        f"On the weekend\n\n{room.say('brief.notice')}",
        room.clock.now(),
    )
    async with room.store.works() as work:
        await work.briefs.put(sent)
    return room


async def argument(room: Room, action: str) -> str:
    """Give what a key of this kind carries, about Ann."""
    client = (await room.client()).id
    if action in BY_PLAN:
        return planned.named((await plans(room))[0])
    if action.startswith("brief-") and action != "brief-last":
        return BRIEF
    return {"clients": "0", "overview": "", "next-date": f"{client}.1"}.get(action, client)


def test_every_key_is_known_to_show_something_or_nothing() -> None:
    assert {*SHOWS, *NOTHING, *ALERTS} == PRESSES.keys()
    assert COMMANDED.keys() <= COMMANDS.keys()


@pytest.mark.parametrize("action", sorted(SHOWS.keys() | NOTHING))
async def test_a_look_is_what_was_shown(action: str) -> None:
    room = await whole()
    assert await looks(room) == []
    await press(room, action, await argument(room, action))
    found = await looks(room)
    dana = await room.who()
    # `press` shows the list first, to have a message there.
    assert {one.seen for one in found} == {Seen.LIST, SHOWS.get(action, Seen.LIST)}
    assert {one.counselor for one in found} == {dana.id}
    if SHOWS.get(action, Seen.PLANS) is not Seen.PLANS and action not in ANSWERS:
        assert room.last(DANA).text.count(NOTICE) == 1


async def test_a_dialog_notes_what_its_steps_show() -> None:
    room = await whole()
    await press(room, "templates", (await room.client()).id)
    assert [one.seen for one in await looks(room)] == [Seen.LIST]
    await room.tap("plan:weekly", DANA)
    assert [one.seen for one in await looks(room)] == [Seen.LIST, Seen.PLANS]
    assert "Blue scarf" in room.last(DANA).text


@pytest.mark.parametrize("action", sorted(SHOWS))
async def test_nobody_else_s_key_shows_or_notes_anything(action: str) -> None:
    room = await whole()
    await room.counselor("Eve", ELI)
    before = await argument(room, action)
    await room.give("help", ELI)
    await press(room, action, before, ELI)
    assert await looks(room) == []
    assert "Blue scarf" not in "\n".join(room.texts(ELI))


PRIVATE: Final = {"ratings": Share.RATINGS, "goals": Share.GOALS, "words": Share.WORDS}
BRIEFS: Final = ("brief-last", "brief-whole", "brief-copy", "brief-first", "brief-thanks")


@pytest.mark.parametrize("action", ["ratings", "goals", "words", "hard-see", *BRIEFS])
async def test_an_old_key_says_that_it_is_private_now_and_no_more(action: str) -> None:
    room = await whole()
    care = await care_of(room)
    left = {PRIVATE[action]} if action in PRIVATE else {Share.TAKING_PART}
    async with room.store.works() as work:
        await work.cares.put(replace(care, sharing=care.sharing - left))
    await room.give("help", DANA)
    await press(room, action, await argument(room, action))
    assert room.last(DANA).text == room.say("seen.private")
    assert await looks(room) == []


async def test_commands_note_whom_they_show() -> None:
    room = await whole()
    await cared_for(room, 101, "Green coat")
    for command, seen in COMMANDED.items():
        await room.give(command, DANA)
        assert (await looks(room))[-1].seen is seen
    assert [one.seen for one in await looks(room, 101)] == [Seen.LIST]  # shares no counts
    await room.happen(Command("clients", "green"), DANA)
    assert [one.seen for one in await looks(room)] == [Seen.LIST, Seen.LIST]
    assert len(await looks(room, 101)) == 2


async def test_only_who_is_on_the_page_is_noted() -> None:
    room = await desk(*(f"Client {n}" for n in range(1, 11)))
    await room.give("clients", DANA)
    counts = [len(await looks(room, chat)) for chat in (ANN, *range(101, 110))]
    assert counts == [1] * 8 + [0] * 2
    await room.tap("More", DANA)
    counts = [len(await looks(room, chat)) for chat in (ANN, *range(101, 110))]
    assert counts == [1] * 10


async def test_alerts_are_noted_with_everybody_who_is_told() -> None:
    room = await watch()
    alert = await begins(room)
    dana = await room.who()
    assert [(one.seen, one.counselor) for one in await looks(room)] == [(Seen.ALERT, dana.id)]
    await room.give("alerts", DANA)
    await room.happen(Tapped(Press("alert", alert), "seen", "Alert"), DANA, room.last(DANA).id)
    assert [one.seen for one in await looks(room)] == [Seen.ALERT] * 3
