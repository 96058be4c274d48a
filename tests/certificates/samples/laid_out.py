"""The form as WeasyPrint lays it out."""

from __future__ import annotations

from pathlib import Path

from lms.certificates.printing import SEAL_PLACE, printed
from tests.certificates.paper import some_facts
from tests.certificates.samples import sample


@sample
def laid_out(_: Path) -> bytes:
    return printed(some_facts())


@sample
def demonstration(_: Path) -> bytes:
    return printed(some_facts(is_demonstration=True))


@sample
def with_every_line(_: Path) -> bytes:
    decision = "Theo Quyết định số 12/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo"
    return printed(some_facts(decision=decision, signatory_name="Hoàng Văn Thụ", mode="supervised"))


@sample
def with_few_lines(_: Path) -> bytes:
    return printed(some_facts(superior="", place_line="", decision="", holder="Ỷ"))


@sample
def with_badge_and_seal(_: Path) -> bytes:
    return printed(some_facts(), badge=b'{"name": "Nguy\xe1\xbb\x85n"}', seal=SEAL_PLACE)
