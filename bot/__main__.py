"""The command line: `python -m bot …`."""

from __future__ import annotations

import gc

gc.disable()  # nothing that is imported goes away: looking through it again and again takes 0.2 s

from typing import Annotated

import typer

from bot import logs, version
from bot.cli.lazily import Lazily
from bot.cli.settings import CANNOT
from bot.config import Log

gc.enable()

EPILOG = (
    "Leaves with 0 if all is well, 1 if it found problems, 2 if it cannot do what it is for. "
    "Settings come from a TOML file (--config) and the environment over it; config.example.toml "
    "names them all."
)

cli = typer.Typer(
    name="stillwater",
    cls=Lazily,
    help="Stillwater: a Telegram bot for the days between counseling sessions.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"Stillwater {version.number()}")
        raise typer.Exit


@cli.callback()
def _stillwater(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it, and end.")
    ] = False,
) -> None:
    """Stillwater: a Telegram bot for the days between counseling sessions."""


def main() -> None:
    """Run the command line; of what nobody expected only the kind and the place are told."""
    gc.freeze()
    logs.set_up(Log())
    logs.watch()
    try:
        cli()
    except Exception as error:  # noqa: BLE001 - its text may hold anything
        logs.crashed(error)
        raise SystemExit(CANNOT) from None


if __name__ == "__main__":
    main()
