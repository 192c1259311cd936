"""Clients and what they agreed to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import StillwaterError, StoreError
from bot.people import Standing
from bot.ports import Consent
from tests.contract.examples import ANN, BEN, MINUTE, NOW, ann, ben

if TYPE_CHECKING:
    from bot.ports import Works


async def test_a_client_comes_back_as_they_were(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
    async with works() as work:
        assert await work.clients.get(ANN) == ann
        assert await work.clients.by_chat(ann.chat) == ann
        assert await work.clients.by_chat(ben.chat) == ben


async def test_nobody_is_found_where_nobody_is(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        assert await work.clients.get(BEN) is None
        assert await work.clients.by_chat(1) is None


async def test_a_change_is_kept(works: Works) -> None:
    changed = replace(ann, chat=5, name="", standing=Standing.STOPPED, paused_until=None)
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.save(changed)
    async with works() as work:
        assert await work.clients.get(ANN) == changed
        assert await work.clients.by_chat(5) == changed
        assert await work.clients.by_chat(ann.chat) is None


async def test_two_clients_cannot_share_a_chat(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.clients.add(replace(ben, chat=ann.chat))
    async with works() as work:
        await work.clients.add(ben)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.clients.save(replace(ben, chat=ann.chat))


async def test_a_stranger_cannot_be_saved(works: Works) -> None:
    with pytest.raises(StillwaterError):
        async with works() as work:
            await work.clients.save(ben)


async def test_consents_are_a_ledger(works: Works) -> None:
    agreed = Consent(ANN, "taking part", "3", "es", NOW)
    withdrawn = replace(agreed, at=NOW + MINUTE, agreed=False)
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
        for line in (agreed, withdrawn, agreed):
            await work.consents.add(line)
    async with works() as work:
        assert await work.consents.of(ANN) == [agreed, withdrawn, agreed]
        assert await work.consents.of(BEN) == []


async def test_consent_needs_a_client(works: Works) -> None:
    with pytest.raises(StoreError):
        async with works() as work:
            await work.consents.add(Consent(ANN, "taking part", "3", "es", NOW))
