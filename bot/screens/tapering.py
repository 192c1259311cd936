"""Fewer check-ins, after some weeks: asked once, the client's to say."""

from __future__ import annotations

from bot.screens.screen import Screen, key, line, screen


def ask() -> Screen:
    """Ask whether fewer would do."""
    ways = ("half", "stays", "month")
    keys = tuple((key(f"taper.{way}", "taper", way),) for way in ways)
    return Screen((line("taper.ask"),), keys)


def stays() -> Screen:
    """Say that nothing changes."""
    return screen("taper.kept")


def later() -> Screen:
    """Say that it is asked again in a month."""
    return screen("taper.later")
