"""What the operator's commands say over a store, every word of it, to be searched."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.journeys.kill_life import TOKEN

if TYPE_CHECKING:
    from tests.journeys.kill_life import Home

ROOT: Final = Path(__file__).parents[2]
EXPORT: Final = "for-research"
ASKED: Final = (("doctor", "--json"), ("retention", "--dry-run"), ("stats", "--json"))
"""Commands that look and change nothing, and name nobody; beside `export`."""


async def said(home: Home) -> bytes:
    """Ask each command, and give all that it said on either way out."""
    export = home.temporary / EXPORT
    asked = (*ASKED, ("export", str(export)))
    told = await asyncio.gather(*(_ask(home, *words) for words in asked))
    files = sorted(export.iterdir())
    assert len((export / "occurrences.csv").read_bytes().splitlines()) > 1
    return b"\n".join((*told, *(file.read_bytes() for file in files)))


async def _ask(home: Home, *words: str) -> bytes:
    settings = {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__API_BASE_URL": home.url,
        "STORAGE__URL": f"sqlite:///{home.database}",
        "SECURITY__MASTER_KEY_FILE": str(home.folder / "master.key"),
    }
    ran = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=ROOT,
        env={
            **os.environ,
            **{f"STILLWATER_{name}": value for name, value in settings.items()},
            "TMPDIR": str(home.temporary),
        },
    )
    told, _ = await ran.communicate()
    assert ran.returncode in {0, 1}, (words, told)
    assert told
    return told
