"""Serving: `run` the bot until it is asked to stop."""

from __future__ import annotations

import asyncio

from bot.app import run as serve
from bot.cli.first_steps import lacking
from bot.cli.settings import ConfigFile, configured, plainly, refuse


def run(config_file: ConfigFile = None) -> None:
    """Serve a real bot: what people write, and prompts when they are due, until stopped.

    Makes the database, or brings an older one up to date. SIGTERM and Ctrl+C let what is in hand
    be finished first, for 10 seconds at most; a kill loses nothing either. On one PostgreSQL any
    number may run: with telegram.mode = "polling" one of them polls, with "webhook" all are equal.
    """
    with plainly():
        config = configured(config_file)
        if (steps := lacking(config)) is not None:
            refuse(steps)
        asyncio.run(serve(config))
