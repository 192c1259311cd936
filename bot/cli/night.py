"""What the doctor says of the night's work: whether what is past its period goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.cli.found import Finding
from bot.ports import TimerKind
from bot.retention import missed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports import Work

NIGHT: Final = "retention"


async def night(work: Work, now: datetime) -> Finding:
    """Look when the night's work was last done, or was to be done first; `now` is aware."""
    done = await work.retention.done()
    since = done or await work.timers.next_due(TimerKind.NIGHT)
    if since is None:
        return Finding(NIGHT, "not done yet; `run` does it each night from 3:00 UTC on", None)
    if missed(since, now):
        last = "never done" if done is None else f"last done on {done:%Y-%m-%d}"
        says = f"{last}: what is past its period stays; `run` does it, or `retention --now`"
        return Finding(NIGHT, says, well=False)
    if done is None:
        return Finding(NIGHT, f"will be done from {since:%Y-%m-%d %H:%M} UTC on")
    return Finding(NIGHT, f"last done on {done:%Y-%m-%d}")
