"""Plans with their versions, and occurrences with their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError
from bot.schedule.occurrences import Move, Place, Skip, State
from bot.schedule.plan import PlanId, PlanStatus
from tests.contract.examples import ANN, BEN, NOW, PLAN, ann, ben, plan, prompt, some_id

if TYPE_CHECKING:
    from bot.ports import Work, Works

OTHER = PlanId(some_id("other plan"))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
        await work.plans.put(plan, NOW)


async def kept(work: Work, days: int = 0, state: State = State.PLANNED) -> str:
    """Keep an occurrence so many days after the first."""
    one = replace(
        prompt,
        local_date=prompt.local_date + days * DAY,
        due_at=prompt.due_at + days * DAY,
        state=state,
    )
    id_ = await work.plans.materialise(one, NOW)
    assert id_ is not None
    return id_


async def test_a_plan_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        assert await work.plans.get(PLAN) == plan
        assert await work.plans.of(ANN) == [plan]
        assert await work.plans.of(BEN) == []
        assert await work.plans.get(OTHER) is None


async def test_the_newest_version_holds(works: Works) -> None:
    edited = replace(plan, version=2, title="Sunday", status=PlanStatus.PAUSED)
    async with works() as work:
        await work.plans.put(edited, NOW + DAY)
    async with works() as work:
        assert await work.plans.get(PLAN) == edited
        assert await work.plans.of(ANN) == [edited]


async def test_a_version_never_changes(works: Works) -> None:
    with pytest.raises(StoreError):
        async with works() as work:
            await work.plans.put(replace(plan, title="Sunday"), NOW)


async def test_plans_come_oldest_first(works: Works) -> None:
    other = replace(plan, id=OTHER)
    edited = replace(plan, version=2)
    async with works() as work:
        await work.plans.put(other, NOW)
        await work.plans.put(edited, NOW + DAY)
    async with works() as work:
        assert await work.plans.of(ANN) == [edited, other]


async def test_an_occurrence_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        id_ = await kept(work)
    async with works() as work:
        assert await work.plans.occurrence(id_) == prompt
        assert await work.plans.occurrence("none") is None
        assert list(await work.plans.waiting(ANN)) == [(id_, prompt)]


async def test_a_place_is_taken_once_whatever_the_version(works: Works) -> None:
    async with works() as work:
        await kept(work)
        again = replace(prompt, plan_version=2, due_at=prompt.due_at + DAY)
        assert await work.plans.materialise(again, NOW) is None
        assert await work.plans.materialise(replace(again, seq=1), NOW) is not None


async def test_an_occurrence_needs_its_plan(works: Works) -> None:
    with pytest.raises(StoreError):
        async with works() as work:
            await work.plans.materialise(replace(prompt, plan=OTHER), NOW)


async def test_a_mark_is_kept_and_what_is_sent_is_not_ahead(works: Works) -> None:
    async with works() as work:
        id_ = await kept(work)
        later = await kept(work, 1)
        await work.plans.mark(id_, State.SENT, NOW, "first")
        await work.plans.mark(id_, State.ANSWERED, NOW)
    async with works() as work:
        assert await work.plans.occurrence(id_) == replace(prompt, state=State.ANSWERED)
        assert [id_ for id_, _ in await work.plans.waiting(ANN)] == [later]


async def test_what_is_not_there_cannot_be_marked(works: Works) -> None:
    with pytest.raises(StoreError):
        async with works() as work:
            await work.plans.mark("none", State.SENT, NOW)


async def test_only_what_was_not_sent_is_dropped(works: Works) -> None:
    async with works() as work:
        sent = await kept(work, 0, State.SENT)
        planned = await kept(work, 1)
        await work.plans.drop(sent)
        await work.plans.drop(planned)
    async with works() as work:
        assert await work.plans.occurrence(sent) is not None
        assert await work.plans.occurrence(planned) is None
        await kept(work, 1)


async def test_the_last_wish_for_an_occurrence_holds(works: Works) -> None:
    first, second = Place(date(2026, 3, 17), 0, 0), Place(date(2026, 3, 20), 0, 0)
    moved = Move(datetime(2026, 3, 18, 8, 30))  # noqa: DTZ001 - a wall time
    async with works() as work:
        await work.plans.change(PLAN, first, Skip())
        await work.plans.change(PLAN, second, Skip())
        await work.plans.change(PLAN, second, moved)
    async with works() as work:
        assert await work.plans.exceptions(PLAN) == {first: Skip(), second: moved}
        assert await work.plans.exceptions(OTHER) == {}


async def test_a_wish_needs_a_plan(works: Works) -> None:
    with pytest.raises(StoreError):
        async with works() as work:
            await work.plans.change(OTHER, Place(date(2026, 3, 17), 0, 0), Skip())


async def test_every_version_is_kept_with_when_it_was_made(works: Works) -> None:
    edited = replace(plan, version=2, title="Sunday")
    async with works() as work:
        await work.plans.put(edited, NOW + DAY)
    async with works() as work:
        assert list(await work.plans.versions(PLAN)) == [(plan, NOW), (edited, NOW + DAY)]
        assert list(await work.plans.versions(OTHER)) == []


async def test_a_snoozed_prompt_is_due_anew(works: Works) -> None:
    later, end = prompt.due_at + DAY, prompt.expires_at + DAY
    async with works() as work:
        id_ = await kept(work, state=State.SENT)
        await work.plans.postpone(id_, later, end, NOW)
    async with works() as work:
        found = await work.plans.occurrence(id_)
        assert found == replace(prompt, state=State.SNOOZED, due_at=later, expires_at=end)
        await work.plans.drop(id_)
        assert await work.plans.occurrence(id_) == found


async def test_what_was_held_back_comes_later_and_ends_when_it_did(works: Works) -> None:
    async with works() as work:
        id_ = await kept(work)
        await work.plans.defer(id_, prompt.due_at + DAY)
    async with works() as work:
        late = replace(prompt, due_at=prompt.due_at + DAY)
        assert list(await work.plans.waiting(ANN)) == [(id_, late)]


async def test_a_prompt_may_bring_another_check_in_than_was_planned(works: Works) -> None:
    async with works() as work:
        id_ = await kept(work)
        await work.plans.brings(id_, "went-well")
    async with works() as work:
        assert await work.plans.occurrence(id_) == replace(prompt, checkin="went-well")


async def test_what_is_still_to_be_sent_waits_with_its_id(works: Works) -> None:
    later, end = prompt.due_at + 3 * DAY, prompt.expires_at + 3 * DAY
    async with works() as work:
        snoozed = await kept(work, 0, State.SENT)
        await work.plans.postpone(snoozed, later, end, NOW)
        await kept(work, 1, State.SENT)
        planned = await kept(work, 2)
        found = await work.plans.waiting(ANN)
        assert [id_ for id_, _ in found] == [planned, snoozed]
        assert found[1][1].due_at == later
        assert await work.plans.waiting(BEN) == []


async def test_what_was_due_since_comes_by_instant_over_all_plans(works: Works) -> None:
    other = replace(plan, id=OTHER)
    async with works() as work:
        await work.plans.put(other, NOW)
        await kept(work, 2)
        await kept(work, 0)
        between = replace(prompt, plan=OTHER, due_at=prompt.due_at + DAY)
        await work.plans.materialise(between, NOW)
        found = await work.plans.since(ANN, prompt.due_at)
        assert [one.due_at - prompt.due_at for one in found] == [0 * DAY, DAY, 2 * DAY]
        assert len(await work.plans.since(ANN, prompt.due_at + DAY)) == 2
        assert list(await work.plans.since(BEN, NOW)) == []
