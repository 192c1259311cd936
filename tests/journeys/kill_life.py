"""A life: the whole service as a child process that can be killed at any moment and begun again.

Lives are forked from a server that has everything imported and has neither loop nor threads, so
that a new one begins at once. Real SQLite files, real HTTP, the real composition root.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from pydantic import SecretStr

from bot import logs
from bot.app import run
from bot.config import Config, Http, Log, Mode, Safety, Security, Storage, Telegram
from bot.demo.clock import ShiftedClock
from bot.listening import Meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

TOKEN: Final = "1000000001:KILL-on-loopback-only"
BEGAN: Final = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""When every journey begins: a Monday morning in New York, so that all dates are known."""

_forks = get_context("forkserver")
_forks.set_forkserver_preload(["tests.journeys.kill_warm", "pytest"])


@dataclass(frozen=True, slots=True)
class Home:
    """What outlasts a life: its folder, where its Telegram is, and when its time began."""

    folder: Path
    url: str
    since: float
    """By the machine's monotonic clock, which its processes share."""
    wordy: bool = False
    """Log all there is, from our own and from every library's root, as nobody would in earnest."""
    store: str = ""
    """The URL of another store than the SQLite file in the folder."""
    disk: Path | None = None
    """The folder of that file, if it is another."""
    window: int = 0
    """The port at which it shows what goes on inside; 0: nowhere."""
    posts: str = ""
    """Where Telegram is to post; empty: it is polled."""
    door: int = 8080
    """The port at which what was posted arrives."""

    @property
    def clock(self) -> ShiftedClock:
        """The clock of this service and its Telegram, on either side of a fork."""
        return ShiftedClock(self.folder / "clock", self._real)

    @property
    def log(self) -> Path:
        """What its processes wrote to stdout and stderr."""
        return self.folder / "log"

    @property
    def temporary(self) -> Path:
        """Where its processes make files that they do not keep."""
        return self.folder / "tmp"

    @property
    def database(self) -> Path:
        return (self.disk or self.folder) / "stillwater.db"

    @property
    def config(self) -> Config:
        account = Telegram(token=SecretStr(TOKEN), api_base_url=self.url)
        if self.posts:
            hook = {"mode": Mode.WEBHOOK, "webhook_url": self.posts}
            account = account.model_copy(update=hook)
        return Config(
            telegram=account,
            storage=Storage(url=self.store or f"sqlite:///{self.database}"),
            security=Security(master_key_file=self.folder / "master.key"),
            safety=Safety(meaning=Meaning.OFF),  # a life that is killed at once need not load it
            http=Http(port=self.window, webhook_port=self.door),
        )

    def _real(self) -> datetime:
        return BEGAN + timedelta(seconds=time.monotonic() - self.since)


async def serve(home: Home) -> None:
    """Serve as the command line does."""
    await run(home.config, home.clock)


class Life:
    """One process of the service, or of whatever else is to be done beside a home."""

    def __init__(
        self, home: Home, serve: Callable[[Home], Coroutine[Any, Any, None]] = serve
    ) -> None:
        self.began = time.monotonic()
        self._over = False
        self._process: ForkServerProcess = _forks.Process(
            target=_live, args=(home, serve), daemon=True
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number among the machine's processes."""
        return self._process.pid or 0

    def kill(self) -> None:
        """End it with SIGKILL, now, if it has not ended."""
        if not self._over:
            self._process.kill()

    def crash(self) -> None:
        """Let the interpreter itself crash, where it stands."""
        os.kill(self.pid, signal.SIGABRT)

    def ask(self) -> None:
        """Ask it with SIGTERM to stop."""
        self._process.terminate()

    async def ended(self, within: float = 30.0) -> int:
        """Wait for its end and give its exit code, the negative signal if one killed it."""
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            async with asyncio.timeout(within):
                await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        code = self._process.exitcode
        self._process.close()
        self._over = True
        assert code is not None
        return code


def _live(home: Home, serve: Callable[[Home], Coroutine[Any, Any, None]]) -> None:
    home.temporary.mkdir(exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(home.temporary)
    sys.stdout = sys.stderr = home.log.open("a", buffering=1, encoding="utf-8")
    logs.set_up(Log(level="debug" if home.wordy else "info"))
    logs.watch()
    if home.wordy:
        logging.basicConfig(level=logging.DEBUG, force=True)
    asyncio.run(serve(home))
