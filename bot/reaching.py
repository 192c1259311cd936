"""How the service is reached, in the configuration: the bot's own account, and where it listens."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)

from bot.errors import ConfigError

POSTED_TO: Final = "/telegram"
"""Where the webhook is on our side, and on the outside unless its URL has a path of its own."""
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+")
_TELEGRAM: Final = "https://api.telegram.org"
_PORTS: Final = frozenset({None, 443, 80, 88, 8443})  # to which Telegram itself posts


class Part(BaseModel):
    """A section."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Mode(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    """We ask for them."""
    WEBHOOK = "webhook"
    """Telegram posts them."""


def address(written: str) -> str:
    """Take what is written as an address; raises ValueError."""
    if not _ADDRESS.match(written):
        raise ValueError("this is no http:// or https:// address")
    return written


def _hook(written: str) -> str:
    parts = urlsplit(address(written))
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("an address and a path is all it may be")
    return parts._replace(path=parts.path if parts.path.strip("/") else POSTED_TO).geturl()


class Telegram(Part):
    """The bot's own account."""

    token: SecretStr | None = None
    """From the environment only."""
    token_file: Path | None = None
    """A file that holds the token and nothing else."""
    api_base_url: Annotated[str, AfterValidator(address)] = _TELEGRAM
    """`/bot<token>/<method>` is put behind it."""
    mode: Mode = Mode.POLLING
    webhook_url: Annotated[str, AfterValidator(_hook)] | None = None
    """Where Telegram posts; a proxy hands it on to `/telegram` at `http.webhook_port`."""
    webhook_secret: SecretStr | None = None
    """By which Telegram shows that it is Telegram; None: one that the store keeps."""
    webhook_secret_file: Path | None = None
    """A file that holds it and nothing else."""
    webhook_connections: Annotated[int, Field(ge=1, le=100)] = 40
    """How many updates Telegram may post at once, to all replicas together."""

    @model_validator(mode="after")
    def _reached(self) -> Self:
        if self.mode is not Mode.WEBHOOK:
            return self
        if self.webhook_url is None:
            raise ValueError("webhook_url must say where Telegram posts")
        parts = urlsplit(self.webhook_url)
        if self.api_base_url == _TELEGRAM and (parts.scheme != "https" or parts.port not in _PORTS):
            raise ValueError("webhook_url: Telegram posts to https:// on 443, 80, 88 or 8443 alone")
        return self


_Port = Annotated[int, Field(ge=0, le=65535)]


class Http(Part):
    """Where it listens: on loopback, unless it is told otherwise."""

    host: str = "127.0.0.1"
    port: _Port = 8081
    """For those who run it: whether it is alive, ready, and its figures; 0: nowhere."""
    webhook_host: str = "127.0.0.1"
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = 8080
    """For Telegram, through a proxy; in `telegram.mode = "webhook"` alone."""

    @property
    def shared(self) -> bool:
        """Whether both are one address."""
        return (self.host, self.port) == (self.webhook_host, self.webhook_port)


def secret(key: str, given: SecretStr | None, file: Path | None) -> str | None:
    """Give a secret from the environment, else from its file, else None.

    Raises:
        ConfigError: the file cannot be read; names the key.

    """
    if given is not None:
        return given.get_secret_value().strip()
    return None if file is None else _read(f"{key}_file", file).strip()


def _read(key: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigError(f"{key} cannot be read: {file}: {why}") from None
