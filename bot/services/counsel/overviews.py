"""The overview: when a counselor asks for it, and once a week if they want that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel.overview import Row, overview, shares, shown
from bot.counsel.tally import SPAN, tally
from bot.counsel.working import next_start
from bot.looks import Seen
from bot.message import Purpose
from bot.ports import Timer, TimerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.care import Care
    from bot.people import Client
    from bot.screens.screen import Screen
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def show(call: Call, _: str) -> None:
    """Show it at the command."""
    await _show(call)


async def turn(call: Call, _: Pressed) -> None:
    """Show it at a key, below the message that stands above the key."""
    await _show(call)


async def weekly(call: Call) -> None:
    """Bring it on the counselor's day, if there is anybody in it, and set when it comes next."""
    if call.counselor.overview_day is not None:
        await again(call)
    await rearm(call)


async def again(call: Call) -> None:
    """Bring it, also anew where somebody in it shares less by now and it has not left."""
    rows, hidden = await _rows(call)
    if call.counselor.reachable and rows:
        await call.show(_screen(call, rows, hidden), purpose=Purpose.DIGEST)


async def rearm(call: Call) -> None:
    """Set when the overview next comes by itself, by the counselor's clock; or that it never does.

    Whoever changes a counselor's overview day, hours or zone calls this in the same transaction.
    """
    counselor, timer = call.counselor, f"overview:{call.counselor.id}"
    days = () if counselor.overview_day is None else (counselor.overview_day,)
    at = next_start(days, counselor.hours.start, call.zone, call.now)
    if at is None:
        await call.work.timers.done(timer)
    else:
        rings = Timer(timer, None, TimerKind.OVERVIEW, at, counselor=counselor.id)
        await call.work.timers.set(rings)


async def _show(call: Call) -> None:
    rows, hidden = await _rows(call)
    await call.show(_screen(call, rows, hidden))


def _screen(call: Call, rows: Sequence[Row], hidden: int) -> Screen:
    call.saw(Seen.LIST, *(row.care.client for row in shown(rows, call.zone, call.now)))
    return overview(rows, hidden, call.zone, call.now)


async def _rows(call: Call) -> tuple[list[Row], int]:
    """Give those who share counts, and how many do not."""
    known = await call.work.clients.of(call.counselor.id)
    cares = await call.work.cares.clients_of(call.counselor.id)
    sharing = [care for care in cares if shares(care)]
    rows = [await _row(call, care, known[care.client]) for care in sharing if care.client in known]
    return rows, len(cares) - len(sharing)


async def _row(call: Call, care: Care, client: Client) -> Row:
    since = await call.work.plans.since(care.client, call.now - SPAN)
    return Row(care, client, tally(since, call.now))
