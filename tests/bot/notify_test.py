"""What systemd is told: over a socket of ours, in its own words."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.notify import notifying, tell, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def systemd(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as its:
        its.bind(address)
        its.setblocking(False)
        yield its


async def heard(its: socket.socket) -> bytes:
    async with asyncio.timeout(10):
        return await asyncio.get_running_loop().sock_recv(its, 100)


async def test_it_is_ready_alive_while_it_is_and_then_stops(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    where = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "3000", "WATCHDOG_PID": str(os.getpid())}
    lives = True
    with systemd(address) as its:
        async with notifying(lambda: lives, where):
            assert await heard(its) == b"READY=1"
            assert await heard(its) == b"WATCHDOG=1"
            assert await heard(its) == b"WATCHDOG=1"
            lives = False
        said = [await heard(its)]
        while said[-1] != b"STOPPING=1":
            said.append(await heard(its))
    assert set(said[:-1]) <= {b"WATCHDOG=1"}


async def test_what_does_not_live_gives_no_sign_of_it(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    where = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "3000"}
    with systemd(address) as its:
        async with notifying(lambda: False, where):
            await asyncio.sleep(0.01)
        assert [await heard(its), await heard(its)] == [b"READY=1", b"STOPPING=1"]


async def test_a_name_in_no_file_system_is_heard_too() -> None:
    name = f"stillwater-{os.getpid()}"
    with systemd(f"\0{name}") as its:
        tell("READY=1", {"NOTIFY_SOCKET": f"@{name}"})
        assert await heard(its) == b"READY=1"


@pytest.mark.parametrize("address", ["", "vsock:2:1", "/nowhere/at/all"])
async def test_without_systemd_nothing_happens(address: str) -> None:
    async with notifying(lambda: True, {"NOTIFY_SOCKET": address}):
        tell("WATCHDOG=1", {"NOTIFY_SOCKET": address})


@pytest.mark.parametrize(
    ("where", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": "60000000"}, 60.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, 60.0),
    ],
)
def test_how_often_signs_of_life_are_waited_for(
    where: dict[str, str], seconds: float | None
) -> None:
    assert watched(where) == seconds
