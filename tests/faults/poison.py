"""Rounds in which Telegram brings what nobody can read, things twice, or the newest first."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any, Final

from bot.demo.telegram.faults import Duplicate, Malformed, OutOfOrder
from bot.opening import open_store
from bot.people import Counselor, CounselorId
from tests.faults.figures import Figures
from tests.faults.people import Settler
from tests.faults.person import BREATH
from tests.faults.town import town
from tests.journeys.kill_life import Life
from tests.own.hostile import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.town import Town

PEOPLE: Final = 4
POISONS: Final = 6
SENDABLE: Final = {name: content for name, content in FILES.items() if content}
ELSEWHERE: Final = 10**6
"""Telegram's ids from here on are of no message that anybody wrote."""
_WRITES: Final = 5.0
"""Real seconds in which a counselor sends their files."""


async def poisoned(folder: Path, seed: int, *, cycles: int = 4) -> Figures:
    """Bring poison to everybody while they talk."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    async with town(folder, [Settler()] * PEOPLE, dice) as place:
        place.be_patient()
        dana = await _counselor(place)
        life = Life(place.home)
        try:
            talking = asyncio.create_task(place.talk(cycles))
            sending = asyncio.create_task(_send(place, dana))
            for person in place.people:
                for _ in range(POISONS):
                    await asyncio.sleep(dice.uniform(0, 0.2))
                    _bring(place, person.id, dice)
            await talking
            await sending
            await place.meet(await place.due())
            await place.rest()
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        figures = Figures().count(poisons=PEOPLE * POISONS).found(await place.judged())
        answers = sum(seen.from_bot for seen in place.tg.chat(dana))
        figures.wrong["files unanswered"] = max(0, len(SENDABLE) - answers)
        return figures.count(**{"bad files": len(SENDABLE)})


async def _counselor(place: Town) -> int:
    """Let there be a counselor, and give their Telegram id."""
    dana = place.tg.add_person("Dana").id
    place.tg.world.change_person(dana, started=True)
    store = open_store(place.home.config)
    async with store.works() as work:
        id_ = CounselorId(f"{dana:032x}")
        now = place.home.clock.now()
        await work.counselors.add(Counselor(id_, dana, now, "Dana", settled=True))
    await store.close()
    return dana


async def _send(place: Town, dana: int) -> None:
    """Let a counselor send every file that nobody sends in good faith."""
    for name, content in SENDABLE.items():
        await place.tg.send_document(dana, f"{name}.toml", content)
        place.home.clock.shift(BREATH)
        await asyncio.sleep(_WRITES / len(SENDABLE))


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
        "message_id": ELSEWHERE + dice.randrange(ELSEWHERE),
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
