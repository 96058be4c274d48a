"""The picture of an issuing body: a PNG or an SVG that needs nothing else and prints as it looks."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_MOST_BYTES = 200_000
_PNG = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPE = 25  # where a PNG says how its pixels are kept
_WITH_ALPHA = (4, 6)
_FOREIGN = re.compile(
    rb"<(?:script|image|foreignObject|text)\b|(?:href|src)\s*=\s*[\"'](?!#)|url\((?!#)|@import", re.IGNORECASE
)
_THIN = re.compile(rb"opacity|<mask\b|<filter\b", re.IGNORECASE)


class BadLogo(Exception):
    """The picture cannot be printed; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture by the name it is kept under, which follows from its bytes."""

    name: str
    content: bytes


def read_logo(path: Path) -> Logo:
    """The picture in a file. Raises :class:`BadLogo`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadLogo(f"không đọc được: {error.strerror}") from None
    complaint = _complaint(path.suffix.lower(), content)
    if complaint:
        raise BadLogo(complaint)
    return Logo(f"logo-{hashlib.sha256(content).hexdigest()[:16]}{path.suffix.lower()}", content)


def _complaint(kind: str, content: bytes) -> str | None:
    if len(content) > _MOST_BYTES:
        return f"nặng quá {_MOST_BYTES // 1000} kB"
    if kind == ".png":
        return _png_complaint(content)
    if kind == ".svg":
        return _svg_complaint(content)
    return "phải là tệp .png hoặc .svg"


def _png_complaint(content: bytes) -> str | None:
    if not content.startswith(_PNG) or len(content) <= _COLOUR_TYPE:
        return "không phải tệp PNG"
    if content[_COLOUR_TYPE] in _WITH_ALPHA or b"tRNS" in content:
        return "có chỗ trong suốt; hãy lưu lại trên nền trắng"
    return None


def _svg_complaint(content: bytes) -> str | None:
    if b"<svg" not in content:
        return "không phải tệp SVG"
    if _FOREIGN.search(content):
        return "có chữ, ảnh nhúng hoặc địa chỉ ở nơi khác; hãy đổi tất cả thành nét vẽ"
    if _THIN.search(content):
        return "có chỗ trong suốt (opacity, mask, filter); hãy pha sẵn màu"
    return None
