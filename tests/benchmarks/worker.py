"""A bot in a process of its own, asked questions over a pipe: one JSON line each way."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Answers = Mapping[str, Callable[..., Awaitable[dict[str, Any]]]]
    """What each question's first word asks for; the other words are its arguments."""

_LINE = 2**16


INSIDE: ContextVar[bool] = ContextVar("inside", default=False)
"""Whether workers run within this very process: that is quick, and its figures are worthless."""


class Asked(Protocol):
    """A worker, wherever it runs; or several as one."""

    async def ask(self, *what: object) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        ...


class Worker:
    """A process that is asked."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def ask(self, *what: object) -> dict[str, Any]:
        """Ask, and wait for the answer. Raises ChildProcessError if the process has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(" ".join(map(str, what)).encode() + b"\n")
        return await self.answer()

    async def answer(self) -> dict[str, Any]:
        """Read one answer."""
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise ChildProcessError(await self._process.wait())
        answer: dict[str, Any] = json.loads(line)
        return answer


class Within:
    """A part of this process that is asked in the same words."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def ask(self, *what: object) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        name, *arguments = map(str, what)
        return await self._answers[name](*arguments)


@asynccontextmanager
async def worker(
    module: str, *args: str, python: str | Path = sys.executable
) -> AsyncIterator[Asked]:
    """Start a module of this package, until the block is left.

    Its `answering(*args)` gives, for as long as a block lasts, what it can be asked.
    """
    if INSIDE.get() and python == sys.executable:
        found = import_module(f"tests.benchmarks.{module}")
        async with found.answering(*args) as answers:
            yield Within(answers)
        return
    process = await asyncio.create_subprocess_exec(
        python,
        "-m",
        f"tests.benchmarks.{module}",
        *args,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip - the arguments of one command line
    asked = Worker(process)
    try:
        await asked.answer()
        yield asked
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def serve(answers: Answers) -> None:
    """Be the answering side: say that all is ready, then answer until nobody asks any more."""
    reader = asyncio.StreamReader(limit=_LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    _say({"ready": True})
    while line := (await reader.readline()).decode().strip():
        what, *arguments = line.split()
        _say(await answers[what](*arguments))


async def usage() -> dict[str, Any]:
    """Give this process's processor time in seconds, and what it holds in MiB."""
    return {"cpu": process_time(), "resident": resident("self")}


def resident(process: int | str, which: str = "VmRSS") -> float | None:
    """Give a process's resident memory in MiB, or the most it was; where the system tells."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    held = next(line for line in status.read_text().splitlines() if line.startswith(which))
    return int(held.split()[1]) / 1024


def spent(process: int) -> float | None:
    """Give another process's processor time in seconds, where the system tells."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return None
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
