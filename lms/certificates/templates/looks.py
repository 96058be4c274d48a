"""What is looked at on a page that was laid out: letters, lines, places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from lms.certificates.codes import grouped
from lms.certificates.rules import Facts

if TYPE_CHECKING:  # the press is slow to load
    from lms.certificates.printing.measuring import Box, Page

SMALLEST_QR = 36.0
"""Millimetres, its white edge included: what a telephone reads at arm's length from a paper that was folded."""
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_A4 = (297.0, 210.0)
_NEAR = 0.5
_QR = "Mã QR"
_SLACK = 0.3
"""Ascenders and descenders of neighbouring lines may touch."""


def vietnamese_letters() -> list[str]:
    """The 134 letters that are not English ones, small and capital."""
    small = [
        letter
        for vowel in "aăâeêioôơuưy"
        for letter in (vowel, *(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES))
        if not letter.isascii()
    ] + ["đ"]
    return small + [letter.upper() for letter in small]


_NEEDED = [*vietnamese_letters(), *map(chr, range(0x20, 0x7F)), *"–’"]


def letters_missing(pages: Iterable[Page]) -> Iterator[str]:
    """Letters that a font in use does not have."""
    faces = {face for page in pages for face in page.faces}
    lacking: dict[str, set[str]] = {}
    for face in faces:
        lacking.setdefault(face.family, set()).update(letter for letter in _NEEDED if ord(letter) not in face.letters)
    for family, letters in sorted(lacking.items()):
        if letters:
            yield f"phông «{family}» thiếu chữ: {' '.join(sorted(letters, key=_NEEDED.index))}"


def fonts_unnamed(pages: Iterable[Page], allowed: frozenset[str]) -> Iterator[str]:
    """Fonts in use that the template does not name: others would stand in for one that is not installed."""
    used = {face.family for page in pages for face in page.faces}
    for family in sorted(used - allowed):
        yield (
            f"có chữ in bằng phông «{family}» không nằm trong fonts: phông cần dùng chưa cài trên máy, "
            "hoặc mẫu quên ghi tên phông ấy"
        )


def lines_missing(page: Page, facts: Facts) -> Iterator[str]:
    """Facts that do not stand on the page as they should."""
    written = _plain(page.text)
    for name, line in _lines(facts):
        if line and _plain(line) not in written:
            yield f"không in {name}: «{line}»"
    if facts.logo and not any(picture.text == facts.logo_alt for picture in page.pictures):
        yield "không in logo của cơ quan cấp, hoặc logo không có alt là facts.logo_alt"


def places_wrong(page: Page, margin: float) -> Iterator[str]:
    """What stands outside the frame or on something else, and a QR code that no telephone reads."""
    if any(abs(ours - theirs) > _NEAR for ours, theirs in zip((page.width, page.height), _A4, strict=True)):
        yield f"khổ giấy {page.width:.0f} × {page.height:.0f} mm không phải A4 nằm ngang (297 × 210 mm)"
    codes = qr_codes(page)
    yield from _codes_wrong(codes)
    for box in (*page.words, *codes):
        if _is_outside(box, page, margin):
            yield f"«{_short(box)}» ra ngoài khung: phải cách mép giấy ít nhất {margin:g} mm"
    for one, other in combinations(page.words, 2):
        if one.overlaps(other, _SLACK):
            yield f"«{_short(one)}» và «{_short(other)}» in đè lên nhau"
    for picture in page.pictures:
        for word in page.words:
            if picture.overlaps(word):
                yield f"«{_short(word)}» in đè lên hình «{_short(picture)}»"


def qr_codes(page: Page) -> list[Box]:
    """The QR codes on the page; there should be one."""
    return [picture for picture in page.pictures if picture.text.startswith(_QR)]


def _codes_wrong(codes: list[Box]) -> Iterator[str]:
    if len(codes) != 1:
        yield f"phải có đúng một mã QR ({{{{ qr }}}}), ở đây có {len(codes)}"
    for code in codes:
        if min(code.width, code.height) < SMALLEST_QR - 0.01:
            yield (
                f"mã QR {code.width:.1f} × {code.height:.1f} mm nhỏ quá: mỗi cạnh ít nhất {SMALLEST_QR:g} mm, "
                "kể cả viền trắng"
            )
        elif abs(code.width - code.height) > _NEAR:
            yield f"mã QR {code.width:.1f} × {code.height:.1f} mm không vuông"


def _is_outside(box: Box, page: Page, margin: float) -> bool:
    return box.left < margin or box.top < margin or box.right > page.width - margin or box.bottom > page.height - margin


def _lines(facts: Facts) -> list[tuple[str, str]]:
    """Every line a paper must have, by what the office calls it."""
    host = facts.check_at.partition("://")[2]
    return [
        ("quốc hiệu", facts.nation),
        ("tiêu ngữ", facts.motto),
        ("cơ quan chủ quản (facts.superior)", facts.superior),
        ("cơ quan cấp (facts.issuer)", facts.issuer),
        ("số (facts.number)", facts.number),
        ("địa danh, ngày tháng (facts.place_and_date)", facts.place_and_date),
        ("tên giấy (facts.title)", facts.title),
        ("dòng phong trào (facts.movement)", facts.movement),
        ("họ tên (facts.holder)", facts.holder),
        ("năm sinh (facts.birth_year)", str(facts.birth_year)),
        ("nơi cư trú (facts.place_line)", facts.place_line),
        ("tên khóa học (facts.course_title)", facts.course_title),
        ("thời lượng (facts.hours_line)", facts.hours_line),
        ("kết quả (facts.result_line)", facts.result_line),
        ("hình thức (facts.mode_line)", facts.mode_line),
        ("ngày hoàn thành (facts.completed_line)", facts.completed_line),
        ("căn cứ (facts.decision)", facts.decision),
        *(("chức vụ người ký (facts.signatory_title)", line) for line in facts.signatory_title.splitlines()),
        ("họ tên người ký (facts.signatory_name)", facts.signatory_name),
        ("mã tra cứu (code)", grouped(facts.code)),
        ("địa chỉ tra cứu (facts.check_at)", f"{host}/x"),
        ("chữ «Bản minh họa» trên bản minh họa", "Bản minh họa" if facts.is_demonstration else ""),
        *_english_lines(facts),
    ]


def _english_lines(facts: Facts) -> list[tuple[str, str]]:
    if not facts.english:
        return []
    own = ("hours_line", "result_line", "mode_line", "completed_line", "place_and_date")
    return [
        *((f"dòng tiếng Anh (facts.english.{name})", line) for name, line in facts.english.items() if name != "place"),
        *((f"dòng tiếng Anh (facts.english_{name})", getattr(facts, f"english_{name}")) for name in own),
        ("tên khóa học tiếng Anh (facts.course_title_english)", facts.course_title_english),
    ]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _short(box: Box) -> str:
    text = " ".join(box.text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004
