"""Operators, from the command line: invited by a link, listed, removed; never a chat id."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import SystemClock
from bot.cli import linking
from bot.cli.settings import ConfigFile, DryRun, Json, configured, out, plainly, refuse
from bot.cli.standing import until
from bot.cli.storing import a_store
from bot.services.enrol import operators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import Config
    from bot.episode import Operator

operator = typer.Typer(no_args_is_help=True)


@operator.callback()
def _operator() -> None:
    """Link chats that are told when an alert stays unopened; list them, remove them."""


@operator.command()
def invite(
    language: Annotated[str, typer.Option(help="en or es; else that of their Telegram.")] = "",
    png: Annotated[Path | None, typer.Option(help="Write the QR code to this file too.")] = None,
    config_file: ConfigFile = None,
) -> None:
    """Make a link by which one private chat becomes an operator's, once, within 14 days.

    An operator learns only that an alert is unopened, and once a week what needs somebody.
    """
    with plainly():
        config = configured(config_file)
        bot, code, ends = asyncio.run(_invite(config, linking.known_language(language)))
        out.print(f"For an operator, to be opened once, {ends}:", markup=False)
        linking.show(bot, code, png)


async def _invite(config: Config, language: str) -> tuple[str, str, str]:
    async with a_store(config) as store, store.works() as work:
        code, made = await operators.invite(work, language, SystemClock().now())
    return await linking.username(config), code, until(made)


@operator.command("list")
def list_(config_file: ConfigFile = None, json: Json = False) -> None:
    """List operators by number: since when, and in which language."""
    with plainly():
        known = asyncio.run(_list(configured(config_file)))
        rows = [
            {"number": n, "since": f"{one.since:%Y-%m-%d %H:%M} UTC", "language": one.locale}
            for n, one in enumerate(known, 1)
        ]
        if json:
            out.print_json(data=rows)
        elif not rows:
            out.print("Nobody yet. `python -m bot operator invite` links a chat.")
        else:
            for row in rows:
                out.print(f"{row['number']}  since {row['since']} · {row['language']}")


@operator.command()
def remove(
    number: Annotated[int, typer.Argument(help="As `operator list` numbers them.")],
    config_file: ConfigFile = None,
    dry_run: DryRun = False,
) -> None:
    """Tell a chat nothing more."""
    with plainly():
        since = asyncio.run(_remove(configured(config_file), number, dry_run=dry_run))
        would = "would be" if dry_run else "is"
        out.print(f"The operator since {since} {would} told nothing more.")


async def _list(config: Config) -> Sequence[Operator]:
    async with a_store(config) as store, store.works() as work:
        return await work.operators.all()


async def _remove(config: Config, number: int, *, dry_run: bool) -> str:
    async with a_store(config) as store, store.works() as work:
        known = await work.operators.all()
        if not 0 < number <= len(known):
            refuse(f"There is no operator {number}; `operator list` numbers them.")
        if not dry_run:
            await work.operators.remove(known[number - 1].chat)
        return f"{known[number - 1].since:%Y-%m-%d %H:%M} UTC"
