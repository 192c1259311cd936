"""Opening: from what the configuration says to the master key and the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import ConfigError, KeyProblem
from storage.database import open_database
from storage.engine import read_url
from storage.masterkey import master_keys
from storage.ring import GivenKeys, KeyFile

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

    from bot.config import Config, Security
    from storage.database import Database
    from storage.ring import Ring

MASTER_KEY: Final = "STILLWATER_SECURITY__MASTER_KEY"
QUERY: Final = frozenset(
    {
        *("host", "port", "user", "password", "passfile", "ssl", "sslmode", "target_session_attrs"),
        "prepared_statement_cache_size",  # 0 where PgBouncer stands between
    }
)
"""What may stand behind the `?` of a PostgreSQL URL; asyncpg fails at all else of libpq's."""


def open_store(config: Config) -> Database:
    """Give the store, sealed with the master key; nothing is opened yet.

    Raises:
        ConfigError: a URL is wrong; names its key.
        KeyProblem: there is no master key, or it cannot be used.

    """
    store, keys = urls(config)
    return open_database(
        store.render_as_string(hide_password=False),
        keys.render_as_string(hide_password=False),
        ring(config.security),
    )


def urls(config: Config) -> tuple[URL, URL]:
    """Give where the store is and where its keys are: beside it, unless the configuration says.

    Raises:
        ConfigError: one is no database's; names its key.

    """
    said = config.storage
    store = _url("storage.url", said.url)
    if said.keys_url is not None:
        keys = _url("storage.keys_url", said.keys_url)
    elif (file := sqlite_file(store)) is not None:
        keys = store.set(database=str(file.with_name(f"{file.name.removesuffix('.db')}.keys.db")))
    else:
        keys = store  # a schema of its own within it
    if sqlite_file(keys) == sqlite_file(store) is not None:
        raise ConfigError("storage.keys_url names the database itself; keys live apart from it")
    return store, keys


def sqlite_file(url: URL) -> Path | None:
    """Give the file of a SQLite database; None if it is none."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def ring(security: Security) -> Ring:
    """Give where the master keys are, once they were read: the environment, else their file.

    Raises:
        KeyProblem: there is none, or they cannot be used; names where they were looked for.

    """
    given, file = security.master_key, security.master_key_file
    try:
        if given is not None and given.get_secret_value().strip():
            return GivenKeys(*master_keys(given.get_secret_value()), whence=MASTER_KEY)
        if file.exists():
            found = KeyFile(file)
            found.read()
            return found
    except KeyProblem as problem:
        where = MASTER_KEY if given is not None else "security.master_key_file"
        raise KeyProblem(f"{where}: {problem}") from None
    raise KeyProblem(
        f"security.master_key_file: there is no {file}; `python -m bot keys new` writes one"
    )


def _url(key: str, written: str) -> URL:
    try:
        url = read_url(written)
    except ConfigError as error:
        raise ConfigError(f"{key}: {error}") from None
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ConfigError(f"{key}: it names no file, as sqlite:///data/stillwater.db does")
    unknown = sorted(set(url.query) - QUERY) if sqlite_file(url) is None else []
    if unknown:
        raise ConfigError(f"{key}: {unknown[0]} in it is nothing known here; take it out")
    mode = url.query.get("sslmode")
    if mode is not None:  # libpq's word, which every provider's URL has; asyncpg's is another
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return url
