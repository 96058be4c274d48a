"""Who counts as somebody looking a certificate up."""

from __future__ import annotations

import re

_MACHINES = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|curl|wget|^$", re.IGNORECASE
)


def is_machine(user_agent: str, purpose: str) -> bool:
    """Whether nobody reads the page: a search engine, the preview of a link in a chat, a browser that fetches ahead."""
    return bool(_MACHINES.search(user_agent)) or "prefetch" in purpose.lower()
