"""Serving: `run` the bot until it is asked to stop."""

from __future__ import annotations

import asyncio

from bot.app import run as serve
from bot.cli.first_steps import lacking
from bot.cli.settings import ConfigFile, configured, plainly, refuse


def run(config_file: ConfigFile = None) -> None:
    """Serve a real bot: Telegram by long polling, prompts when they are due, until stopped.

    Makes the database, or brings an older one up to date. SIGTERM and Ctrl+C let what is in hand
    be finished first; a kill loses nothing either.
    """
    with plainly():
        config = configured(config_file)
        if (steps := lacking(config)) is not None:
            refuse(steps)
        asyncio.run(serve(config))
