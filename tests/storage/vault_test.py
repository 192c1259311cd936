"""The vault: what is sealed opens at its own address, with its own key, and unchanged only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import KeyProblem, SealBroken
from bot.people import ClientId
from storage.engine import read_url
from storage.keystore import open_keys
from storage.vault import Seal, Vault
from tests.contract.examples import ANN, BEN
from tests.databases import MASTER, on_ring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.keystore import KeyStore
    from tests.databases import Place

TEXTS = st.text(st.characters(), max_size=200)
NAMES = st.text("abcdefgh._/0123456789", max_size=12)
KEYS = st.binary(min_size=32, max_size=32)
ADDRESSES = st.tuples(NAMES, NAMES, NAMES)
"""Whose key, which column, which row."""


@given(KEYS, ADDRESSES, TEXTS)
def test_what_is_sealed_opens(key: bytes, address: tuple[str, str, str], text: str) -> None:
    owner, column, row = address
    seal = Seal(owner, key)
    assert seal.open(column, row, seal.close(column, row, text)) == text


@given(KEYS, ADDRESSES, ADDRESSES, TEXTS)
def test_a_moved_cell_is_refused(
    key: bytes, here: tuple[str, str, str], there: tuple[str, str, str], text: str
) -> None:
    assume(here != there)
    sealed = Seal(here[0], key).close(*here[1:], text)
    with pytest.raises(SealBroken):
        Seal(there[0], key).open(*there[1:], sealed)


@given(KEYS, TEXTS, st.data())
def test_a_flipped_bit_is_refused(key: bytes, text: str, data: st.DataObject) -> None:
    seal = Seal("owner", key)
    sealed = bytearray(seal.close("words.text", "1", text))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        seal.open("words.text", "1", bytes(sealed))


@given(KEYS, TEXTS, st.data())
def test_a_cut_cell_is_refused(key: bytes, text: str, data: st.DataObject) -> None:
    seal = Seal("owner", key)
    sealed = seal.close("words.text", "1", text)
    with pytest.raises(SealBroken):
        seal.open("words.text", "1", sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(KEYS, KEYS, TEXTS)
def test_another_key_is_refused(key: bytes, other: bytes, text: str) -> None:
    assume(key != other)
    with pytest.raises(SealBroken):
        Seal("o", other).open("c", "r", Seal("o", key).close("c", "r", text))


def test_the_same_text_is_never_sealed_the_same() -> None:
    seal = Seal("o", MASTER)
    assert len({seal.close("c", "r", "7") for _ in range(100)}) == 100


@pytest.fixture
async def keys(sqlite: Place) -> AsyncIterator[KeyStore]:
    keys = open_keys(read_url(sqlite.keys_url), on_ring(MASTER))
    yield keys
    await keys.close()


async def test_a_locked_vault_gives_nothing(keys: KeyStore) -> None:
    with pytest.raises(KeyProblem):
        _ = Vault(keys).service


async def test_every_client_has_a_key_of_their_own(keys: KeyStore) -> None:
    vault = Vault(keys)
    await vault.unlock()
    ann, ben = await vault.admit(ANN), await vault.admit(BEN)
    sealed = ann.close("words.text", "1", "mine")
    for other in (ben, vault.service):
        with pytest.raises(SealBroken):
            other.open("words.text", "1", sealed)
    assert await keys.get(ANN) != await keys.get(BEN)


async def test_the_next_process_opens_what_this_one_sealed(keys: KeyStore) -> None:
    one, two = Vault(keys), Vault(keys)
    await one.unlock()
    await two.unlock()
    assert one.chat(7) == two.chat(7) != one.chat(8)
    sealed = (await one.admit(ANN)).close("words.text", "1", "mine")
    assert (await two.of(ANN)).open("words.text", "1", sealed) == "mine"
    assert two.service.open("c", "r", one.service.close("c", "r", "ours")) == "ours"


async def test_a_destroyed_key_is_gone(keys: KeyStore) -> None:
    vault = Vault(keys)
    await vault.unlock()
    await vault.admit(ANN)
    await vault.destroy(ANN)
    with pytest.raises(KeyProblem):
        await vault.of(ANN)
    with pytest.raises(KeyProblem):
        await vault.of(ClientId("nobody"))


async def test_few_seals_are_remembered_and_all_are_found(keys: KeyStore) -> None:
    vault = Vault(keys, remembered=2)
    await vault.unlock()
    clients = [ClientId(str(number)) for number in range(5)]
    sealed = [(await vault.admit(client)).close("c", "r", client) for client in clients]
    assert len(vault._seals) == 2
    for client, cell in zip(clients, sealed, strict=True):
        assert (await vault.of(client)).open("c", "r", cell) == client
    assert len(vault._seals) == 2
