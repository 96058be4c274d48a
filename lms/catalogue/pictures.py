"""Pictures of a course: only kinds every phone shows, only drawings that do nothing, and how large they are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from lms.catalogue.bitmaps import size_in_head
from lms.catalogue.complaints import Sheet
from lms.catalogue.drawn import is_too_much
from lms.catalogue.manuscript import Picture
from lms.catalogue.words import files as say

MOST_BYTES = 200_000
MOST_PIXELS = 4_000
"""Of a bitmap's width, and of its height: few bytes may hold a picture that fills the memory of a phone."""
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
    suffix = _suffix(name)
    if (size := path.stat().st_size) > MOST_BYTES:
        sheet.add(line, say.PICTURE_LARGE, name=name, size=-(-size // 1000), most=MOST_BYTES // 1000)
        return None
    content = path.read_bytes()
    size_of = _svg_size if suffix == "svg" else _bitmap_size
    area = size_of(name, content, line, sheet)
    if area is None:
        return None
    return Picture(hashlib.sha256(content).hexdigest(), suffix, content, *area)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].replace("jpeg", "jpg")


def _bitmap_size(name: str, content: bytes, line: int, sheet: Sheet) -> tuple[int, int] | None:
    suffix = _suffix(name)
    area = size_in_head(suffix, content)
    if area is None or 0 in area:
        sheet.add(line, say.PICTURE_KIND, name=name, suffix=suffix)
        return None
    if max(area) > MOST_PIXELS:
        sheet.add(line, say.PICTURE_WIDE, name=name, width=area[0], height=area[1], most=MOST_PIXELS)
        return None
    return area


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
