"""The configuration: TOML, the environment over it, and secrets from the environment or files only.

A name in the environment is `STILLWATER_` and the key, nested with two underscores:
`STILLWATER_TELEGRAM__TOKEN`, `STILLWATER_STORAGE__URL`.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import ConfigError


class Mode(StrEnum):
    """How updates come in."""

    POLLING = "polling"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(_Part):
    """The bot's own account."""

    token: SecretStr | None = None
    """From the environment only."""
    token_file: Path | None = None
    """A file that holds the token and nothing else."""
    api_base_url: str = "https://api.telegram.org"
    mode: Mode = Mode.POLLING


class Storage(_Part):
    """Where things are kept."""

    url: str = "sqlite+aiosqlite:///data/stillwater.db"
    keys_url: str | None = None
    """The key store; None: a SQLite file beside the database, or a PostgreSQL schema in it."""


class Security(_Part):
    """The one key that opens the others."""

    master_key: SecretStr | None = None
    """Base64 of 32 bytes; from the environment only."""
    master_key_file: Path = Path("data/master.key")


class Safety(_Part):
    """People to call."""

    country: str = Field(default="us", pattern="^[a-z]{2}$")
    """Whose people to call are shown where a client's time zone tells nothing better."""


class Log(_Part):
    """How the log looks."""

    json_lines: bool = False
    level: str = Field(default="info", pattern="^(debug|info|warning|error)$")


class Config(BaseSettings):
    """All of it."""

    model_config = SettingsConfigDict(
        env_prefix="STILLWATER_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    security: Security = Security()
    safety: Safety = Safety()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not one of our sources
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment stand over the file."""
        toml = _Toml(settings_cls)
        return init_settings, env_settings, toml

    @property
    def token(self) -> str | None:
        """The bot's token, from wherever it was given.

        Raises:
            ConfigError: `telegram.token_file` cannot be read.

        """
        telegram = self.telegram
        if telegram.token is not None:
            return telegram.token.get_secret_value().strip() or None
        if telegram.token_file is None:
            return None
        try:
            return telegram.token_file.read_text(encoding="utf-8").strip() or None
        except OSError as error:
            raise ConfigError(f"telegram.token_file cannot be read: {error.strerror}") from None


class _Toml(TomlConfigSettingsSource):
    """The file, which may not hold secrets."""

    file: Path | None = None

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        super().__init__(settings_cls, self.file)
        for part, secret in (("telegram", "token"), ("security", "master_key")):
            if secret in (self.toml_data.get(part) or {}):
                name = f"STILLWATER_{part}__{secret}".upper()
                raise ConfigError(f"{part}.{secret} does not belong in a file: set {name} instead")


def load(file: Path | None = None, **over: Any) -> Config:  # noqa: ANN401 - whole sections, checked by pydantic
    """Read the configuration: `over` stands over the environment, that over the file.

    Raises:
        ConfigError: names each key that is missing, unknown or wrong, and never its value.

    """
    if file is not None and not file.is_file():
        raise ConfigError(f"There is no configuration file {file}")
    _Toml.file = file
    try:
        return Config(**over)
    except ValidationError as error:
        found = "; ".join(
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        )
        raise ConfigError(f"The configuration is wrong: {found}") from None
    except ValueError:
        raise ConfigError(
            f"{file} is not TOML, or a value in the environment is not JSON"
        ) from None
