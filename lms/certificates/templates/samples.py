"""The invented people a template is tried with: names short and long, lines empty and full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from lms.certificates.codes import check_symbol
from lms.certificates.issuers import PHU_THO, IssuerDetails, read_issuer
from lms.certificates.rules import Facts, Statement, TemplateVersion, freeze
from lms.certificates.templates.looks import vietnamese_letters
from lms.clock import local

_HOST = "https://hoc.phutho.gov.vn"
_DAY = datetime(2026, 12, 28, 3, 0, tzinfo=UTC)
_CODE = "MAUXNTHQ2345678"
_LETTERS = vietnamese_letters()
_ENGLISH = {
    "superior": "People's Committee of Phu Tho Province",
    "name": "Steering Committee of the Digital Literacy for All Movement",
    "place": "Phu Tho",
    "signatory_title": "Head of the Steering Committee",
    "decision": "Under Decision No. 123/QD-BCD of 5 February 2026 of the Steering Committee",
    "movement": "Digital Literacy for All",
}
_LONG_PLACE = "Tổ dân phố Đồng Quang Thượng Số 12, Phường Nông Trang Việt Trì Thượng, Tỉnh Phú Thọ"
_LONG_COURSE = "Sử dụng dịch vụ công trực tuyến và thanh toán không dùng tiền mặt cho người cao tuổi ở nông thôn"
_LONG_NAME = "Nguyễn Phúc Hoàng Thảo Phương Khánh Huyền Trang Ngọc Thương"
ALONE = "người bình thường"
_EMPTY = "tên một chữ, bỏ trống mọi dòng không bắt buộc"
_LONGEST = "nơi ở và tên khóa học dài nhất"
_LONG_OFFICE = "cơ quan và chức vụ dài"
CHANGES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        ALONE: {},
        _EMPTY: {
            "holder": "Ỷ",
            **dict.fromkeys(("superior", "movement", "place_line", "decision", "signatory_name"), ""),
        },
        "tên ba chữ cái": {"holder": "Lê Ý"},
        "tên dài 60 ký tự": {"holder": f"{_LONG_NAME} A"},
        "tên in hoa dài 45 ký tự": {"holder": f"{_LONG_NAME[:44].strip().upper()}"},
        _LONGEST: {
            "place_line": _LONG_PLACE,
            "course_title": _LONG_COURSE,
            "mode": "supervised",
            "half_hours": 81,
        },
        _LONG_OFFICE: {
            "issuer": "Ban Chỉ đạo về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
            "signatory_title": "TM. Ban Chỉ đạo\nKT. Trưởng ban\nPhó Trưởng ban thường trực",
        },
        "đủ chữ cái tiếng Việt, chữ thường": {
            "holder": "".join(_LETTERS[:34]),
            "course_title": "".join(_LETTERS[34:67]),
        },
        "đủ chữ cái tiếng Việt, chữ hoa": {
            "holder": "".join(_LETTERS[67:101]),
            "course_title": "".join(_LETTERS[101:]),
        },
        "bản minh họa": {"is_demonstration": True},
    }
)


_IN_TWO_LANGUAGES = (ALONE, _EMPTY, _LONGEST, _LONG_OFFICE)
"""Who is tried on paper in two languages too; it is the lines that differ there, not the names."""


def sample_people(languages: tuple[str, ...], issuer: IssuerDetails | None = None) -> dict[str, Facts]:
    """Facts of invented people by what is special about them; the languages a template has are tried one by one."""
    given = issuer or replace(
        read_issuer(PHU_THO, _HOST).details,
        decision="Theo Quyết định số 123/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo",
        signatory_name="Hoàng Văn Thụ",
    )
    people = {}
    for language in languages:
        details = replace(given, english={} if language == "vi" else given.english or _ENGLISH)
        template = TemplateVersion("mau", 1, languages)
        for what, changes in CHANGES.items():
            if language == "vi":
                people[what] = replace(_frozen(details, template), **changes)
            elif what in _IN_TWO_LANGUAGES:
                people[f"{what}, song ngữ"] = _without_translation(_frozen(details, template), changes)
    return people


def _without_translation(facts: Facts, changes: Mapping[str, Any]) -> Facts:
    """What is empty in Vietnamese is not said in English either."""
    empty = {name for name, line in changes.items() if line == ""}
    english = {name: "" if name in empty else line for name, line in facts.english.items()}
    return replace(facts, **changes, english=english)


def _frozen(issuer: IssuerDetails, template: TemplateVersion) -> Facts:
    statement = Statement(
        person_id=0,
        course_id=0,
        course_slug="dich-vu-cong",
        course_title="Dịch vụ công trực tuyến",
        version_number=1,
        edition=1,
        half_hours=12,
        score_percent=92,
        mode="alone",
        printed_name="Nguyễn Thị An",
        birth_year=1958,
        org_unit_id=0,
        place_line="Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        completed_at=_DAY,
        course_title_english="Online public services",
    )
    return freeze(statement, issuer, 127, _CODE + check_symbol(_CODE), local(_DAY), template)
