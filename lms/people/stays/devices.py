"""Which kind of machine a browser runs on, as far as one needs to recognise the own one."""

from __future__ import annotations

KINDS = (
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("CrOS", "linux"),
    ("Linux", "linux"),
)
"""By what stands in the word a browser has for its system; the first that fits counts."""
OTHER = "other"


def device_kind(user_agent: str) -> str:
    """One word for the machine; more of what the browser says of itself is not kept."""
    return next((kind for mark, kind in KINDS if mark in user_agent), OTHER)
