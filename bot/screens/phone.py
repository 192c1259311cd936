"""On this phone: what a locked screen shows, what the list of chats shows, what can be locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.message import Press
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.turn import Line
    from bot.people import Client

ACTION: Final = "phone"
OPEN: Final = "open"
"""What a key does that opens what is kept back."""
LINE: Final = "lock-line"
"""The script that asks which line may stand on a locked screen, and the profile's word for it."""
CLOSES: Final = "close-line"
"""The profile's word for that a check-in ends with a plain line."""
OURS: Final = ("hello", "note", "minute", "news", "later")
"""The lines that are offered."""
KNOCKS: Final[Mapping[str, str]] = {
    "prompt.discreet": "prompt.discreet",
    "reminder.discreet": "reminder.discreet",
    "brief.eve-discreet": "brief.eve-discreet",
    "again.knock": "again.knock",
}
"""What only says that there is something, and what stands for it until the client has chosen."""


def chosen(client: Client) -> Line | str | None:
    """Give the line that the client chose: one of ours, or their own words; None: not yet."""
    word = client.profile.get(LINE)
    return line(f"{LINE}.{word}") if word in OURS else word


def stands(client: Client) -> Line | str:
    """Give what stands on their locked screen for what is kept back."""
    return chosen(client) or line(f"{LINE}.{OURS[0]}")


def screen(client: Client) -> Screen:
    """Show how it is, with a key for each thing that can be otherwise."""
    closes = CLOSES in client.profile
    says = (
        line("phone.head"),
        _hidden(client) if client.discreet else line("phone.shown"),
        line("phone.closes" if closes else "phone.list"),
    )
    choose = ((Key(line("phone.choose"), Press("begin", LINE)),),) if client.discreet else ()
    keys = (
        (
            key("phone.show", ACTION, "show")
            if client.discreet
            else key("phone.hide", ACTION, "hide"),
        ),
        *choose,
        (key("phone.try", ACTION, "try"),),
        (
            key("phone.no-close", ACTION, "goes-on")
            if closes
            else key("phone.close", ACTION, "close"),
        ),
        (key("phone.clear", "clear"),),
        (key("phone.locks", ACTION, "locks"),),
    )
    return Screen(says, keys)


def _hidden(client: Client) -> Line:
    own = chosen(client)
    if own is None:
        return line("phone.unchosen", prompt=line("prompt.discreet"), line=stands(client))
    return line("phone.hidden", line=own)


def locks() -> Screen:
    """Say how Telegram and the telephone can hide more."""
    says = (line("phone.passcode"), line("phone.delete"), line("phone.preview"))
    return Screen(says, ((key("phone.back", ACTION),),))


def back(to: str = "phone.key") -> Key:
    """Give the key that leads here."""
    return key(to, ACTION)
