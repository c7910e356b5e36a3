"""Compressed indexes of package archives, unpacked within bounds."""

from __future__ import annotations

import bz2
import lzma
import zlib

from vmgate.errors import InputError

LARGEST = 512 * 1024 * 1024
"""No index of a package archive is larger when unpacked, in bytes."""


def unpacked(data: bytes, name: str) -> bytes:
    """The content of a .gz, .xz or .bz2 file, or the data themselves. Raises `InputError`.

    What lz4 or zstd packed has to be unpacked first: the standard library does not read it.
    """
    if data.startswith((b"\x04\x22\x4d\x18", b"\x28\xb5\x2f\xfd")):
        raise InputError(
            f"{name}: it is packed with lz4 or zstd; give what `/usr/lib/apt/apt-helper cat-file` or `zstdcat` "
            "makes of it"
        )
    try:
        if data.startswith(b"\x1f\x8b"):
            return _bounded(zlib.decompressobj(wbits=31).decompress(data, LARGEST + 1), name)
        if data.startswith(b"\xfd7zXZ\x00"):
            return _bounded(lzma.LZMADecompressor().decompress(data, LARGEST + 1), name)
        if data.startswith(b"BZh"):
            return _bounded(bz2.BZ2Decompressor().decompress(data, LARGEST + 1), name)
    except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error) as error:
        raise InputError(f"{name}: it cannot be unpacked: {error}") from None
    return _bounded(data, name)


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise InputError(f"{name}: it is larger than {LARGEST >> 20} MiB when unpacked")
    return data
