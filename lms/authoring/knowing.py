"""What somebody answers who knows it. Pure."""

from __future__ import annotations

from lms.catalogue.published import PublishedItem
from lms.learning.rules.responses import Chosen, is_typed


def right_answer(item: PublishedItem) -> Chosen:
    """What somebody chooses or writes who knows it."""
    if is_typed(item):
        return [item.accepted.number or item.accepted.texts[0]]
    return [at for at, option in enumerate(item.options) if option.right]
