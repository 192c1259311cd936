"""What every command begins with: the configuration, the log, and errors said in one line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer
from rich.console import Console

from bot.config import Config, load
from bot.errors import StillwaterError
from handlers.application import hush

if TYPE_CHECKING:
    from bot.config import Log

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", envvar="STILLWATER_CONFIG", help="The configuration file (TOML)."),
]

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@contextmanager
def plainly() -> Iterator[None]:
    """Say what went wrong in one sentence and leave with 2; a traceback is for what we missed."""
    try:
        yield
    except StillwaterError as error:
        err.print(str(error), style="red", markup=False)
        raise typer.Exit(2) from None


def configured(file: Path | None) -> Config:
    """Read the configuration and set up the log.

    Raises:
        ConfigError: names each key that is missing, unknown or wrong.

    """
    config = load(file)
    set_up_log(config.log)
    return config


def set_up_log(log: Log) -> None:
    """Log ids, types and counts: as lines for people, or as JSON for machines."""
    last = (
        structlog.processors.JSONRenderer() if log.json_lines else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(log.level),
        logger_factory=structlog.PrintLoggerFactory(),
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    hush()
