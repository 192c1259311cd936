"""The link of an invitation, shown once: as text, as a QR code, and written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli.asking import ask
from bot.cli.settings import out, refuse
from bot.errors import ConfigError
from bot.interview import phrases
from bot.pictures import qr

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Config


def known_language(language: str) -> str:
    """Give a language back; empty is that of their Telegram.

    Raises:
        ConfigError: there is none like it.

    """
    if language not in {"", *phrases.packaged().words}:
        raise ConfigError(f"--language: there is no {language} here")
    return language


async def username(config: Config) -> str:
    """Give the bot's username; empty if Telegram does not say it."""
    try:
        token = config.token
    except ConfigError:
        token = None
    return (await ask(config.telegram.api_base_url, token)).username


def show(bot: str, code: str, png: Path | None) -> None:
    """Show the link that opens `bot` with a code; without its name, how to open it by hand."""
    if not bot:
        out.print(f"Telegram did not say the bot's name. In a chat with it: /start {code}")
        if png is not None:
            refuse(f"{png} is not written: the link in it would need that name.")
        return
    link = f"https://t.me/{bot}?start={code}"
    out.print(link, markup=False)
    typer.echo(qr.terminal(link))
    if png is not None:
        png.write_bytes(qr.png(link))
        out.print(f"{png} is written.", markup=False)
