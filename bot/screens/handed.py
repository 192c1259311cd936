"""Who accompanies a client changes: what the client reads, and what both counselors do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Press
from bot.screens import hours
from bot.screens.lines import town
from bot.screens.screen import Key, Screen, line, screen

if TYPE_CHECKING:
    from bot.people import Counselor


def client(giver: Counselor, taker: Counselor) -> Screen:
    """Say who it is from now on, who reads what and when, and that nothing is shared unasked."""
    now = line("handed.now", giver=giver.name, taker=taker.name)
    worked, where = hours.said(taker.hours), town(taker.zone)
    reads = line("handed.reads", taker=taker.name, hours=worked, town=where)
    private = line("handed.private", giver=giver.name, taker=taker.name)
    sharing = Key(line("handed.sharing", taker=taker.name), Press("command", "sharing"))
    return Screen((now, reads, private), ((sharing,),))


def giver(to: Counselor, clients: int) -> Screen:
    """Tell the one who leaves off how many clients are with whom now."""
    return screen("handed.given", name=to.name, n=clients)


def taker(of: Counselor, clients: int) -> Screen:
    """Tell the one who takes over whose clients are theirs now."""
    return screen("handed.taken", name=of.name, n=clients)
