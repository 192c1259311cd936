"""The key of an export: with it a later export has the same pseudonyms, and the same dates."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from typing import TYPE_CHECKING, Final

from bot.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

SIZE: Final = 32
_HEAD: Final = "stillwater-export "
"""It tells the file from every other key's."""


def export_key(file: Path | None) -> bytes:
    """Give the key in a file, which is made with a new one if it is not there; or one kept nowhere.

    Raises:
        ConfigError: others may read the file, or it holds something else.
        OSError: it cannot be read or made.

    """
    if file is None:
        return secrets.token_bytes(SIZE)
    if not file.exists():
        _make(file)
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise ConfigError(f"--key: others may read {file}; `chmod 600 {file}` mends it.")
    return _read(file)


def _make(file: Path) -> None:
    written = _HEAD + base64.b64encode(secrets.token_bytes(SIZE)).decode("ascii") + "\n"
    made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "w", encoding="ascii") as out:
        out.write(written)
        out.flush()
        os.fsync(made)


def _read(file: Path) -> bytes:
    try:
        written = file.read_text("ascii")
        key = base64.b64decode(written.removeprefix(_HEAD).strip(), validate=True)
    except (UnicodeDecodeError, binascii.Error):
        written, key = "", b""
    if not written.startswith(_HEAD) or len(key) != SIZE:
        raise ConfigError(f"--key: {file} holds no key; name a new file to make one.")
    return key
