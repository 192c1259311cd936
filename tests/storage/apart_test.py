"""Keys apart: what passed through opens for nobody once its day's key is destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.care import Invite, InviteId, InviteKind
from bot.counsel.draft import Draft, first_turn
from bot.errors import SealBroken
from bot.ports import OutboxState
from bot.retention import DAY, DEFAULTS, Kind
from storage.apart import DAYS, INVITES, day_of, of_day
from storage.engine import open_engine, read_url
from storage.keystore import open_keys
from storage.vault import Vault
from tests.bot.services.room import Room
from tests.contract.aged import night
from tests.contract.care_test import dana
from tests.contract.examples import LEASE, MINUTE, NOW, arrived, message, received, some_id
from tests.databases import MASTER, on_ring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.database import Database
    from storage.keystore import KeyStore
    from tests.databases import Place

HOUSE = replace(Room().house, periods=DEFAULTS)
TOMORROW = NOW + DAY
invite = Invite(InviteId(some_id("one")), InviteKind.CLIENT, NOW, NOW + 14 * DAY, dana.id, "Robin")


@pytest.fixture
async def database(sqlite: Place) -> AsyncIterator[Database]:
    database = sqlite.open()
    async with database.works() as work:
        await work.counselors.add(dana)
    yield database
    await database.close()


@pytest.fixture
async def keys(sqlite: Place) -> AsyncIterator[KeyStore]:
    keys = open_keys(read_url(sqlite.keys_url), on_ring(MASTER))
    yield keys
    await keys.close()


async def names(keys: KeyStore, prefix: str = DAYS) -> list[str]:
    return [one.removeprefix(prefix) for one in await keys.named(prefix, timedelta())]


async def tamper(place: Place, statement: str) -> None:
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        assert (await connection.execute(text(statement))).rowcount
    await engine.dispose()


def test_a_day_is_that_of_utc() -> None:
    late = datetime.fromisoformat("2026-03-14T23:30:00-05:00")
    assert of_day(late) == f"{DAYS}2026-03-15"
    assert day_of(of_day(late)) == late.astimezone(UTC).date()


async def test_two_processes_agree_on_a_days_key(keys: KeyStore) -> None:
    one, two = Vault(keys), Vault(keys)
    await one.unlock()
    await two.unlock()
    sealed = (await one.day(NOW)).close("inbox.body", "1", "hello")
    assert (await two.day(NOW)).open("inbox.body", "1", sealed) == "hello"
    assert await names(keys) == ["2026-03-14"]


async def test_a_cell_of_a_day_opens_under_no_other_key(keys: KeyStore) -> None:
    vault = Vault(keys)
    await vault.unlock()
    sealed = (await vault.day(NOW)).close("inbox.body", "1", "hello")
    for other in (vault.service, await vault.day(TOMORROW)):
        with pytest.raises(SealBroken):
            other.open("inbox.body", "1", sealed)
    as_before = b"\x01" + sealed[1:]
    with pytest.raises(SealBroken):
        (await vault.opener(as_before, of_day(NOW))).open("inbox.body", "1", as_before)


async def test_few_days_are_remembered(keys: KeyStore) -> None:
    vault = Vault(keys)
    await vault.unlock()
    for days in range(30):
        await vault.day(NOW + days * DAY)
    assert len(vault.apart._seals) < 10
    assert len(await names(keys)) == 30


async def test_what_came_before_there_were_days_still_opens(
    database: Database, sqlite: Place
) -> None:
    async with database.works() as work:
        await work.inbox.add([received(1)])
    vault = database._vault
    body = vault.service.close("inbox.body", "1", f"1\n{received(1).body}").hex()
    await tamper(sqlite, f"UPDATE inbox SET body = x'{body}'")  # noqa: S608 - the test's own
    async with database.works() as work:
        assert list(await work.inbox.waiting()) == [received(1)]


async def test_a_days_key_goes_when_nothing_of_it_waits(database: Database, keys: KeyStore) -> None:
    late = NOW.replace(hour=23, minute=59)
    async with database.works() as work:
        await work.inbox.add([received(1), replace(received(2), received_at=late)])
        await work.outbox.add(replace(message("a"), created_at=NOW))
        await work.drafts.put(Draft(dana.id, "invite", "label", first_turn(NOW)))
    assert await names(keys) == ["2026-03-14"]

    async def next_night(days: int) -> list[str]:
        await night(database.works, HOUSE, NOW.replace(hour=3) + days * DAY)
        return await names(keys)

    assert await next_night(1) == ["2026-03-14"]
    async with database.works() as work:
        await work.inbox.done(1)
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.sent(message("a").id, arrived)
        await work.drafts.drop(dana.id)
    assert await next_night(2) == ["2026-03-14"]  # one waits still: an outage loses nothing
    async with database.works() as work:
        assert [one.update for one in await work.inbox.waiting()] == [2]
        await work.inbox.done(2)
    assert await next_night(3) == []


@pytest.mark.parametrize("what", ["inbox", "outbox", "drafts"])
async def test_each_that_waits_keeps_its_day(database: Database, keys: KeyStore, what: str) -> None:
    async with database.works() as work:
        if what == "inbox":
            await work.inbox.add([received(1)])
        elif what == "outbox":
            await work.outbox.add(message("a"))
        else:
            await work.drafts.put(Draft(dana.id, "invite", "label", first_turn(NOW)))
    await night(database.works, HOUSE, NOW + 5 * DAY)
    assert await names(keys) == ["2026-03-14"]


async def test_a_day_is_left_alone_until_it_has_been_over_for_one(
    database: Database, keys: KeyStore
) -> None:
    async with database.works() as work:
        await work.inbox.add([received(1)])
        await work.inbox.done(1)
    over = datetime(2026, 3, 15, tzinfo=UTC)
    await night(database.works, HOUSE, over + DAY - MINUTE)
    assert await names(keys) == ["2026-03-14"]
    await night(database.works, HOUSE, over + DAY)
    assert await names(keys) == []


async def test_what_was_set_aside_goes_after_its_period_and_its_key_with_it(
    database: Database, keys: KeyStore
) -> None:
    async with database.works() as work:
        await work.inbox.add([received(1)])
        for _ in range(3):
            await work.inbox.failed(1)
        await work.outbox.add(message("a"))
        await work.outbox.close(message("a").id, OutboxState.UNCERTAIN, NOW)
    await night(database.works, HOUSE, NOW + 14 * DAY)
    assert await names(keys) == ["2026-03-14"]
    async with database.works() as work:
        assert list(await work.inbox.set_aside()) == [1]
    await night(database.works, HOUSE, NOW + 14 * DAY + MINUTE)
    assert await names(keys) == []
    async with database.works() as work:
        assert list(await work.inbox.set_aside()) == []
        assert await work.outbox.depth() == {}


async def test_without_its_key_a_cell_opens_for_nobody(database: Database, sqlite: Place) -> None:
    async with database.works() as work:
        await work.inbox.add([received(1), received(2)])
    await database._vault.apart.destroy(of_day(NOW))
    again = sqlite.open()
    async with again.works() as work:
        assert list(await work.inbox.waiting()) == []
        assert (await work.inbox.add([replace(received(3), received_at=TOMORROW)])).new
    async with again.works() as work:
        assert [one.update for one in await work.inbox.waiting()] == [3]
    await again.close()


async def test_a_used_invitation_has_no_key(database: Database, keys: KeyStore) -> None:
    async with database.works() as work:
        await work.invites.add(invite, "code")
        await work.invites.add(replace(invite, id=InviteId("o"), label=""), "nobody")
    assert await names(keys, INVITES) == [invite.id]
    async with database.works() as work:
        assert await work.invites.by_code("code") == invite
        used = replace(invite, used_at=NOW, label="")
        await work.invites.save(used)
    assert await names(keys, INVITES) == []
    async with database.works() as work:
        assert await work.invites.get(invite.id) == used


async def test_what_is_rolled_back_destroys_no_key(database: Database, keys: KeyStore) -> None:
    async with database.works() as work:
        await work.invites.add(invite, "code")

    async def break_off() -> None:
        async with database.works() as work:
            await work.invites.save(replace(invite, used_at=NOW, label=""))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()
    assert await names(keys, INVITES) == [invite.id]
    async with database.works() as work:
        assert await work.invites.get(invite.id) == invite


async def test_a_key_whose_invitation_is_gone_goes_too(
    database: Database, keys: KeyStore, sqlite: Place
) -> None:
    """As when the process died between the two, an hour ago."""
    async with database.works() as work:
        await work.invites.add(invite, "code")
    await tamper(sqlite, "UPDATE invites SET body = x''")
    async with database.works() as work:
        assert list(await work.retention.loose(NOW)) == []  # it may be committed any moment
    engine = open_engine(read_url(sqlite.keys_url))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE keys SET made_at = '2020-01-01 00:00:00.000000'"))
    await engine.dispose()
    async with database.works() as work:
        assert list(await work.retention.loose(NOW)) == [f"{INVITES}{invite.id}"]
    await night(database.works, HOUSE)
    assert await names(keys, INVITES) == []


async def test_an_invitation_long_closed_goes_with_its_key(
    database: Database, keys: KeyStore
) -> None:
    claimed = replace(invite, used_by=5)
    async with database.works() as work:
        await work.invites.add(claimed, "code")
    await night(database.works, HOUSE, invite.expires_at + 30 * DAY)
    assert await names(keys, INVITES) == [invite.id]
    await night(database.works, HOUSE, invite.expires_at + 30 * DAY + MINUTE)
    assert await names(keys, INVITES) == []
    async with database.works() as work:
        assert await work.invites.get(invite.id) is None
        assert (await work.retention.over(Kind.INVITES, TOMORROW)).rows == 0
