"""What the doctor says of what failed three times: it is set aside, and somebody must look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.cli.found import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports import Work

ASIDE: Final = "set aside"
NAMED: Final = 5
"""How many of each are named."""


async def failing(work: Work) -> Finding:
    """Look whether an update or a timer was set aside."""
    updates = [f"update {one}" for one in await work.inbox.set_aside()]
    timers = [f"timer {one.id}" for one in await work.timers.set_aside()]
    if not updates and not timers:
        return Finding(ASIDE, "nothing: no update and no timer failed three times")
    named = ", ".join(_named(updates) + _named(timers))
    says = f"failed three times, as the log tells: {named}; `run` tries timers anew when it starts"
    return Finding(ASIDE, says, well=False)


def _named(things: Sequence[str]) -> list[str]:
    more = len(things) - NAMED
    return [*things[:NAMED], *([f"{more} more"] if more > 0 else [])]
