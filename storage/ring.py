"""The ring: the master keys, newest first, from where they can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.errors import KeyProblem
from storage.masterkey import read_master_keys, write_master_keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from storage.masterkey import MasterKey


class Ring(Protocol):
    """Where the master keys are."""

    def read(self) -> tuple[MasterKey, ...]:
        """Give the keys as they are now, newest first. Raises KeyProblem."""
        ...

    def write(self, keys: Sequence[MasterKey]) -> None:
        """Let these be the keys, newest first. Raises KeyProblem: they are as they were."""
        ...


class KeyFile:
    """Keys in a file, a line each."""

    def __init__(self, path: Path) -> None:
        """Take where it is."""
        self._path = path

    def read(self) -> tuple[MasterKey, ...]:
        return read_master_keys(self._path)

    def write(self, keys: Sequence[MasterKey]) -> None:
        write_master_keys(self._path, keys)


class GivenKeys:
    """Keys that were handed over when the process began, and stay so until it ends."""

    def __init__(self, *keys: MasterKey, whence: str) -> None:
        """Take the keys, newest first, and the name of what held them."""
        self._keys = keys
        self._whence = whence

    def read(self) -> tuple[MasterKey, ...]:
        return self._keys

    def write(self, keys: Sequence[MasterKey]) -> None:  # noqa: ARG002 - the ring's signature
        raise KeyProblem(
            f"{self._whence} holds the master key, and cannot be changed from here. Put a new key "
            "before the old one, with a blank between (`python -m bot keys new FILE` writes one), "
            "start the service again with both, and rotate with both."
        )
