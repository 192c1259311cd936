"""Whatever a counselor taps or types about plans: it never fails, and what is kept can be kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.message import Press
from bot.schedule.checks import problems
from tests.bot.services.counsel.planned_desk import begin, empty_desk
from tests.bot.services.room import ANN, DANA

if TYPE_CHECKING:
    from bot.message import Does
    from bot.schedule.plan import Plan
    from tests.bot.services.room import Room

TYPED: Final = st.sampled_from(
    [
        "thu 8pm",
        "9-10",
        "5",
        "30 min",
        "in two weeks",
        "every 3 days",
        "3 May",
        "9am and 9:10am",
        "?",
    ]
)
ON: Final = -1
"""On towards what is saved, where there is such a key."""
DOES: Final = st.lists(st.integers(ON, 20) | st.just(ON) | TYPED, min_size=4, max_size=24)


@given(DOES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_kept_of_it_can_be_kept_and_each_version_is_one_further(
    does: list[int | str],
) -> None:
    asyncio.run(_played(does))


async def _played(does: list[int | str]) -> None:
    room = await empty_desk()
    (ended,) = await _plans(room)
    await begin(room)
    for one in does:
        await (room.write(one, DANA) if isinstance(one, str) else _tap(room, one))
    assert room.failures == []
    made = [plan for plan in await _plans(room) if plan.id != ended.id]
    for plan in made:
        async with room.store.works() as work:
            versions = [version for version, _ in await work.plans.versions(plan.id)]
        assert [one.version for one in versions] == list(range(1, len(versions) + 1))
        assert not any(problems(one) for one in versions)
    newest = {plan.id: plan.version for plan in made}
    assert all(one.plan_version == newest[one.plan] for _, one in room.occurrences())


async def _tap(room: Room, nth: int) -> None:
    """Tap one of the keys there are, of those about plans."""
    bubble = room.last(DANA)
    keys = [key for key in bubble.keys.values() if _leads(key.does, on=nth == ON)]
    if keys:
        await room.press(bubble, keys[nth % len(keys)])


def _leads(does: Does | None, *, on: bool) -> bool:
    """Say whether a key is about plans; `on`: whether it leads on to what is saved."""
    if not isinstance(does, Press) or does.action.partition("-")[0] not in {"plan", "draft"}:
        return False
    return not on or does.argument.endswith((".look", ".save", ".use"))


async def _plans(room: Room) -> list[Plan]:
    client = await room.client(ANN)
    async with room.store.works() as work:
        return list(await work.plans.of(client.id))
