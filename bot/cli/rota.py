"""The rota, from the command line: who answers alerts, in the order in which they are told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.settings import ConfigFile, DryRun, Json, configured, out, plainly, refuse
from bot.cli.standing import of_counselor, said
from bot.cli.storing import a_store
from bot.cli.who import one_counselor
from bot.services.enrol.counselors import Listed

if TYPE_CHECKING:
    from bot.config import Config

rota = typer.Typer(no_args_is_help=True)
EMPTY = "The rota is empty: nobody is alerted of anything, and clients read that."


@rota.callback()
def _rota() -> None:
    """Say which counselors answer alerts. Without a rota nobody is alerted of anything."""


@rota.command("list")
def list_(config_file: ConfigFile = None, json: Json = False) -> None:
    """List who is on it, the first of them first."""
    with plainly():
        rows = asyncio.run(_list(configured(config_file)))
        if json:
            out.print_json(data=rows)
        elif not rows:
            out.print(EMPTY)
        else:
            for row in rows:
                out.print(said(row), markup=False)


@rota.command("set")
def set_(
    whom: Annotated[
        list[str], typer.Argument(metavar="NAME-OR-ID…", help="In the order they are told.")
    ],
    config_file: ConfigFile = None,
) -> None:
    """Let these counselors answer alerts, in this order, and nobody else.

    A client's own counselor is told first; then these, those at work before the others.
    """
    with plainly():
        names = asyncio.run(_set(configured(config_file), whom))
        out.print(f"On the rota: {', '.join(names)}.", markup=False)


@rota.command()
def clear(config_file: ConfigFile = None, dry_run: DryRun = False) -> None:
    """Let nobody be alerted of anything."""
    with plainly():
        config = configured(config_file)
        if dry_run:
            names = ", ".join(str(row["name"]) for row in asyncio.run(_list(config)))
            out.print(f"Off the rota would be: {names or 'nobody'}.", markup=False)
            return
        asyncio.run(_set(config, []))
        out.print(EMPTY)


async def _list(config: Config) -> list[dict[str, object]]:
    async with a_store(config) as store, store.works() as work:
        found = [await work.counselors.get(one) for one in await work.rota.all()]
        return [
            of_counselor(Listed(one, len(await work.cares.clients_of(one.id))))
            for one in found
            if one is not None
        ]


async def _set(config: Config, whom: list[str]) -> list[str]:
    async with a_store(config) as store:
        found = [await one_counselor(store, wanted) for wanted in whom]
        for one in found:
            if one.suspended or not one.settled:
                why = "suspended" if one.suspended else "not settled in yet"
                refuse(f"{one.name} is {why}.")
        if len({one.id for one in found}) < len(found):
            refuse("Somebody is named twice.")
        async with store.works() as work:
            await work.rota.set([one.id for one in found])
    return [one.name for one in found]
