"""The form with words stamped into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lms.certificates.printing import SEAL_PLACE, Way, paper
from tests.certificates.paper import some_facts
from tests.certificates.samples import sample


def _stamped(badge: bytes | None = None, **changes: Any) -> bytes:
    made = paper(some_facts(**changes), badge=badge, seal=SEAL_PLACE)
    assert made.way is Way.STAMPED
    return made.pdf


@sample
def stamped(_: Path) -> bytes:
    return _stamped(holder="Đỗ Ưng Ỷ")


@sample
def stamped_with_every_line(_: Path) -> bytes:
    decision = "Theo Quyết định số 12/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo"
    return _stamped(badge=b'{"name": "Nguy\xe1\xbb\x85n"}', decision=decision, course_title='<b> & "Học" (1) \\')
