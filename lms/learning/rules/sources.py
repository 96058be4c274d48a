"""A line of sources: words, and the address they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Source:
    """What a lesson rests on. ``host`` is what is shown of a long address."""

    words: str
    address: str = ""
    host: str = ""


def source(line: str) -> Source:
    """The parts of one line; a line without an address is words only."""
    found = _ADDRESS.search(line)
    if found is None:
        return Source(line.strip())
    address = found[0].rstrip(".,;)")
    words = (line[: found.start()] + line[found.end() :]).strip(" .,;()")
    return Source(words, address, urlsplit(address).hostname or "")
