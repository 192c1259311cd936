"""What every command begins with: the configuration, the log, and errors said in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from bot import logs
from bot.config import Config, Log
from bot.configuring import load
from bot.errors import KeyProblem, StillwaterError, StoreError
from bot.opening import MASTER_KEY

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", envvar="STILLWATER_CONFIG", help="The configuration file (TOML)."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")]
Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")]

PROBLEMS: Final = 1
"""The exit code of a command that looked, and found something wrong."""
CANNOT: Final = 2
"""The exit code of a command that could not do what it is for."""
INTERRUPTED: Final = 130

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def plainly() -> Iterator[None]:
    """Say in a sentence why it cannot be done, and leave with 2; what we missed crashes."""
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except (StillwaterError, OSError) as error:
        refuse(explained(error))


def refuse(why: str) -> None:
    """Say why it cannot be done, and leave with 2."""
    err.print(why, style="red", markup=False)
    raise typer.Exit(CANNOT)


def explained(error: StillwaterError | OSError) -> str:
    """Give an error as a sentence that names the configuration's key where there is one."""
    match error:
        case OSError():
            return f"{error.filename or 'The system'}: {error.strerror or type(error).__name__}"
        case StoreError():
            return f"storage.url: {error}"
        case KeyProblem() if not str(error).startswith(("security.", "storage.", "STILLWATER_")):
            return f"security.master_key_file (or {MASTER_KEY}): {error}"
        case _:
            return str(error)


def configured(file: Path | None) -> Config:
    """Read the configuration and set up the log.

    Raises:
        ConfigError: names each key that is unknown or wrong.

    """
    logs.set_up(Log())
    config = load(file)
    logs.set_up(config.log)
    return config
