"""Rounds in which Telegram brings what nobody can read, things twice, or the newest first."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any, Final

from bot.demo.telegram.faults import Duplicate, Malformed, OutOfOrder
from tests.faults.figures import Figures
from tests.faults.people import Settler
from tests.faults.town import town
from tests.journeys.kill_life import Life

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.town import Town

PEOPLE: Final = 4
POISONS: Final = 6


async def poisoned(folder: Path, seed: int, *, cycles: int = 4) -> Figures:
    """Bring poison to everybody while they talk."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    async with town(folder, [Settler()] * PEOPLE, dice) as place:
        place.be_patient()
        life = Life(place.home)
        try:
            talking = asyncio.create_task(place.talk(cycles))
            for person in place.people:
                for _ in range(POISONS):
                    await asyncio.sleep(dice.uniform(0, 0.2))
                    _bring(place, person.id, dice)
            await talking
            await place.meet(await place.due())
            await place.rest()
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        return Figures().count(poisons=PEOPLE * POISONS).found(await place.judged())


def _bring(place: Town, person: int, dice: Random) -> None:
    match dice.randrange(4):
        case 0:
            place.tg.faults.plan(
                dice.choice((Duplicate(), Malformed(), OutOfOrder())), "getUpdates"
            )
        case 1:
            place.tg.inject("message", dice.choice((7, None, [], "words", {"text": "words"})))
        case _:
            place.tg.inject(*_unreadable(place, person, dice))
    place.ledger.poison += 1


def _unreadable(place: Town, person: int, dice: Random) -> tuple[str, dict[str, Any]]:
    """Make an update of a chat that has the right shape and is of no use."""
    who = place.tg.person(person)
    sound = {
        "message_id": 1,
        "date": 1_772_000_000,
        "chat": who.as_chat(),
        "from": who.as_user(),
        "text": "sound",
    }
    broken = {
        "date": dice.choice(("yesterday", None, 1e300, -1)),
        "entities": dice.choice((7, [{"type": 7}], [None])),
        "from": dice.choice((None, 7, {"id": "nobody"})),
        "photo": [{"file_id": 7}],
        "reply_to_message": {"message_id": "seven"},
    }
    name = dice.choice(list(broken))
    return dice.choice(("message", "edited_message")), {**sound, name: broken[name]}
