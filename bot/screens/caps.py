"""More check-ins on one day than the client's cap: asked once, theirs to say."""

from __future__ import annotations

from bot.screens.screen import Screen, key, line


def ask(counselor: str, most: int, cap: int) -> Screen:
    """Ask whether up to `most` on one day would be fine, where the cap is `cap`."""
    enough = key("caps.one", "cap", "1") if cap == 1 else key("caps.enough", "cap", str(cap), n=cap)
    return Screen(
        (line("caps.ask", counselor=counselor, n=most),),
        ((key("caps.more", "cap", str(most)),), (enough,)),
    )


def kept(day: int, *, more: bool) -> Screen:
    """Say what holds from now on."""
    if more:
        return Screen((line("caps.raised", n=day),))
    return Screen((line("caps.stays"),))
