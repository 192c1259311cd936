"""The sealed file: a stream in chunks that open only in their order, whole and to the end.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), as `age` uses it:
AES-256-GCM on 64 KiB at a time, the nonce counting the chunks and saying which is the last. Its key
is drawn for this file alone by HKDF (RFC 5869) from the backup key and a random salt, so that no
nonce is used twice. The head (magic, salt, what tells the key, a checksum) is authenticated with
every chunk.
"""

from __future__ import annotations

import os
import zlib
from hmac import compare_digest
from typing import IO, TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import Unwhole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAGIC: Final = b"Stillwater archive 1\n"
CHUNK: Final = 64 * 1024
_TAG: Final = 16
_SALT: Final = 16
_TELLS: Final = 16
_SUM: Final = 4
_HEAD: Final = len(MAGIC) + _SALT + _TELLS + _SUM
_COUNTER: Final = 11


class Sealer:
    """Writes a sealed file; it opens only once it was closed."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        """Take an empty file, and the backup key's 32 bytes."""
        salt = os.urandom(_SALT)
        self._cipher, tells = _drawn(key, salt)
        head = MAGIC + salt + tells
        self._head = head + _checksum(head)
        self._file = file
        self._number = 0
        self._waits = bytearray()
        file.write(self._head)

    def write(self, plain: bytes) -> None:
        """Add to the stream. Raises OSError."""
        self._waits += plain
        while len(self._waits) > CHUNK:  # the last chunk is never empty, unless all is
            self._put(bytes(self._waits[:CHUNK]), last=False)
            del self._waits[:CHUNK]

    def close(self) -> None:
        """End the stream. Raises OSError."""
        self._put(bytes(self._waits), last=True)
        self._waits.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, plain, self._head))
        self._number += 1


def unsealed(file: IO[bytes], keys: Sequence[bytes]) -> Iterator[bytes]:
    """Give what a sealed file holds, each chunk once it was proved.

    Raises:
        Unwhole: it is none, none of the keys is its own, or it was cut off or edited.

    """
    head = file.read(_HEAD)
    if head[: len(MAGIC)] != MAGIC[: len(head)] or not head:
        raise Unwhole("It is no backup of Stillwater's, or of a newer one.")
    if len(head) < _HEAD:
        raise Unwhole("It was cut off: even its head is not whole.")
    if _checksum(head[:-_SUM]) != head[-_SUM:]:
        raise Unwhole("It is damaged: its head was changed.")
    cipher = _opener(head, keys)
    number, chunk = 0, file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        yield _opened(cipher, number, chunk, head, last=not following)
        if not following:
            return
        number, chunk = number + 1, following


def _opened(cipher: AESGCM, number: int, chunk: bytes, head: bytes, *, last: bool) -> bytes:
    plain = _tried(cipher, _nonce(number, last=last), chunk, head)
    if plain is not None:
        return plain
    if last and _tried(cipher, _nonce(number, last=False), chunk, head) is not None:
        raise Unwhole("It was cut off: its end is missing.")
    if last:
        raise Unwhole("It was cut off or damaged near its end.")
    raise Unwhole(f"It is damaged: bytes from {_HEAD + number * (CHUNK + _TAG):,} on differ.")


def _tried(cipher: AESGCM, nonce: bytes, chunk: bytes, head: bytes) -> bytes | None:
    try:
        return cipher.decrypt(nonce, chunk, head)
    except (InvalidTag, ValueError):
        return None


def _opener(head: bytes, keys: Sequence[bytes]) -> AESGCM:
    salt = head[len(MAGIC) : len(MAGIC) + _SALT]
    for key in keys:
        cipher, tells = _drawn(key, salt)
        if compare_digest(tells, head[len(MAGIC) + _SALT : -_SUM]):
            return cipher
    raise Unwhole("It was sealed under another backup key than the one given.")


def _drawn(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """Draw a file's own key, and what tells that key from others."""
    drawn = HKDF(SHA256(), 32 + _TELLS, salt, MAGIC).derive(key)
    return AESGCM(drawn[:32]), drawn[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_COUNTER, "big") + bytes([last])


def _checksum(head: bytes) -> bytes:
    return zlib.crc32(head).to_bytes(_SUM, "big")
