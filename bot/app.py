"""The composition root: the only file that knows everyone, and the only one that makes a clock."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.errors import ConfigError, KeyProblem, StoreError
from bot.interview import phrases
from bot.interview.library import library
from bot.places import Towns
from bot.ports import Clock, TimerKind
from bot.safety import lexicon, reading
from bot.services.commands import KNOWN
from bot.services.converse import Converse
from bot.services.deliver import Deliver
from bot.services.house import House
from bot.services.rates import Limits
from bot.services.safety import cards, urgent
from bot.services.tick import Tick
from bot.services.voice import Voice
from handlers import WANTED
from handlers.application import build, set_commands
from handlers.card import HelpCard
from handlers.courier import BotCourier
from handlers.handling import Handling
from handlers.intake import Intake
from handlers.polling import Poller
from handlers.processor import Processor
from handlers.transport import Transport
from storage.database import Database, open_database
from storage.masterkey import master_key, read_master_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.config import Config
    from handlers.context import App

log = structlog.get_logger(__name__)

KNOCK: Final = timedelta(seconds=1)
"""How often the scheduler asks what is due."""
GRACE: Final = 8.0
"""Seconds that what is in hand has to be finished when the service stops."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        return datetime.now(UTC)


def open_store(config: Config) -> Database:
    """Give the store, sealed with the master key; nothing is opened yet.

    Raises:
        ConfigError: a URL is wrong.
        KeyProblem: there is no master key, or it cannot be used.

    """
    url = config.storage.url
    return open_database(url, config.storage.keys_url or beside(url), read_key(config))


def beside(url: str) -> str:
    """Give the key store's URL for a database's: a file beside it, or a schema within it."""
    if url.startswith("sqlite"):
        return url.removesuffix(".db") + ".keys.db"
    return url


def read_key(config: Config) -> bytes:
    """Give the master key: from the environment, else from its file."""
    security = config.security
    if security.master_key is not None:
        return master_key(security.master_key.get_secret_value())
    if not security.master_key_file.exists():
        raise KeyProblem(
            f"There is no master key: security.master_key_file names {security.master_key_file}, "
            "which is not there. `python -m bot keys new` writes one."
        )
    return read_master_key(security.master_key_file)


async def make_house(
    config: Config, store: Database, clock: Clock, wake: Callable[[], None]
) -> House:
    """Put together what every use case is handed."""
    return House(
        works=store.works,
        clock=clock,
        voice=Voice(phrases.packaged()),
        library=library(),
        rules=lexicon.packaged(),
        people=reading.packaged(),
        places=Towns(),
        plan=(files("bot") / "schedule" / "templates" / "simple.toml").read_text("utf-8"),
        key=await store.secret("occurrences"),
        wake=wake,
        report=_report,
        country=config.safety.country,
    )


@dataclass(frozen=True, slots=True)
class Service:
    """The running service, as the demo and the command line see it."""

    house: House
    tick: Tick
    deliver: Deliver
    processor: Processor
    poller: Poller
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    """What must go on for as long as the service does."""

    async def knock(self) -> None:
        """Let everything due happen now, and send what waits."""
        try:
            await self.tick.tick()
        except StoreError as error:
            _report("tick", error)
        self.deliver.wake()

    async def next_prompt(self) -> datetime | None:
        """Give when the next prompt of anybody is due; aware, UTC."""
        async with self.house.works() as work:
            return await work.timers.next_due(TimerKind.PROMPT)

    async def zone_of(self, chat: int) -> str | None:
        """Give the zone a client settled, for the demo's page."""
        async with self.house.works() as work:
            client = await work.clients.by_chat(chat)
        return None if client is None else client.zone


@asynccontextmanager
async def serving(
    config: Config, clock: Clock, limits: Limits | None = None
) -> AsyncIterator[Service]:
    """Run the whole service within the block: store, bot, scheduler, sender.

    `limits` are Telegram's own unless its server has others.

    Raises:
        ConfigError, KeyProblem, StoreError: before anything was touched.

    """
    token = config.token
    if token is None:
        raise ConfigError(HOW_TO_GET_ONE)
    store = open_store(config)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        await store.migrate()
        await store.sweep()
        sender: list[Deliver] = []

        def wake() -> None:
            for each in sender:
                each.wake()

        house = await make_house(config, store, clock, wake)
        await _keep_scripts(house)
        polling = Transport(connections=1)
        await stack.enter_async_context(polling)
        url = config.telegram.api_base_url
        app = build(token, Converse(house), Transport(), api_base_url=url)
        await _introduce(app)
        stack.push_async_callback(app.shutdown)
        courier = BotCourier(app.bot)
        sender.append(Deliver(store.works, courier, clock, _report, limits or Limits()))
        processor = Processor(store.works, Handling(app).handle, _set_aside)
        poller = Poller(
            polling,
            app.bot.base_url,
            keep=Intake(store.works, processor, clock, urgent(house)).keep,
            on_unkept=HelpCard(app.bot, cards(house), clock).show,
            now=clock.now,
            allowed_updates=WANTED,
        )
        service = Service(house, Tick(house), sender[0], processor, poller)
        await _menu(house, app)
        async with _running(service):
            yield service


@asynccontextmanager
async def _running(service: Service) -> AsyncIterator[None]:
    """Start in the order in which work flows, and stop in that order too."""
    await service.deliver.recover()
    await service.processor.start()
    scheduler = AsyncIOScheduler(timezone=UTC)
    knock = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler.add_job(service.knock, "interval", seconds=KNOCK.total_seconds(), **knock)
    scheduler.start()
    polling = asyncio.create_task(service.poller.run())
    sending = asyncio.create_task(service.deliver.run())
    service.tasks.extend((polling, sending))
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        service.poller.stop()
        await asyncio.wait([polling])
        await service.processor.stop(GRACE)
        service.deliver.stop()
        await asyncio.wait([sending], timeout=GRACE)


async def run(config: Config, clock: Clock | None = None) -> None:
    """Serve until SIGTERM or SIGINT, or until polling cannot go on.

    Raises:
        ConfigError, KeyProblem, StoreError: as `serving` does.
        FetchedElsewhere: another process takes this bot's updates.

    """
    async with serving(config, clock or SystemClock()) as service:
        log.info("service.started")
        await until_stopped(service)
    log.info("service.stopped")


async def until_stopped(service: Service) -> None:
    """Wait for SIGTERM or SIGINT; raises what ended the polling or the sending before that."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, asked.set)
    waiting = asyncio.create_task(asked.wait())
    await asyncio.wait([waiting, *service.tasks], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in service.tasks:
        if task.done():
            task.result()


async def _introduce(app: App) -> None:
    """Ask Telegram who the bot is, for as long as it takes Telegram to be there."""
    rest = KNOCK
    while True:
        try:
            await app.initialize()
        except InvalidToken:
            raise ConfigError("telegram.token is not known to Telegram") from None
        except NetworkError as error:
            log.warning("telegram.away", error=type(error).__name__)
            await asyncio.sleep(rest.total_seconds())
            rest = min(rest * 2, timedelta(minutes=1))
        else:
            return


async def _keep_scripts(house: House) -> None:
    """Store every version this house can begin, so that any other can finish it."""
    async with house.works() as work:
        for script in house.library.values():
            await work.scripts.put(script.name, script.version, script.source)


async def _menu(house: House, app: App) -> None:
    """Set the commands' menu in every language; without it everything works all the same."""
    words = house.voice.phrases
    menus = {
        locale: {name: words(locale, f"commands.{name}") for name in KNOWN if name != "start"}
        for locale in words.words
    }
    try:
        await set_commands(app.bot, menus)
    except TelegramError as error:
        log.warning("menu.unset", error=type(error).__name__)


def _report(what: str, error: Exception) -> None:
    log.error("failed", what=what, error=type(error).__name__)


def _set_aside(update: int) -> None:
    log.error("update.set_aside", update=update)


HOW_TO_GET_ONE: Final = """\
There is no bot token, so there is nobody to be on Telegram.

  1. In Telegram, write to @BotFather, send /newbot and answer its two questions.
  2. Put the token it gives you into the environment: STILLWATER_TELEGRAM__TOKEN=…
     (or its file's path into telegram.token_file), and start again.

To look around without a token or an account: make demo"""
