"""After an outage: of what a plan meant meanwhile the last is sent, if it is good still.

The rest is marked. Nobody had those prompts, so none of them counts as missed by the client.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.schedule.ahead import Send
from bot.schedule.occurrences import State
from bot.services.outlook import outlook
from bot.services.replan import make_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.schedule.occurrences import Occurrence
    from bot.services.outlook import Outlook
    from bot.services.visit import Visit

LATE: Final = timedelta(minutes=10)
"""A prompt that is later than this may be overtaken by the one after it."""


async def overtaken(visit: Visit, id_: str, occurrence: Occurrence) -> bool:
    """Bring a plan up to now whose prompt comes late; say whether that prompt is let go of so."""
    late = visit.now - occurrence.due_at >= LATE and occurrence.state is State.PLANNED
    if not late or not visit.client.reachable:
        return False
    meanwhile = list(_meanwhile(await outlook(visit), occurrence))
    last = meanwhile[-1] if meanwhile else occurrence
    good = visit.now < last.expires_at
    if not meanwhile and good:
        return False
    await visit.work.plans.mark(id_, State.MISSED_BY_SYSTEM, visit.now)
    for one in meanwhile:
        made = await make_row(visit, one)
        if made is not None and not (one == last and good):
            await visit.work.timers.drop(occurrence=made)
            await visit.work.plans.mark(made, State.MISSED_BY_SYSTEM, visit.now)
    return True


def _meanwhile(look: Outlook, since: Occurrence) -> Iterator[Occurrence]:
    """Give what the plan meant after a prompt and until now."""
    for step in look.ahead(since.due_at, {since}):
        at = step.occurrence.due_at if isinstance(step, Send) else step.due_at
        if at > look.now:
            return
        if isinstance(step, Send) and step.occurrence.plan == since.plan:
            yield step.occurrence
