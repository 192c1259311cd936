"""A seal: closes and opens cells with one key, bound to where they stand.

A sealed cell is a version byte, a random nonce of 12 bytes, and AES-256-GCM's ciphertext with its
tag. Its address (table and column, whose key, row) is authenticated with it, so that a cell moved
or edited does not open (NIST SP 800-38D: associated data).
"""

from __future__ import annotations

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import SealBroken

LASTING: Final = b"\x01"
"""The version of a cell under a client's key, or the service's."""
APART: Final = b"\x02"
"""The version of a cell under a key that is destroyed by itself: a day's, or an invitation's."""
_NONCE: Final = 12
_ODD: Final = "surrogatepass"  # half an emoji is still what somebody wrote
_HEAD: Final = 1 + _NONCE


class Seal:
    """Seals and opens with one key: a client's, the service's, a day's or an invitation's."""

    __slots__ = ("_cipher", "_owner", "_version")

    def __init__(self, owner: str, key: bytes, version: bytes = LASTING) -> None:
        """Take whose key it is, its 32 bytes, and the version byte of its cells."""
        self._owner = owner
        self._cipher = AESGCM(key)
        self._version = version

    def close(self, column: str, row: str, plain: str) -> bytes:
        """Seal a cell; `column` is `table.column`, `row` the row's own key."""
        nonce = os.urandom(_NONCE)
        address = f"{column}\0{self._owner}\0{row}".encode()
        sealed = self._cipher.encrypt(nonce, plain.encode("utf-8", _ODD), address)
        return self._version + nonce + sealed

    def open(self, column: str, row: str, sealed: bytes) -> str:
        """Open a cell that was sealed at this address.

        Raises:
            SealBroken: it was not, or it was edited.

        """
        if sealed[:1] != self._version:
            raise SealBroken
        address = f"{column}\0{self._owner}\0{row}".encode()
        try:
            plain = self._cipher.decrypt(sealed[1:_HEAD], sealed[_HEAD:], address)
        except (InvalidTag, ValueError):
            raise SealBroken from None
        return plain.decode("utf-8", _ODD)
