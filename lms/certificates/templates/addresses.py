"""What a template asks for: only what lies in its own folder, called ``own:<file name>``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = re.compile(
    r"""(?:\b(?:src|href|data|poster|action)\s*=\s*(?P<quote>["']?)(?P<tag>[^"'>\s]*)"""
    r"""|\burl\(\s*["']?(?P<style>[^"')\s]*)"""
    r"""|@import\s+["'](?P<sheet>[^"']*))""",
    re.IGNORECASE,
)
_HOLES = ("{{ facts.logo }}", "{{facts.logo}}")
"""The one asset whose name only the facts know."""


def address_complaints(file: str, text: str, own: Iterable[str]) -> list[str]:
    """What is asked for in a text and does not lie in the folder, with the line it stands on."""
    names = set(own)
    for hole in _HOLES:
        text = text.replace(f"own:{hole}", "#")
    return [
        f"{file} dòng {text.count(chr(10), 0, found.start()) + 1}: {complaint}"
        for found in _ADDRESS.finditer(text)
        if (complaint := _complaint(found["tag"] or found["style"] or found["sheet"] or "", names))
    ]


def _complaint(address: str, own: set[str]) -> str | None:
    if not address or address.startswith("#"):
        return None
    name = address.removeprefix("own:")
    if name == address:
        return f"«{address}» là địa chỉ ở nơi khác; hãy chép tệp vào thư mục rồi gọi là own:tên-tệp"
    return None if name in own else f"không có tệp {name} trong thư mục"
