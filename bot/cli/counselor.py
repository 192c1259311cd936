"""Counselors, from the operator's side: invite, list, suspend, restore, hand over."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.app import SystemClock, make_house
from bot.cli import linking
from bot.cli.settings import CANNOT, ConfigFile, Json, configured, out, plainly, refuse
from bot.cli.standing import of_counselor, of_invite, said, until
from bot.cli.storing import a_store
from bot.cli.who import one_counselor
from bot.config import Config
from bot.errors import ConfigError
from bot.services.enrol import counselors
from bot.services.enrol.handover import hand_over

counselor = typer.Typer(no_args_is_help=True)
Whom = Annotated[str, typer.Argument(metavar="NAME-OR-ID", help="Who; an id's beginning will do.")]


@counselor.callback()
def _counselor() -> None:
    """Invite counselors, list them, suspend them, hand their clients over."""


@counselor.command()
def invite(
    name: Annotated[str, typer.Option(help="Their name, as clients will read it.")],
    language: Annotated[str, typer.Option(help="en or es; else that of their Telegram.")] = "",
    png: Annotated[Path | None, typer.Option(help="Write the QR code to this file too.")] = None,
    config_file: ConfigFile = None,
) -> None:
    """Make a link by which one person becomes a counselor, once, within 14 days.

    Whoever opens it first is that counselor: show the QR code, or send the link to them alone.
    """
    with plainly():
        linking.known_language(language)
        if not name.strip():
            raise ConfigError("--name: clients read it, so it cannot be empty")
        config = configured(config_file)
        bot, code, ends = asyncio.run(_invite(config, name.strip(), language))
        out.print(f"For {name.strip()}, to be opened once, {ends}:", markup=False)
        linking.show(bot, code, png)


async def _invite(config: Config, name: str, language: str) -> tuple[str, str, str]:
    """Give the bot's username (empty if Telegram does not say it), the code, and until when."""
    async with a_store(config) as store, store.works() as work:
        code, made = await counselors.invite(work, name, language, SystemClock().now())
    return await linking.username(config), code, until(made)


@counselor.command("list")
def list_(config_file: ConfigFile = None, json: Json = False) -> None:
    """List counselors and open invitations: id, name, zone, hours, standing, clients."""
    with plainly():
        rows = asyncio.run(_list(configured(config_file)))
        if json:
            out.print_json(data=rows)
        elif not rows:
            out.print('Nobody yet. `python -m bot counselor invite --name "…"` invites somebody.')
        else:
            for row in rows:
                out.print(said(row), markup=False)


async def _list(config: Config) -> list[dict[str, object]]:
    async with a_store(config) as store, store.works() as work:
        listed = await counselors.listed(work)
        open_ = await counselors.invited(work, SystemClock().now())
        return [*map(of_counselor, listed), *map(of_invite, open_)]


@counselor.command()
def suspend(whom: Whom, config_file: ConfigFile = None) -> None:
    """Let a counselor see and change nothing; their clients' plans go on."""
    with plainly():
        name = asyncio.run(_suspend(configured(config_file), whom, suspended=True))
        out.print(f"{name} is suspended. Clients' plans go on.", markup=False)


@counselor.command()
def restore(whom: Whom, config_file: ConfigFile = None) -> None:
    """Lift a suspension."""
    with plainly():
        name = asyncio.run(_suspend(configured(config_file), whom, suspended=False))
        out.print(f"{name} is active.", markup=False)


async def _suspend(config: Config, whom: str, *, suspended: bool) -> str:
    async with a_store(config) as store:
        found = await one_counselor(store, whom)
        async with store.works() as work:
            await counselors.suspend(work, found.id, suspended=suspended)
    return found.name


@counselor.command()
def handover(
    giver: Annotated[str, typer.Argument(metavar="FROM", help="Whose clients: name or id.")],
    taker: Annotated[str, typer.Argument(metavar="TO", help="Who takes them: name or id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    config_file: ConfigFile = None,
) -> None:
    """Move all clients of one counselor, and the links they have out, to a colleague.

    Each client is told when they are awake. What they shared is switched off: they agreed to
    somebody else. Both counselors are told.
    """
    with plainly():
        config = configured(config_file)
        moved = asyncio.run(_hand_over(config, giver, taker, asks=not yes))
        out.print(f"Clients moved: {moved}. Each is told when they are awake.")


async def _hand_over(config: Config, from_: str, to: str, *, asks: bool) -> int:
    async with a_store(config) as store:
        giver, taker = await one_counselor(store, from_), await one_counselor(store, to)
        if giver.id == taker.id:
            refuse("FROM and TO are the same counselor.")
        if not taker.settled or taker.suspended:
            why = "suspended" if taker.suspended else "not settled in yet: clients read their hours"
            refuse(f"{taker.name} is {why}.")
        if asks and not typer.confirm(f"Move all clients of {giver.name} to {taker.name}?"):
            raise typer.Exit(CANNOT)
        clock = SystemClock()
        house = await make_house(config, store, clock, lambda: None, lambda: "")
        async with store.works() as work:
            return await hand_over(house, work, giver.id, taker.id, clock.now())
