"""The demo: everything on this machine alone, a pretend Telegram and a page among it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer
from pydantic import SecretStr

from bot import logs
from bot.app import SystemClock, serving
from bot.cli.settings import out, plainly
from bot.config import Config, Directory, Enrol, Http, Log, Security, Storage, Telegram
from bot.demo import clinics
from bot.demo.clock import ShiftedClock
from bot.demo.hosting import serve_stage
from bot.demo.stage import Stage
from bot.demo.telegram import Telegram as PretendTelegram
from bot.demo.tour import tour as play_tour
from bot.services.enrol.counselors import invite
from bot.services.rates import Limits
from bot.stopping import until_stopped
from storage.masterkey import new_master_key

if TYPE_CHECKING:
    from bot.running import Service

TOKEN: Final = "1000000001:STILLWATER-DEMO-on-loopback-only"  # noqa: S105 - opens the pretend Telegram
UNHURRIED: Final = Limits(chat_burst=100)
"""The tour answers faster than anybody could, and is not made to wait for Telegram's limits."""
COUNSELOR: Final = "Dana"
OURS: Final = ("stillwater", "telegram")
"""The folders of a demo; its clock is a file beside them."""


def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path(
        "demo-data"
    ),
    port: Annotated[
        int, typer.Option(envvar="PORT", min=0, max=65535, help="The page's port; 0: any free one.")
    ] = 8080,
    tour: Annotated[bool, typer.Option("--tour", help="Play the journey here, and end.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Clear the demo's data, and end.")] = False,
) -> None:
    """Serve everything on this machine: the bot, a pretend Telegram and a page to try it on.

    Nothing leaves this computer, and no token is needed.
    """
    with plainly():
        logs.set_up(Log(level="warning"))
        if reset:
            clear(folder)
            out.print(f"{folder} is cleared.", markup=False)
        elif tour:
            with TemporaryDirectory(prefix="stillwater-tour-") as passing:
                asyncio.run(until_stopped(_tour(Path(passing))))
            raise typer.Exit(1)  # it was stopped on the way
        else:
            asyncio.run(until_stopped(_serve(folder, port)))


def clear(folder: Path) -> None:
    """Delete what a demo made in a folder, and the folder if nothing else is in it."""
    for name in OURS:
        with suppress(FileNotFoundError):
            rmtree(folder / name)
    (folder / "clock").unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


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

    async def counselor_link(self) -> str:
        """Invite the demo's counselor, as the operator would."""
        if self.service is None:
            raise ValueError("the bot is not here yet; try again in a moment")
        house = self.service.house
        async with house.works() as work:
            code, _ = await invite(work, COUNSELOR, "", house.clock.now())
        return house.link(code)


class _Theatre:
    """A pretend Telegram and its stage, in a folder; the service runs on the same clock."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.clock = ShiftedClock(home / "clock", SystemClock().now)
        self.tg = PretendTelegram(home / "telegram", self.clock.now, TOKEN)
        self.running = _Running()
        run = self.running
        self.stage = Stage(
            self.tg,
            self.clock,
            run.next_prompt,
            run.knock,
            run.zone_of,
            counselor_link=run.counselor_link,
        )


async def _tour(home: Path) -> None:
    """Play the journey, and leave the program with its code."""
    it = _Theatre(home)
    async with (
        serve_stage(it.stage, 0) as url,
        serving(config(home, url), it.clock, UNHURRIED) as it.running.service,
    ):
        run = it.running
        code = await play_tour(
            *(it.tg, it.clock, run.knock, run.next_prompt, out), counselor_link=run.counselor_link
        )
    raise typer.Exit(code)


async def _serve(home: Path, port: int) -> None:
    it = _Theatre(home)
    async with (
        serve_stage(it.stage, port) as url,
        serving(config(home, url), it.clock) as it.running.service,
    ):
        out.print(f"\n  Stillwater is at [bold]{url}[/bold]   (Ctrl+C ends it)\n")
        await it.running.service.ended()


def config(home: Path, url: str) -> Config:
    """Give the demo's own configuration, in its own folder; a real one here is let be."""
    key = home / "stillwater" / "master.key"
    if not key.exists():
        key.parent.mkdir(parents=True, exist_ok=True)
        new_master_key(key)
    return Config(
        telegram=Telegram(token=SecretStr(TOKEN), api_base_url=url),
        storage=Storage(url=f"sqlite:///{key.with_name('stillwater.db')}"),
        security=Security(master_key_file=key),
        enrol=Enrol(on_rota=True),
        directory=Directory(url=f"{url}{clinics.PREFIX}"),
        http=Http(port=0),  # whoever looks in here looks at the page
    )
