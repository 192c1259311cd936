"""The first steps: what a new folder still lacks before a bot can run, and how to come by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Config

TO_BE_SOMEBODY: Final = """\
A bot token, which makes it somebody on Telegram (telegram.token):
     in Telegram, write to @BotFather, send /newbot and answer its two questions. Put what it
     gives you into the environment as STILLWATER_TELEGRAM__TOKEN, or name a file that holds it
     in telegram.token_file."""
TO_KEEP: Final = """\
A master key, which opens everything that is kept (security.master_key_file), and a key for
     backups beside it:
     python -m bot keys new"""
AROUND: Final = "To look around without a token or an account: make demo"


def lacking(config: Config) -> str | None:
    """Say what is still to be made before the first run; None if nothing is.

    Raises:
        ConfigError: the token's file cannot be read.

    """
    steps = list(_steps(config))
    if not steps:
        return None
    listed = (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return "\n\n".join(("Stillwater cannot run yet. It needs:", *listed, AROUND))


def _steps(config: Config) -> Iterator[str]:
    if config.token is None:
        yield TO_BE_SOMEBODY
    security = config.security
    if security.master_key is None and not security.master_key_file.exists():
        yield TO_KEEP
