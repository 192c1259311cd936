"""What was given back goes back to the machine."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.benchmarks.worker import resident

TIDE = """
import sys
from bot.memory import give_back
from tests.benchmarks.worker import resident
if sys.argv[1:]:
    give_back()
bytearray(24 << 20)  # glibc sees such a piece given back, and would keep as much
before = resident("self")
pieces = [bytearray(100 << 10) for _ in range(400)]
stays = bytearray(1)
del pieces
print(resident("self") - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has other ways")
@pytest.mark.skipif(resident("self") is None, reason="this system does not tell")
def test_a_tide_of_updates_leaves_nothing_behind() -> None:
    kept, given_back = (float(left(*said)) for said in ((), ("back",)))
    assert given_back < kept / 2


def left(*said: str) -> str:
    line = (sys.executable, "-c", TIDE, *said)
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own
