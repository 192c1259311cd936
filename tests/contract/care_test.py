"""Counselors, cares, invitations and drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.care import Care, Invite, InviteId, InviteKind, Session, Share, Silence
from bot.counsel.draft import Draft
from bot.errors import StillwaterError, StoreError
from bot.people import ClientId, Counselor, CounselorId, Hours
from bot.ports import Timer, TimerKind
from tests.contract.examples import ANN, BEN, LEASE, MINUTE, NOW, ann, ben, some_id

if TYPE_CHECKING:
    from bot.ports import Works

DANA = CounselorId(some_id("Dana"))
EVA = CounselorId(some_id("Eva"))
dana = Counselor(
    id=DANA,
    chat=7_000_000_021,
    created_at=NOW,
    name="Dana Ruíz 🌿",
    locale="es",
    zone="Europe/Madrid",
    hours=Hours((1, 2, 4), time(8, 30), time(16)),
    settled=True,
    suspended=True,
    overview_day=1,
    gone_at=NOW,
    pressed=77,
)
eva = Counselor(id=EVA, chat=22, created_at=NOW + MINUTE, name="Eva")
care = Care(
    client=ANN,
    counselor=DANA,
    label="Tuesday, blue coat",
    since=NOW,
    sharing=frozenset({Share.COUNTS}),
    silence=Silence.TELL,
    sessions=(
        Session(datetime(2026, 3, 10, 15), "Europe/Madrid"),  # noqa: DTZ001 - a wall time has its zone beside it
        Session(datetime(2026, 3, 24, 15, 30), "Europe/Madrid"),  # noqa: DTZ001 - as above
    ),
)
invite = Invite(
    id=InviteId(some_id("invite")),
    kind=InviteKind.CLIENT,
    created_at=NOW,
    expires_at=NOW + timedelta(days=14),
    counselor=DANA,
    label="Tuesday, blue coat",
    template="risky-time",
    locale="es",
)
draft = Draft(DANA, "plan", "time", 3, ANN, {"plan": {"title": "Evenings"}, "page": 2})


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
        await work.counselors.add(dana)
        await work.counselors.add(eva)


async def test_a_counselor_comes_back_as_they_were(works: Works) -> None:
    async with works() as work:
        assert await work.counselors.get(DANA) == dana
        assert await work.counselors.by_chat(dana.chat) == dana
        assert await work.counselors.by_chat(1) is None
        assert await work.counselors.get(CounselorId(some_id("Zoe"))) is None
        assert list(await work.counselors.all()) == [dana, eva]


async def test_a_changed_counselor_is_kept(works: Works) -> None:
    changed = replace(dana, chat=5, name="D.", suspended=False, overview_day=None, gone_at=None)
    async with works() as work:
        await work.counselors.save(changed)
    async with works() as work:
        assert await work.counselors.by_chat(5) == changed
        assert await work.counselors.by_chat(dana.chat) is None


async def test_two_counselors_cannot_share_a_chat(works: Works) -> None:
    third = replace(eva, id=CounselorId(some_id("Zoe")))
    with pytest.raises(StoreError):
        async with works() as work:
            await work.counselors.add(third)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.counselors.save(replace(third, chat=99))


async def test_a_care_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        await work.cares.put(care)
    async with works() as work:
        assert await work.cares.of(ANN) == care
        assert await work.cares.of(BEN) is None
        assert list(await work.cares.clients_of(DANA)) == [care]
        assert list(await work.cares.clients_of(EVA)) == []


async def test_a_client_is_with_one_counselor_at_a_time(works: Works) -> None:
    moved = replace(care, counselor=EVA, label="new here", sharing=frozenset(), sessions=())
    async with works() as work:
        await work.cares.put(care)
        await work.cares.put(moved)
        assert await work.cares.of(ANN) == moved
        assert list(await work.cares.clients_of(DANA)) == []
        await work.cares.end(ANN)
        assert await work.cares.of(ANN) is None
        await work.cares.end(ANN)


async def test_clients_stand_in_the_order_they_came(works: Works) -> None:
    later = replace(care, client=BEN, since=NOW + MINUTE)
    async with works() as work:
        await work.cares.put(later)
        await work.cares.put(care)
        assert list(await work.cares.clients_of(DANA)) == [care, later]


async def test_a_counselors_clients_are_seen_as_they_are(works: Works) -> None:
    async with works() as work:
        await work.cares.put(care)
        await work.cares.put(replace(care, client=BEN, counselor=EVA))
        await work.clients.save(replace(ann, zone="Asia/Tokyo"))
        assert await work.clients.of(DANA) == {ANN: replace(ann, zone="Asia/Tokyo")}
        assert await work.clients.of(CounselorId(some_id("Zoe"))) == {}


async def test_a_care_needs_a_client_and_a_counselor(works: Works) -> None:
    nobody = CounselorId(some_id("nobody"))
    with pytest.raises(StoreError):
        async with works() as work:
            await work.cares.put(replace(care, counselor=nobody))
    gone = replace(care, client=ClientId(some_id("gone")))
    with pytest.raises(StillwaterError):
        async with works() as work:
            await work.cares.put(gone)


async def test_a_care_goes_with_its_client(works: Works) -> None:
    async with works() as work:
        await work.cares.put(care)
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        assert list(await work.cares.clients_of(DANA)) == []


async def test_an_invitation_is_found_by_its_code_alone(works: Works) -> None:
    async with works() as work:
        await work.invites.add(invite, "cAbc-_9")
    async with works() as work:
        assert await work.invites.by_code("cAbc-_9") == invite
        assert await work.invites.get(invite.id) == invite
        assert await work.invites.get(InviteId("cAbc-_9")) is None
        assert await work.invites.by_code("cabc-_9") is None
        assert await work.invites.by_code("") is None


async def test_an_invitation_remembers_who_used_it(works: Works) -> None:
    used = replace(invite, used_at=NOW + MINUTE, used_by=ann.chat)
    async with works() as work:
        await work.invites.add(invite, "code")
        await work.invites.save(used)
    async with works() as work:
        assert await work.invites.by_code("code") == used
        assert list(await work.invites.of(DANA)) == [used]


async def test_invitations_of_the_operator_are_nobodys(works: Works) -> None:
    counselor = replace(
        invite, id=InviteId(some_id("k")), kind=InviteKind.COUNSELOR, counselor=None
    )
    async with works() as work:
        await work.invites.add(invite, "c")
        await work.invites.add(counselor, "k")
        assert list(await work.invites.of(None)) == [counselor]
        assert list(await work.invites.of(EVA)) == []


async def test_a_code_is_kept_once(works: Works) -> None:
    other = replace(invite, id=InviteId(some_id("other")))
    async with works() as work:
        await work.invites.add(invite, "code")
    with pytest.raises(StoreError):
        async with works() as work:
            await work.invites.add(other, "code")
    with pytest.raises(StoreError):
        async with works() as work:
            await work.invites.save(other)


async def test_a_counselor_has_one_draft(works: Works) -> None:
    later = draft.at("days", days=[1, 2])
    async with works() as work:
        await work.drafts.put(draft)
        assert await work.drafts.get(DANA) == draft
        await work.drafts.put(later)
    async with works() as work:
        assert await work.drafts.get(DANA) == later
        assert await work.drafts.get(EVA) is None
        await work.drafts.drop(DANA)
        assert await work.drafts.get(DANA) is None


async def test_a_timer_can_wake_a_counselor(works: Works) -> None:
    weekly = Timer("overview", None, TimerKind.OVERVIEW, NOW, counselor=DANA)
    async with works() as work:
        await work.timers.set(weekly)
    async with works() as work:
        assert list(await work.timers.claim(NOW, 5, LEASE)) == [weekly]
        assert await work.timers.done(weekly.id)
    nobody = CounselorId(some_id("nobody"))
    with pytest.raises(StoreError):
        async with works() as work:
            await work.timers.set(replace(weekly, counselor=nobody))
