"""What a sound file really is, and how long it lasts, told from its bytes: MP3, Ogg (Opus, Vorbis), M4A."""

from __future__ import annotations

import struct
from collections.abc import Iterator

SUFFIXES = ("mp3", "ogg", "m4a")
MOST_BYTES = 1_000_000
"""Four minutes at 32 kbit/s; a section is read in one."""
_LAYER_3 = 1
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second by the version bits of an MP3 frame (MPEG 1, 2, 2.5)."""
_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_FEWEST_FRAMES = 3
_OPUS_RATE = 48_000


def seconds_of(suffix: str, content: bytes) -> float | None:
    """How long a sound lasts; nothing when the bytes are not what the suffix says."""
    try:
        seconds = {"mp3": _mp3, "ogg": _ogg, "m4a": _m4a}[suffix](content)
    except (struct.error, IndexError, ValueError, ZeroDivisionError):
        return None
    return seconds if seconds and seconds > 0 else None


def _mp3(content: bytes) -> float | None:
    at = 0
    if content.startswith(b"ID3"):
        high, middle, low, lowest = content[6:10]
        at = 10 + (high << 21 | middle << 14 | low << 7 | lowest)
    frames, seconds = 0, 0.0
    while frame := _mp3_frame(content[at : at + 4]):
        length, lasts = frame
        at, seconds, frames = at + length, seconds + lasts, frames + 1
    return seconds if frames >= _FEWEST_FRAMES and len(content) - at < len(content) // 2 else None


def _mp3_frame(head: bytes) -> tuple[int, float] | None:
    """Bytes and seconds of the frame with this header."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - eleven bits set begin a frame
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rates = head[2] >> 4, _RATES.get(version)
    if layer != _LAYER_3 or rates is None or bits in (0, 15) or head[2] >> 2 & 3 == 3:  # noqa: PLR2004 - reserved
        return None
    is_first = version == 3  # noqa: PLR2004 - MPEG 1
    rate, kbits = rates[head[2] >> 2 & 3], (_KBITS_1 if is_first else _KBITS_2)[bits]
    samples = 1152 if is_first else 576
    return samples // 8 * kbits * 1000 // rate + (head[2] >> 1 & 1), samples / rate


def _ogg(content: bytes) -> float | None:
    pages = list(_ogg_pages(content))
    if not pages:
        return None
    first = pages[0][1]
    if first.startswith(b"OpusHead"):
        rate, skipped = _OPUS_RATE, int.from_bytes(first[10:12], "little")
    elif first.startswith(b"\x01vorbis"):
        rate, skipped = int.from_bytes(first[12:16], "little"), 0
    else:
        return None
    return float(max(place for place, _packet in pages) - skipped) / rate


def _ogg_pages(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The place in samples, and the bytes, of every page."""
    at = 0
    while content[at : at + 4] == b"OggS":
        place = struct.unpack("<q", content[at + 6 : at + 14])[0]
        count = content[at + 26]
        length = sum(content[at + 27 : at + 27 + count])
        start = at + 27 + count
        yield place, content[start : start + length]
        at = start + length


def _m4a(content: bytes) -> float | None:
    if content[4:8] != b"ftyp":
        return None
    movie = next((box for kind, box in _boxes(content) if kind == b"moov"), b"")
    if b"soun" not in movie or b"vide" in movie:
        return None
    head = next((box for kind, box in _boxes(movie) if kind == b"mvhd"), b"")
    at, size = (20, 8) if head[0] else (12, 4)
    return int.from_bytes(head[at + 4 : at + 4 + size]) / int.from_bytes(head[at : at + 4])


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        size = struct.unpack(">I", content[at : at + 4])[0]
        if size < 8:  # noqa: PLR2004 - a box is at least its own head
            return
        yield content[at + 4 : at + 8], content[at + 8 : at + size]
        at += size
