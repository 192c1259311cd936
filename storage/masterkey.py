"""The master key: 32 random bytes, written in base64, in a file that only its owner reads."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from typing import TYPE_CHECKING, Final

from bot.errors import KeyProblem

if TYPE_CHECKING:
    from pathlib import Path

SIZE: Final = 32


def new_master_key(path: Path) -> None:
    """Write a new master key to a file of its own, readable by its owner alone.

    Raises:
        KeyProblem: the file is there already: a key is never written over.

    """
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyProblem(f"{path} is there already; a key is never written over.") from None
    with os.fdopen(file, "wb") as out:
        out.write(base64.b64encode(secrets.token_bytes(SIZE)) + b"\n")


def read_master_key(path: Path) -> bytes:
    """Read the master key from its file.

    Raises:
        KeyProblem: there is no such file, others may read it, or it holds no key.

    """
    try:
        mode = path.stat().st_mode
        written = path.read_text("ascii")
    except OSError as problem:
        raise KeyProblem(f"{path} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise KeyProblem(f"{path} does not hold a key.") from None
    if stat.S_IMODE(mode) & 0o077:
        raise KeyProblem(f"Others may read {path}; `chmod 600 {path}` mends it.")
    return master_key(written)


def master_key(written: str) -> bytes:
    """Read a master key as it is written: base64 of 32 bytes.

    Raises:
        KeyProblem: it is something else.

    """
    try:
        key = base64.b64decode(written.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != SIZE:
        raise KeyProblem("A master key is base64 of 32 bytes; `keys new` writes one.")
    return key
