"""The configuration: TOML, the environment over it, and secrets from the environment or files only.

A name in the environment is `STILLWATER_` and the key, nested with two underscores:
`STILLWATER_TELEGRAM__TOKEN`, `STILLWATER_STORAGE__URL`. Only `bot.configuring` looks at either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    SecretStr,
    ValidationInfo,
    field_validator,
)

from bot.errors import ConfigError
from bot.listening import Meaning
from bot.reaching import Http, Mode, Part, Telegram, address, secret
from bot.retention import DEFAULTS, Periods, periods
from bot.safety import reading
from bot.schedule.spans import span
from bot.treatment.clinic import SITE, US, Source

__all__ = [
    "Config",
    "Directory",
    "Enrol",
    "Http",
    "Log",
    "Mode",
    "Safety",
    "Security",
    "Storage",
    "Telegram",
]

_SHORTEST: Final = timedelta(minutes=2)
_LONGEST: Final = timedelta(hours=2)
_SHORTEST_REIGN: Final = timedelta(days=1)
_LONGEST_REIGN: Final = timedelta(days=366)
_TOKEN: Final = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")  # Telegram would take a single character


def _wait(written: object) -> timedelta:
    found = span(written) if isinstance(written, str) else None
    if found is None or not _SHORTEST <= found <= _LONGEST:
        raise ValueError("a time from 2m to 2h, as in 15m")
    return found


def _reign(written: object) -> timedelta:
    found = span(written) if isinstance(written, str) else None
    if found is None or not _SHORTEST_REIGN <= found <= _LONGEST_REIGN:
        raise ValueError("a time from 1d to 366d, as in 30d")
    return found


class Storage(Part):
    """Where things are kept."""

    url: str = "sqlite:///data/stillwater.db"
    keys_url: str | None = None
    """The key store; None: a SQLite file beside the database, or a PostgreSQL schema in it."""


class Security(Part):
    """The one key that opens the others, and the one that seals backups."""

    master_key: SecretStr | None = None
    """Base64 of 32 bytes; from the environment only. Two of them while it is turned over."""
    master_key_file: Path = Path("data/master.key")
    epoch: Annotated[timedelta, BeforeValidator(_reign)] = timedelta(days=30)
    """How old a master key may grow before the doctor asks for `keys rotate`."""
    backup_key_file: Path | None = None
    """What backups are sealed under; None: beside the master key."""

    @property
    def backup_key(self) -> Path:
        """Give the file of the backup keys: the first line seals, each opens."""
        return self.backup_key_file or self.master_key_file.with_name("backup.key")


class Safety(Part):
    """What is listened for, and people to call."""

    resources: Path | None = None
    """The operator's own people to call, over ours."""
    meaning: Meaning = Meaning.ON
    """Whether meaning is weighed beside the rules."""
    country: str = "us"
    """Whose people to call are shown to those who have not said where they are."""
    alert_after: Annotated[timedelta, BeforeValidator(_wait)] = timedelta(minutes=15)
    """How long an alert waits for somebody before the next step."""

    @field_validator("country")
    @classmethod
    def _known(cls, written: str, info: ValidationInfo) -> str:
        known = reading.packaged().countries
        # A file of one's own may have further countries: that is looked at where it is read.
        if written not in known and info.data.get("resources") is None:
            raise ValueError(f"there is {', '.join(known)}, not {written}")
        return written


class Directory(Part):
    """Where clients are helped to find treatment."""

    source: Source | None = None
    """None: FindTreatment.gov in the United States, elsewhere what the operator imported."""
    url: Annotated[str, AfterValidator(address)] = SITE
    """FindTreatment.gov, or something that speaks like it."""

    def source_in(self, country: str) -> Source:
        """Give the source, as it is where the country is this."""
        return self.source or (Source.FINDTREATMENT if country == US else Source.CSV)


class Enrol(Part):
    """Who may take part."""

    self_referral: bool = True
    """Also somebody whom no counselor invited."""
    on_rota: bool = False
    """Whoever settles in as a counselor answers alerts from then on."""


def _periods(written: object) -> Periods:
    if not isinstance(written, Mapping):
        raise ValueError("a table of periods, as in answers = '90d'")  # noqa: TRY004 - pydantic's
    return periods({str(kind): period for kind, period in written.items()})


class Log(Part):
    """How the log looks."""

    json_lines: bool = False
    level: Literal["debug", "info", "warning", "error"] = "info"


class Config(Part):
    """All of it."""

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    security: Security = Security()
    safety: Safety = Safety()
    directory: Directory = Directory()
    http: Http = Http()
    enrol: Enrol = Enrol()
    retention: Annotated[Periods, BeforeValidator(_periods)] = DEFAULTS
    """For how long each kind of thing is kept."""
    log: Log = Log()

    @property
    def token(self) -> str | None:
        """The bot's token, from wherever it was given; None if from nowhere.

        Raises:
            ConfigError: `telegram.token_file` cannot be read, or what was given is no token.

        """
        telegram = self.telegram
        token = secret("telegram.token", telegram.token, telegram.token_file)
        if token is not None and not _TOKEN.fullmatch(token):
            key = "telegram.token" if telegram.token else "telegram.token_file"
            raise ConfigError(f"{key} holds no token: one looks like 123456789:AA… from @BotFather")
        return token

    @property
    def webhook_secret(self) -> str | None:
        """The webhook's secret, from wherever it was given; None if from nowhere.

        Raises:
            ConfigError: `telegram.webhook_secret_file` cannot be read, or Telegram would not take
                what was given, or anybody could guess it.

        """
        telegram, key = self.telegram, "telegram.webhook_secret"
        shown = secret(key, telegram.webhook_secret, telegram.webhook_secret_file)
        if shown is not None and not _SECRET.fullmatch(shown):
            raise ConfigError(f"{key}: 16 to 256 of A-Z, a-z, 0-9, _ and -; or leave it out")
        return shown
