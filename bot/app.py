"""The composition root: the only file that knows everyone, and the only one that makes a clock."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

import structlog

from bot import version
from bot.beside import beside
from bot.calling import people_to_call
from bot.doors import Doors
from bot.errors import ConfigError
from bot.heart import Heart
from bot.interview import phrases
from bot.interview.library import library
from bot.listening import listen, standing
from bot.memory import give_back
from bot.notify import notifying
from bot.opening import open_store
from bot.places import Towns
from bot.places.zips import Zips
from bot.ports import Unmetered
from bot.running import (
    Service,
    caught,
    failed,
    running,
    set_aside,
    spare_the_collector,
    timer_set_aside,
)
from bot.services.converse import Converse
from bot.services.crisis.urgent import cards, urgent
from bot.services.deliver import Deliver
from bot.services.flood import Budget, Flood
from bot.services.flooded import Flooded
from bot.services.gauges import Watch
from bot.services.house import House
from bot.services.rates import Limits
from bot.services.retention import arm
from bot.services.rollcall import RollCall
from bot.services.tick import Tick
from bot.services.voice import Voice
from bot.stopping import until_stopped
from handlers.application import build, make_bot
from handlers.buttons import Buttons
from handlers.card import HelpCard
from handlers.courier import BotCourier
from handlers.files import BotFiles
from handlers.findtreatment.client import FindTreatment
from handlers.handling import Handling
from handlers.intake import Intake
from handlers.introduction import introduce, set_menu
from handlers.metered import MeteredCourier, MeteredHandling
from handlers.patience import LOOK, Pace
from handlers.processor import Processor
from handlers.transport import Transport
from handlers.web.health import Inside
from handlers.web.metrics import PrometheusMeters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.config import Config
    from bot.ports import Clock, Files, Locator, Meters
    from storage.database import Database

log = structlog.get_logger(__name__)


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        return datetime.now(UTC)


async def make_house(
    config: Config,
    store: Database,
    clock: Clock,
    wake: Callable[[], None],
    username: Callable[[], str],
    fetches: Files | None = None,
    locator: Locator | None = None,
    meters: Meters | None = None,
) -> House:
    """Put together what every use case is handed."""
    return House(
        works=store.works,
        clock=clock,
        voice=Voice(phrases.packaged()),
        library=library(),
        rules=listen(config.safety.meaning),
        people=people_to_call(config.safety),
        places=Towns(),
        where=Zips(),
        plan=(files("bot") / "schedule" / "templates" / "simple.toml").read_text("utf-8"),
        key=await store.secret("occurrences"),
        wake=wake,
        report=failed,
        caught=caught,
        username=username,
        country=config.safety.country,
        source=config.directory.source_in(config.safety.country),
        locator=locator,
        files=fetches,
        alert_after=config.safety.alert_after,
        self_referral=config.enrol.self_referral,
        on_rota=config.enrol.on_rota,
        periods=config.retention,
        meters=meters or Unmetered(),
    )


@asynccontextmanager
async def serving(
    config: Config,
    clock: Clock,
    limits: Limits | None = None,
    budget: Budget | None = None,
) -> AsyncIterator[Service]:
    """Run the whole service within the block: store, bot, scheduler, sender.

    `limits` are Telegram's own unless its server has others, and `budget` is what one chat may
    send.

    Raises:
        ConfigError, KeyProblem, StoreError: before anything was touched.

    """
    give_back()
    token = config.token
    if token is None:
        raise ConfigError("telegram.token is not set")
    secret = config.webhook_secret
    people_to_call(config.safety)  # refused, if it is, before anything is touched
    store = open_store(config)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        store.meters = meters = PrometheusMeters(version.number())
        store.claim()
        await store.migrate()
        road = Transport()
        await stack.enter_async_context(road)
        bot = make_bot(token, road, api_base_url=config.telegram.api_base_url)
        buttons = Buttons(await store.secret("buttons"))
        courier = MeteredCourier(BotCourier(bot, buttons), meters, clock)
        rates = limits or Limits()
        deliver = Deliver(store.works, courier, clock, failed, rates, meters=meters)
        locator = await stack.enter_async_context(FindTreatment(config.directory.url))
        fetches = BotFiles(bot, road)
        house = await make_house(
            config, store, clock, deliver.wake, lambda: bot.username, fetches, locator, meters
        )
        await _keep_scripts(house)
        await arm(house)
        app = build(bot, Converse(house), buttons)
        stack.push_async_callback(app.shutdown)
        card = HelpCard(bot, cards(house), clock)
        flood = Flood(budget or Budget())
        told = Flooded(house, flood.budget.pause).tell
        handling = MeteredHandling(Handling(app, card, told, deliver.air).handle, meters)
        look = LOOK if store.replicas.shared else None
        processor = Processor(store.works, handling.handle, set_aside, Pace(look=look))
        roll = RollCall(store.replicas, deliver.share, failed)
        await stack.enter_async_context(roll.answering())
        intake = Intake(store.works, processor, clock, urgent(house), buttons, flood, meters)
        doors = Doors(config, store, bot, intake, card, clock, meters, secret)
        entrance = await stack.enter_async_context(doors.entrance())
        tick = Tick(house, aside=timer_set_aside)
        heart = Heart(entrance, tick, clock, clock.now())
        watch = Watch(store.works, clock, store.reigns_since)
        inside = Inside(meters, watch, clock, heart.pulse, lambda: store.pool)
        await stack.enter_async_context(doors.window(inside))
        await introduce(app)
        await set_menu(app, house.voice.phrases)
        service = Service(house, tick, deliver, processor, entrance, heart, inside)
        async with running(service), beside("sweep", store.sweep, failed):
            yield service


async def run(config: Config, clock: Clock | None = None) -> None:
    """Serve until SIGTERM or SIGINT, or until polling cannot go on.

    Raises:
        ConfigError, KeyProblem, StoreError: as `serving` does.
        FetchedElsewhere: another process takes this bot's updates.

    """

    async def serve() -> None:
        async with serving(config, clock or SystemClock()) as service:
            spare_the_collector()
            log.info("service.started", meaning=standing(config.safety.meaning).value)
            async with notifying(service.heart.beats):
                await service.ended()

    await until_stopped(serve())
    log.info("service.stopped")


async def _keep_scripts(house: House) -> None:
    """Store every version this house can begin, so that any other can finish it."""
    async with house.works() as work:
        for script in house.library.values():
            await work.scripts.put(script.name, script.version, script.source)
