"""Pictures of a course: only kinds every phone shows, only drawings that do nothing, and how large they are."""

from __future__ import annotations

import hashlib
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

from lms.catalogue.complaints import Sheet
from lms.catalogue.drawn import is_too_much
from lms.catalogue.manuscript import Picture
from lms.catalogue.words import files as say

MOST_BYTES = 200_000
SUFFIXES = ("svg", "png", "jpg", "webp")
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "clipPath", "mask", "pattern", "marker"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
        *("linearGradient", "radialGradient", "stop"),
    )
)
_OTHER_LETTERS = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])""", re.IGNORECASE)
_MOST_ELEMENTS = 5_000
_WIDEST = 10_000


def read_picture(name: str, path: Path, line: int, sheet: Sheet) -> Picture | None:
    """The picture, or nothing and a complaint about it at ``line``, where the text asks for it."""
    suffix = name.rpartition(".")[2].replace("jpeg", "jpg")
    if (size := path.stat().st_size) > MOST_BYTES:
        sheet.add(line, say.PICTURE_LARGE, name=name, size=-(-size // 1000), most=MOST_BYTES // 1000)
        return None
    content = path.read_bytes()
    area = _svg_size(name, content, line, sheet) if suffix == "svg" else _bitmap_size(suffix, content)
    if area is None:
        if suffix != "svg":
            sheet.add(line, say.PICTURE_KIND, name=name, suffix=suffix)
        return None
    return Picture(hashlib.sha256(content).hexdigest(), suffix, content, *area)


def _bitmap_size(suffix: str, content: bytes) -> tuple[int, int] | None:
    try:
        if suffix == "png" and content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _pair(struct.unpack(">II", content[16:24]))
        if suffix == "jpg" and content.startswith(b"\xff\xd8\xff"):
            return _jpeg_size(content)
        if suffix == "webp" and content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return _webp_size(content)
    except (struct.error, IndexError):
        return None
    return None


def _pair(values: tuple[int, ...]) -> tuple[int, int]:
    return values[0], values[1]


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (SOF0 to SOF15 without DHT, JPG, DAC)."""
    at = 2
    while content[at] == 0xFF:  # noqa: PLR2004 - every JPEG marker begins with it
        marker, length = struct.unpack(">BH", content[at + 1 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    form = content[12:16]
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = struct.unpack("<I", content[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return None


def _svg_size(name: str, content: bytes, line: int, sheet: Sheet) -> tuple[int, int] | None:
    if re.search(rb"<!DOCTYPE|<!ENTITY|<\?(?!xml\s)", content, re.IGNORECASE):
        sheet.add(line, say.SVG_FORBIDDEN, name=name, what="<!DOCTYPE, <!ENTITY, <?")
        return None
    if not _is_utf8(content):
        sheet.add(line, say.SVG_BROKEN, name=name, why="UTF-8 ?")
        return None
    try:
        root = ET.fromstring(content)  # noqa: S314 - no document type, so no entities; at most 200 kB
    except (ET.ParseError, ValueError, LookupError) as error:
        sheet.add(line, say.SVG_BROKEN, name=name, why=error)
        return None
    if root.tag != f"{_SVG}svg":
        sheet.add(line, say.SVG_BROKEN, name=name, why='<svg xmlns="http://www.w3.org/2000/svg"> ?')
        return None
    found = sorted(_forbidden_in(root))
    if found:
        sheet.add(line, say.SVG_FORBIDDEN, name=name, what=", ".join(found[:5]))
        return None
    return _view_size(root)


def _is_utf8(content: bytes) -> bool:
    """Whether it is written in the letters it was searched in: in others a document type would not have been seen."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content and not _OTHER_LETTERS.search(content[:200])


def _forbidden_in(root: ET.Element) -> set[str]:
    elements = list(root.iter())
    found = {f"<{_local(e.tag)}>" for e in elements if not _is_shape(e.tag)}
    if len(elements) > _MOST_ELEMENTS:
        found.add(f"{len(elements)} × <…>")
    elif is_too_much(root):
        found.add("<use> → <use> → …")
    for element in elements:
        found |= {_local(attribute) for attribute, value in element.attrib.items() if _does_something(attribute, value)}
    return found


def _is_shape(tag: str) -> bool:
    return tag.startswith(_SVG) and tag.removeprefix(_SVG) in _SHAPES


def _does_something(attribute: str, value: str) -> bool:
    """Whether an attribute runs a script, or reaches out of the drawing."""
    word, content = _local(attribute).lower(), re.sub(r"[\s\\'\"]", "", value).lower()
    if word.startswith("on") or word in ("src", "base"):
        return True
    if word == "href":
        return not content.startswith("#")
    if "\\" in value and "url(" in content:
        return True
    return any(sign in content.replace("url(#", "") for sign in ("script:", "data:", "url(", "@import"))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _view_size(root: ET.Element) -> tuple[int, int]:
    try:
        _left, _top, width, height = (float(n) for n in root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        return 0, 0
    is_sane = 1 <= width <= _WIDEST and 1 <= height <= _WIDEST
    return (round(width), round(height)) if is_sane else (0, 0)
