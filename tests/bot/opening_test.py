"""Opening: where the store and its keys are, and what is said of a place that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import Config, Security, Storage
from bot.errors import ConfigError, KeyProblem
from bot.opening import ring, sqlite_file, urls
from storage.masterkey import MasterKey, new_master_key


def at(url: str, keys_url: str | None = None) -> Config:
    return Config(storage=Storage(url=url, keys_url=keys_url))


@pytest.mark.parametrize(
    ("url", "keys"),
    [
        ("sqlite:///data/stillwater.db", "data/stillwater.keys.db"),
        ("sqlite+aiosqlite:////srv/all", "/srv/all.keys.db"),
        ("sqlite:///a.db?cache=shared", "a.keys.db"),
    ],
)
def test_the_keys_lie_beside_a_sqlite_file(url: str, keys: str) -> None:
    assert sqlite_file(urls(at(url))[1]) == Path(keys)


def test_the_keys_have_a_schema_within_postgresql() -> None:
    store, keys = urls(at("postgresql://me:secret@host/db"))
    assert store == keys
    assert sqlite_file(store) is None


def test_a_url_as_providers_give_it_will_do() -> None:
    store, _ = urls(at("postgresql://me@host/db?sslmode=require"))
    assert dict(store.query) == {"ssl": "require"}


@pytest.mark.parametrize(
    ("url", "keys_url", "says"),
    [
        ("mysql://h/d", None, "storage.url: "),
        ("nonsense", None, "storage.url: "),
        ("sqlite://", None, "storage.url: it names no file"),
        ("sqlite:///:memory:", None, "storage.url: it names no file"),
        ("postgresql://h/d?channel_binding=require", None, "storage.url: channel_binding in it"),
        ("sqlite:///a.db", "nonsense", "storage.keys_url: "),
        ("sqlite:///a.db", "sqlite:///a.db", "storage.keys_url names the database itself"),
    ],
)
def test_a_place_that_cannot_be_is_named_by_its_key(
    url: str, keys_url: str | None, says: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        urls(at(url, keys_url))
    assert str(refused.value).startswith(says)


def test_the_master_key_comes_from_the_environment_before_its_file(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    with pytest.raises(KeyProblem, match=r"^security.master_key_file: there is no .*keys new"):
        ring(Security(master_key_file=file))
    new_master_key(file)
    kept = ring(Security(master_key_file=file)).read()
    other = SecretStr("A" * 43 + "=")
    given = ring(Security(master_key=other, master_key_file=file)).read()
    assert given == (MasterKey(bytes(32)),) != kept
    both = SecretStr(f"{other.get_secret_value()} {kept[0].written.decode()}")
    assert ring(Security(master_key=both)).read() == (*given, *kept)
    with pytest.raises(KeyProblem, match=r"^STILLWATER_SECURITY__MASTER_KEY: "):
        ring(Security(master_key=SecretStr("short"), master_key_file=file))
    file.chmod(0o640)
    with pytest.raises(KeyProblem, match=r"^security.master_key_file: Others may read"):
        ring(Security(master_key_file=file))
