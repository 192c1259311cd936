"""The whole service in a process of its own, with Telegram's rates lifted."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import logs
from bot.app import SystemClock, serving
from bot.config import Log
from bot.running import spare_the_collector
from bot.services.flood import Budget
from bot.services.rates import Limits
from tests.benchmarks.sampling import Sampler
from tests.benchmarks.sealing import Meter
from tests.benchmarks.settings import config, posted, reached
from tests.benchmarks.statements import Recorder, ours, plain, replay, settled
from tests.benchmarks.worker import serve, usage

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator, Sequence

    from tests.benchmarks.worker import Answers

LIFTED = Limits(chat_rate=1e6, chat_burst=1e6, all_rate=1e6, all_burst=1e6)
OPEN = Budget(burst=1e9)
"""Nobody is left out here, unless what is measured is just that."""
WAYS = {"ours": ours, "plain": plain}


@asynccontextmanager
async def answering(*line: str) -> AsyncIterator[Answers]:
    """Serve for as long as the block lasts; give what can be asked meanwhile."""
    said = _told(line)
    account = reached(said.url, said.token)
    if said.posted:
        account = posted(account, said.posted)
    settings = config(Path(said.folder), said.store, account, said.port)
    budget = Budget() if said.budget == "own" else OPEN
    limits = Limits() if said.limits == "own" else LIFTED
    sampler, ran = Sampler(), list[Any]()
    with Recorder(said.store) as recorder, Meter() as meter:

        async def record() -> dict[str, Any]:
            await _at_rest(said.store)
            recorder.start()
            return {}

        async def stop() -> dict[str, Any]:
            await _at_rest(said.store)
            ran.extend(recorder.stop())
            return {}

        async def bare(way: str, copy: str, updates: str) -> dict[str, Any]:
            original = plain(said.store)
            found = await replay(ran, int(updates), WAYS[way](copy), original)
            await original.dispose()
            return asdict(found)

        async with serving(settings, SystemClock(), limits, budget):
            yield {
                "usage": usage,
                "record": record,
                "stop": stop,
                "replay": bare,
                "meter": meter.start,
                "metered": meter.read,
                "sample": sampler.start,
                "sampled": sampler.stop,
            }


async def main() -> None:
    """Be a process, and answer what is asked."""
    logs.set_up(Log(level="warning"))
    async with answering(*sys.argv[1:]) as answers:
        spare_the_collector()
        await serve(answers)


async def _at_rest(store: str) -> None:
    engine = plain(store)
    await settled(engine)
    await engine.dispose()


def _told(line: Sequence[str]) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("--budget", choices=("own", "open"), default="open")
    parser.add_argument("--limits", choices=("own", "lifted"), default="lifted")
    parser.add_argument("--posted", help="Where Telegram posts, instead of being polled.")
    parser.add_argument("--port", type=int, default=8080, help="Where it is handed on to.")
    for name in ("folder", "store", "url", "token"):
        parser.add_argument(name)
    return parser.parse_args(line)


if __name__ == "__main__":
    asyncio.run(main())
