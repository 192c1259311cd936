"""The command line, called in a folder of its own with nothing set."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import structlog
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.logs import LIBRARIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a command said, and how it left."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Shell:
    """A folder, and commands given in it."""

    folder: Path

    def __call__(self, *arguments: str, typed: str | None = None, **set_to: str) -> Said:
        """Give a command; `set_to` are variables of the environment, without their prefix."""
        env = {f"STILLWATER_{name}": value for name, value in set_to.items()}
        result = CliRunner().invoke(cli, arguments, input=typed, env=env)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A shell in a new folder; what a command does to the logs is undone after."""
    for name in [one for one in os.environ if one.startswith("STILLWATER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    logs = [logging.getLogger(name) for name in ("", *LIBRARIES)]
    kept = [(log.handlers, log.propagate, log.level) for log in logs]
    yield Shell(tmp_path)
    for log, (handlers, propagate, level) in zip(logs, kept, strict=True):
        log.handlers, log.propagate = handlers, propagate
        log.setLevel(level)
    structlog.reset_defaults()
