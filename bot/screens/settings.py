"""What a client can settle, as it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Press
from bot.screens.lines import hardest_line, town
from bot.screens.phone import ACTION as PHONE
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from datetime import datetime

    from bot.interview.turn import Line
    from bot.people import Client
    from bot.schedule.risky import Risky


def screen(client: Client, language: str, counselor: str | None = None) -> Screen:
    """Show each setting on the key that changes it; `language` is the name of theirs in itself.

    `counselor` names whom they share with, if there is somebody.
    """
    values: dict[str, Line | str] = {
        "language": language,
        "zone": town(client.zone),
        "quiet-hours": _quiet(client),
    }
    keys = tuple(
        (Key(line(f"settings.{name}", value=value), Press("begin", name)),)
        for name, value in values.items()
    )
    seen = line("settings.hidden" if client.discreet else "settings.shown")
    phone = (Key(line("settings.discreet", value=seen), Press(PHONE)),)
    rhythm = (Key(line("menu.rhythm"), Press("command", "rhythm")),)
    privacy = (Key(line("privacy.key"), Press("command", "privacy")),)
    keys = (*keys, phone)
    if counselor is None:
        return Screen((line("settings.head"),), (*keys, rhythm, privacy))
    hardest = (key("enrol.hardest-key", "begin", "hardest"),)
    shared = (Key(line("sharing.key", counselor=counselor), Press("command", "sharing")),)
    return Screen((line("settings.head"),), (*keys, hardest, rhythm, shared, privacy))


def kept() -> Screen:
    """Say that a change is kept."""
    return Screen((line("settings.kept"),))


def hardest_set(hour: Risky | None) -> Screen:
    """Say that it is kept, and as which hour of the week it was understood."""
    if hour is None:
        return kept()
    return Screen((line("settings.kept"), hardest_line(hour)))


def zone_set(local: datetime) -> Screen:
    """Let the client see by the clock whether the zone is right."""
    return Screen((line("settings.zone-set", time=local.time()),))


def zone_asked(local: datetime) -> Screen:
    """Ask whether the client is in another zone by now, by what the clock says there."""
    yes, no = key("zone.change", "begin", "zone"), key("zone.right", "zone-right")
    return Screen((line("zone.asked", time=local.time()),), ((yes,), (no,)))


def _quiet(client: Client) -> Line:
    quiet = client.quiet
    if quiet.start == quiet.end:
        return line("settings.off")
    return line("settings.hours", start=quiet.start, end=quiet.end)
