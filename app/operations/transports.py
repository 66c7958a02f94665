"""The file a backup lies in: a stream cut into chunks, each sealed where there is a key.

After the first line come a byte (sealed or not), a salt, and chunks: four bytes of length, then what they say. A sealed
chunk is AES-256-GCM under a key of this file's own; its number is the nonce, and whether it is the last is bound to it:
chunks cannot be changed, left out, put in another order or cut off without its being seen.
"""

import io
import os
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.errors import DomainError

FIRST_LINE = b"CSPR Learning backup 1\n"
SALT_BYTES, NONCE_BYTES, LENGTH_BYTES = 16, 12, 4
CHUNK_BYTES = 256 * 1024
LARGEST_CHUNK = CHUNK_BYTES + 1024
LEAST_KEY_BYTES = 32


class NotABackup(DomainError):
    """The file is none of ours, is damaged, or was sealed with another key."""


def key_in(file: Path | None) -> bytes | None:
    """The key that a file holds; None when no file is named. Raises DomainError when it is missing or too short."""
    if file is None:
        return None
    try:
        key = file.read_bytes().strip()
    except OSError as fault:
        raise DomainError(f"The key {file} cannot be read ({fault.strerror}).") from fault
    if len(key) < LEAST_KEY_BYTES:
        raise DomainError(f"The key in {file} is shorter than {LEAST_KEY_BYTES} characters.")
    return key


class _Seal:
    """Seals or opens the chunks of one file in their order."""

    def __init__(self, head: bytes, salt: bytes, key: bytes | None) -> None:
        self._head, self._number = head, 0
        own = HKDF(SHA256(), 32, salt, b"a backup of CSPR Learning").derive(key) if key else None
        self._cipher = AESGCM(own) if own else None

    def _next(self, is_last: bool) -> tuple[bytes, bytes]:
        self._number += 1
        return self._number.to_bytes(NONCE_BYTES, "big"), self._head + bytes([is_last])

    def close(self, said: bytes, is_last: bool) -> bytes:
        nonce, bound = self._next(is_last)
        return self._cipher.encrypt(nonce, said, bound) if self._cipher else said

    def open(self, said: bytes, is_last: bool) -> bytes:
        nonce, bound = self._next(is_last)
        try:
            return self._cipher.decrypt(nonce, said, bound) if self._cipher else said
        except InvalidTag as fault:
            raise NotABackup("The backup was sealed with another key, or it is damaged.") from fault


class Writer(io.RawIOBase):
    """Writes a stream into a file; with a key, nobody reads it without."""

    def __init__(self, file: BinaryIO, key: bytes | None) -> None:
        self._file, self._waiting = file, bytearray()
        salt = os.urandom(SALT_BYTES)
        head = FIRST_LINE + bytes([key is not None]) + salt
        self._seal = _Seal(head, salt, key)
        file.write(head)

    def writable(self) -> bool:
        return True

    def write(self, said: object) -> int:
        """Take bytes; they are written when they fill a chunk."""
        taken = bytes(said)  # type: ignore[call-overload]
        self._waiting += taken
        while len(self._waiting) > CHUNK_BYTES:
            self._put(bytes(self._waiting[:CHUNK_BYTES]), is_last=False)
            del self._waiting[:CHUNK_BYTES]
        return len(taken)

    def close(self) -> None:
        """Write the last chunk."""
        if not self.closed:
            self._put(bytes(self._waiting), is_last=True)
        super().close()

    def _put(self, said: bytes, is_last: bool) -> None:
        sealed = self._seal.close(said, is_last)
        self._file.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)


class Reader(io.RawIOBase):
    """Reads a stream out of a file.

    Raises:
        NotABackup: at once for a file that is none of ours, or sealed without a key, or not sealed with one;
            later where it is damaged.
    """

    def __init__(self, file: BinaryIO, key: bytes | None) -> None:
        self._file = file
        head = file.read(len(FIRST_LINE) + 1 + SALT_BYTES)
        if not head.startswith(FIRST_LINE) or len(head) < len(FIRST_LINE) + 1 + SALT_BYTES:
            raise NotABackup("This is no backup of this application.")
        self.is_sealed = bool(head[len(FIRST_LINE)])
        if self.is_sealed and key is None:
            raise NotABackup("The backup is sealed: name its key in CSPR_BACKUP_KEY.")
        if key is not None and not self.is_sealed:
            # Else whoever can put a file among the backups could make one that is believed.
            raise NotABackup(
                "The backup is not sealed, though there is a key. If you trust it, leave CSPR_BACKUP_KEY out."
            )
        self._seal = _Seal(head, head[-SALT_BYTES:], key)
        self._left = b""
        self._next = self._raw()

    def readable(self) -> bool:
        return True

    def readinto(self, into: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill what is given as far as the next chunk goes."""
        while not self._left and self._next is not None:
            chunk, self._next = self._next, self._raw()
            self._left = self._seal.open(chunk, is_last=self._next is None)
        taken, self._left = self._left[: len(into)], self._left[len(into) :]
        into[: len(taken)] = taken
        return len(taken)

    def _raw(self) -> bytes | None:
        length = self._file.read(LENGTH_BYTES)
        if not length:
            return None
        wanted = int.from_bytes(length, "big")
        if wanted > LARGEST_CHUNK or len(length) < LENGTH_BYTES:
            raise NotABackup("The backup is damaged.")
        said = self._file.read(wanted)
        if len(said) < wanted:
            raise NotABackup("The backup is cut off.")
        return said
