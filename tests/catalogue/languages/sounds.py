"""Small sounds made by hand: silence in MP3, Ogg and M4A that every player takes for what it is."""

from __future__ import annotations

import struct
from pathlib import Path

import yaml

from lms.catalogue.languages import spoken
from tests.catalogue.languages.translated import MODULE, original

_FRAME = b"\xff\xf3\x30\xc4" + bytes(92)
"""MPEG 2 layer III, 24 kbit/s, 22.05 kHz, one channel: 78 bytes of header and data, zeros to the frame's end."""
FRAME_BYTES, FRAME_SECONDS = 78, 576 / 22050


def mp3(seconds: float, marked: bytes = b"") -> bytes:
    """Silence of this length; ``marked`` makes the bytes of two sounds differ."""
    frame = _FRAME[:FRAME_BYTES]
    tag = b"ID3\x04\x00\x00\x00\x00\x00" + bytes([len(marked)]) + marked if marked else b""
    return tag + frame * round(seconds / FRAME_SECONDS)


def ogg(seconds: float) -> bytes:
    """Pages of an Opus stream: its head, its comment, its end."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48000, 0, 0)
    return _page(0, head) + _page(0, b"OpusTags" + bytes(8)) + _page(round(seconds * 48000) + 312, bytes(100))


def _page(place: int, content: bytes) -> bytes:
    return b"OggS\x00\x00" + struct.pack("<qIII", place, 1, 0, 0) + bytes([1, len(content)]) + content


def m4a(seconds: float) -> bytes:
    """The boxes that say what an MP4 sound is and how long."""
    head = _box(b"mvhd", bytes(12) + struct.pack(">II", 1000, round(seconds * 1000)) + bytes(80))
    handler = _box(b"hdlr", bytes(8) + b"soun" + bytes(12))
    return (
        _box(b"ftyp", b"M4A \x00\x00\x00\x00") + _box(b"moov", head + _box(b"trak", handler)) + _box(b"mdat", bytes(50))
    )


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def record(folder: Path, *entries: dict[str, object], content: bytes | None = None) -> None:
    """Write audio.yaml of the first lesson; what an entry does not say is a Vietnamese recording of section 1."""
    texts = [spoken.digest(text) for text in original(folder).sections]
    listed = []
    for entry in entries:
        section = entry.get("section", 1)
        usual = {
            "section": section,
            "language": "vi",
            "file": f"audio/{entry.get('language', 'vi')}/0{section}.mp3",
            "voice": "Nguyễn Thị Lan",
            "text": texts[section - 1 if section in (1, 2) else 0],
            "approved_by": "Trần Văn Bình",
        }
        listed.append({**usual, **entry})
        path = folder / MODULE / str(listed[-1]["file"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content or mp3(12, str(listed[-1]["file"]).encode()))
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False)
    (folder / MODULE / "audio.yaml").write_text(f"---\n{text}", "utf-8")
