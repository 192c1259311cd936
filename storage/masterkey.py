"""The master key: 32 random bytes, written in base64, in a file that only its owner reads.

While it is turned over there are two, one a line, the newest first.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from hmac import compare_digest
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import KeyProblem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SIZE: Final = 32


class MasterKey:
    """One master key; printed or logged, it shows nothing of itself."""

    __slots__ = ("_key", "cipher")

    def __init__(self, key: bytes) -> None:
        """Take its 32 bytes."""
        self._key = key
        self.cipher = AESGCM(key)

    @classmethod
    def new(cls) -> MasterKey:
        """Make one at random."""
        return cls(secrets.token_bytes(SIZE))

    @property
    def written(self) -> bytes:
        """It, as a file holds it."""
        return base64.b64encode(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MasterKey) and compare_digest(self._key, other._key)

    def __hash__(self) -> int:
        return hash(self._key)


def new_master_key(path: Path) -> None:
    """Write a new master key to a file of its own, readable by its owner alone.

    Raises:
        KeyProblem: the file is there already: a key is never written over.

    """
    try:
        _create(path, (MasterKey.new(),))
    except FileExistsError:
        raise KeyProblem(f"{path} is there already; a key is never written over.") from None


def read_master_keys(path: Path) -> tuple[MasterKey, ...]:
    """Read the master keys from their file, newest first.

    Raises:
        KeyProblem: there is no such file, others may read or replace it, or it holds no key.

    """
    try:
        mode, folder = path.stat().st_mode, path.parent.stat().st_mode
        written = path.read_text("ascii")
    except OSError as problem:
        raise KeyProblem(f"{path} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise KeyProblem(f"{path} does not hold a key.") from None
    if stat.S_IMODE(mode) & 0o077:
        raise KeyProblem(f"Others may read {path}; `chmod 600 {path}` mends it.")
    if folder & stat.S_IWOTH and not folder & stat.S_ISVTX:
        raise KeyProblem(f"Anybody may replace {path}; `chmod o-w {path.parent}` mends it.")
    return master_keys(written)


def read_backup_keys(path: Path) -> tuple[bytes, ...]:
    """Read the keys that backups are sealed under: written as master keys are, the newest first.

    Raises:
        KeyProblem: as `read_master_keys` does.

    """
    return tuple(base64.b64decode(key.written) for key in read_master_keys(path))


def master_keys(written: str) -> tuple[MasterKey, ...]:
    """Read master keys as they are written: base64 of 32 bytes each, blanks between.

    Raises:
        KeyProblem: it is something else, or nothing.

    """
    return tuple(dict.fromkeys(map(_key, written.split() or [""])))


def write_master_keys(path: Path, keys: Sequence[MasterKey]) -> None:
    """Put keys in place of those in a file: it holds the ones or the others at every moment.

    It stays its owner's, and what lay on the disk before is written over.

    Raises:
        KeyProblem: it cannot be written; it is as it was.

    """
    path = path.resolve()  # where it is reached by a link, the link stays
    beside = path.with_name(f".{path.name}.next")
    try:
        before = os.open(path, os.O_WRONLY)
        try:
            beside.unlink(missing_ok=True)
            _create(beside, keys, like=os.fstat(before))
            beside.replace(path)
            _sync(path.parent)
            _wipe(before)
        finally:
            os.close(before)
    except OSError as problem:
        why = f"{path} cannot be written: {problem.strerror}"
        raise KeyProblem(f"{why}; docs/keys.md says how to go on.") from None


def _key(written: str) -> MasterKey:
    try:
        key = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != SIZE:
        raise KeyProblem("A master key is base64 of 32 bytes; `keys new` writes one.")
    return MasterKey(key)


def _create(path: Path, keys: Sequence[MasterKey], like: os.stat_result | None = None) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as out:
        if like is not None and like.st_uid != os.geteuid():
            os.fchown(file, like.st_uid, like.st_gid)  # root did it for the service's own user
        out.write(b"".join(key.written + b"\n" for key in keys))
        out.flush()
        os.fsync(file)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _wipe(file: int) -> None:
    """Write over what a file held, unless it has another name: a copy that somebody keeps."""
    about = os.fstat(file)
    if about.st_nlink == 0:
        os.pwrite(file, bytes(about.st_size), 0)
        os.fsync(file)
