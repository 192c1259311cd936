"""Serving: `run` the bot, or `demo` all of it on this machine alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer
from pydantic import SecretStr
from rich.console import Console

from bot.app import run as serve
from bot.app import serving, until_stopped
from bot.cli.settings import ConfigFile, configured, out, plainly, set_up_log
from bot.config import Config, Log, Security, Storage, Telegram
from bot.demo.clock import ShiftedClock
from bot.demo.hosting import serve_stage
from bot.demo.stage import Stage
from bot.demo.telegram import Telegram as PretendTelegram
from bot.demo.tour import tour as play_tour
from storage.masterkey import new_master_key

if TYPE_CHECKING:
    from bot.app import Service

TOKEN: Final = "1000000001:STILLWATER-DEMO-on-loopback-only"  # noqa: S105 - opens the pretend Telegram


def run(config_file: ConfigFile = None) -> None:
    """Serve a real bot: Telegram by long polling, prompts when they are due, until stopped."""
    with plainly():
        asyncio.run(serve(configured(config_file)))


def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path(
        "demo-data"
    ),
    port: Annotated[int, typer.Option(envvar="PORT", help="The page's port.")] = 8080,
    tour: Annotated[bool, typer.Option("--tour", help="Play the journey here, and end.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Clear the demo's data, and end.")] = False,
) -> None:
    """Serve everything on this machine: the bot, a pretend Telegram and a page to try it on."""
    with plainly():
        if reset:
            rmtree(folder, ignore_errors=True)
            out.print(f"{folder} is cleared.")
            return
        raise typer.Exit(asyncio.run(_demo(folder, 0 if tour else port, tour=tour)))


class _Running:
    """The service, once it runs: the page's server is up before it, and may be asked before it."""

    service: Service | None = None

    async def next_prompt(self) -> datetime | None:
        return await self.service.next_prompt() if self.service else None

    async def knock(self) -> None:
        if self.service:
            await self.service.knock()

    async def zone_of(self, chat: int) -> str | None:
        return await self.service.zone_of(chat) if self.service else None


async def _demo(folder: Path, port: int, *, tour: bool) -> int:
    with TemporaryDirectory(prefix="stillwater-tour-") as passing:
        home = Path(passing) if tour else folder
        home.mkdir(parents=True, exist_ok=True)
        clock = ShiftedClock(home / "clock", lambda: datetime.now(UTC))
        tg = PretendTelegram(home / "telegram", clock.now, TOKEN)
        running = _Running()
        stage = Stage(tg, clock, running.next_prompt, running.knock, running.zone_of)
        async with (
            serve_stage(stage, port) as url,
            serving(_config(home, url), clock) as running.service,
        ):
            if tour:
                return await play_tour(tg, clock, running.knock, running.next_prompt, Console())
            out.print(f"\n  Stillwater is at [bold]{url}[/bold]   (Ctrl+C ends it)\n")
            await until_stopped(running.service)
    return 0


def _config(home: Path, url: str) -> Config:
    """Give the demo's own configuration, in its own folder; a real one here is let be."""
    key = home / "stillwater" / "master.key"
    if not key.exists():
        key.parent.mkdir(parents=True, exist_ok=True)
        new_master_key(key)
    set_up_log(Log(level="warning"))
    return Config(
        telegram=Telegram(token=SecretStr(TOKEN), api_base_url=url),
        storage=Storage(url=f"sqlite:///{key.with_name('stillwater.db')}"),
        security=Security(master_key_file=key),
    )
