"""A ZIP file as a row of pieces whose place in it is known beforehand: nothing is compressed, so any part can be sent alone.

Certificates hardly shrink, and a program that resumes a download must find the same bytes: the same entries always
give the same file. Everything needed to write the directory at the end can be read back from the heads.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UNIX = 20, 3 << 8
_UTF8 = 1 << 11
_OWNER_READS = 0o100600 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the ZIP: its name, and size and checksum of its bytes."""

    name: str
    size: int
    crc: int


def head(entry: Entry, at: datetime) -> bytes:
    """What stands before the bytes of a file; ``at`` is local time, as ZIP has no other."""
    name = entry.name.encode()
    time, day = _time(at)
    fixed = (_VERSION, _UTF8, 0, time, day, entry.crc, entry.size, entry.size, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", *fixed) + name


def entry_of(written: bytes) -> Entry:
    """The entry a head was written for."""
    _, _, _, _, _, _, crc, size, _, length, _ = _LOCAL.unpack_from(written)
    return Entry(written[_LOCAL.size : _LOCAL.size + length].decode(), size, crc)


def directory(entries: Sequence[tuple[Entry, int]], begins_at: int, at: datetime) -> bytes:
    """The end of the file: every entry with the place of its head."""
    time, day = _time(at)
    rows = b""
    for entry, place in entries:
        name = entry.name.encode()
        before = (_UNIX | _VERSION, _VERSION, _UTF8, 0, time, day, entry.crc, entry.size, entry.size)
        rows += _CENTRAL.pack(b"PK\x01\x02", *before, len(name), 0, 0, 0, 0, _OWNER_READS, place) + name
    return rows + _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(rows), begins_at, 0)


def _time(at: datetime) -> tuple[int, int]:
    return at.hour << 11 | at.minute << 5 | at.second // 2, (at.year - 1980) << 9 | at.month << 5 | at.day
