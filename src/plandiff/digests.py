"""Hashes without the import of ``hashlib``, which loads all of OpenSSL: a start that names a few changes needs none of it.

The modules imported here are Python's own and not public, so where one is missing hashlib takes its place; the standard
library does the same for ``random``.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b
try:
    from _sha2 import sha256  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]  # before Python 3.12
    except ImportError:
        from hashlib import sha256


def fingerprint(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    found: str = sha256(data).hexdigest()
    return found


def small_number(data: bytes) -> int:
    """A number of 48 bits that is the same for the same bytes (BLAKE2b)."""
    return int.from_bytes(blake2b(data, digest_size=6).digest())
