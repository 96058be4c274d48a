"""How much a drawing makes a browser draw: parts are drawn again wherever they are asked for. Pure.

A dozen lines, each asking twice for the line before, stop a phone: what is counted is what is drawn, not what is written.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote
from xml.etree import ElementTree as ET

MOST = 20_000
_LONGEST = 20
"""How many parts may ask for each other in a row; a ring of them never ends."""
_REPEATED = ("pattern", "marker")
_REPEATS = 20
"""How often a part of those kinds is counted for each place that asks for it: nobody knows how often it is drawn."""
_ASKED = re.compile(r"""url\(\s*["']?\s*#([^)"']*)""", re.IGNORECASE)


def is_too_much(root: ET.Element) -> bool:
    """Whether more is drawn than :data:`MOST`, or no end is in sight."""
    parts = _parts(root)
    own = {part: sum(1 for _ in part.iter()) for part in {root, *parts.values()}}
    if sum(own.values()) > MOST:
        return True
    asked = {part: _asked_by(part, parts) for part in own}
    drawn = own
    for _ in range(_LONGEST):
        before, drawn = (
            drawn,
            {part: own[part] + sum(drawn[other] * times for other, times in asked[part].items()) for part in own},
        )
        if drawn[root] > MOST:
            return True
        if drawn == before:
            return False
    return True


def _parts(root: ET.Element) -> dict[str, ET.Element]:
    """Everything that something asks for, by its name. Gradients are colours: nothing of them is drawn."""
    names = {name for element in root.iter() for name in _names(element)}
    parts: dict[str, ET.Element] = {}
    for element in root.iter():
        if (name := element.get("id")) in names and not _kind(element).endswith("Gradient"):
            parts.setdefault(name, element)
    return parts


def _asked_by(part: ET.Element, parts: dict[str, ET.Element]) -> Counter[ET.Element]:
    """Which parts are asked for within a part, and how often they count."""
    asked: Counter[ET.Element] = Counter()
    for name in (name for element in part.iter() for name in _names(element)):
        if name in parts:
            asked[parts[name]] += _REPEATS if _kind(parts[name]) in _REPEATED else 1
    return asked


def _names(element: ET.Element) -> list[str]:
    names: list[str] = []
    for attribute, value in element.attrib.items():
        if attribute.rpartition("}")[2].lower() == "href":
            names.append(value.strip().removeprefix("#"))
        else:
            names += _ASKED.findall(value)
    return [unquote(name.strip()) for name in names]


def _kind(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
