"""Which files are taken for pictures of sheets. Pure: looks at first bytes only, before anything is unpacked."""

from __future__ import annotations

from lms.catalogue.bitmaps import size_in_head
from lms.problems import N_, Problem

MOST_FILES = 60
MOST_PAGES = 60
"""Of one PDF."""
MOST_BYTES = 12_000_000
MOST_TOGETHER = 80_000_000
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 12_000
PDF = "pdf"


def kind_of(content: bytes) -> str:
    """«jpg», «png» or «pdf». Raises a problem for anything else, and for a picture that would unpack to too much."""
    if len(content) > MOST_BYTES:
        raise Problem(N_("This file is too large: at most %(most)s megabytes."), most=MOST_BYTES // 1_000_000)
    if content.startswith(b"%PDF-"):
        return PDF
    for kind in ("jpg", "png"):
        size = size_in_head(kind, content)
        if size is not None:
            if min(size) < 1 or max(size) > _LONGEST_SIDE or size[0] * size[1] > _MOST_PIXELS:
                raise Problem(N_("This picture has too many points. Photograph the sheet with usual settings."))
            return kind
    raise Problem(N_("This is no picture of a kind that can be read: JPEG, PNG or PDF."))
