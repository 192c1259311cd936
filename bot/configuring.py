"""Reading the configuration: a file, the environment over it, each mistake named by its key."""

from __future__ import annotations

import os
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, SettingsError

from bot.config import Config
from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PREFIX: Final = "STILLWATER_"
SECRETS: Final = (
    ("telegram", "token"),
    ("telegram", "webhook_secret"),
    ("security", "master_key"),
)
"""What may stand in no file that is copied about."""

Tree = dict[str, Any]


class _Environment(Config, BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True
    )


def load(file: Path | None = None) -> Config:
    """Read the configuration: the environment stands over the file, the file over the defaults.

    Raises:
        ConfigError: names each key that is unknown or wrong, and never its value.

    """
    merged = _over(_of_file(file) if file is not None else {}, _of_environment())
    try:
        return Config.model_validate(merged)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)
        told = "; ".join(_said(one["loc"], one["type"], one["msg"]) for one in wrong)
        raise ConfigError(told) from None


def _of_file(file: Path) -> Tree:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"The configuration {file} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        # a UnicodeDecodeError shows bytes of the file, where a secret may stand by mistake
        where = f": {error}" if isinstance(error, tomllib.TOMLDecodeError) else ""
        raise ConfigError(f"The configuration {file} is not TOML{where}") from None
    for part, secret in SECRETS:
        section = written.get(part)
        if isinstance(section, dict) and secret in section:
            name = f"{PREFIX}{part}__{secret}".upper()
            raise ConfigError(f"{part}.{secret} does not belong in a file: set {name} instead")
    return written


def _of_environment() -> Tree:
    for name in sorted(os.environ):
        section, nested, _ = name.lower().removeprefix(PREFIX.lower()).partition("__")
        ours = name.upper().startswith(PREFIX) and nested
        if ours and section not in Config.model_fields:
            raise ConfigError(f"{name} is no setting{_meant(section, Config)}")
    try:
        return EnvSettingsSource(_Environment)()
    except SettingsError as error:
        # its text holds the value
        raise ConfigError(
            f"{_variable(error)} in the environment is not JSON; better set one key alone, as in "
            f"{PREFIX}STORAGE__URL"
        ) from None


def _variable(error: SettingsError) -> str:
    """Give the variable that could not be read, of which only the section is known."""
    known = (f"{PREFIX}{name.upper()}" for name in Config.model_fields if f'"{name}"' in str(error))
    return next(known, f"A {PREFIX}… variable")


def _over(below: Tree, above: Mapping[str, Any]) -> Tree:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            merged[key] = {**under, **value}
        else:
            merged[key] = value
    return merged


def _said(where: Sequence[str | int], kind: str, why: str) -> str:
    key = ".".join(map(str, where))
    why = why.removeprefix("Value error, ")
    if kind != "extra_forbidden":
        return f"{key}: {why[:1].lower()}{why[1:]}"
    return f"{key} is no setting{_meant(str(where[-1]), _model(where[:-1]))}"


def _meant(name: str, model: type[BaseModel] | None) -> str:
    close = get_close_matches(name, model.model_fields if model else (), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _model(where: Sequence[str | int]) -> type[BaseModel] | None:
    """Give the section at a place of the configuration."""
    model: type[BaseModel] | None = Config
    for name in where:
        field = model.model_fields.get(str(name)) if model else None
        model = next(_sections(field.annotation), None) if field else None
    return model


def _sections(annotation: object) -> Iterator[type[BaseModel]]:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield kind
