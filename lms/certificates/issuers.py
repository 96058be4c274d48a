"""Who issues, as printed: read from a small TOML file, because nobody types a national header into a form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lms.certificates.wording import number_format_complaint
from lms.vietnamese import tidy

PHU_THO = Path(__file__).parent / "data" / "phu-tho.toml"
"""The issuer of Phú Thọ as it is assumed; the office must confirm every line before it is used."""
_LONGEST = {
    "key": 40,
    "superior": 200,
    "name": 200,
    "place": 80,
    "number_format": 60,
    "signatory_title": 200,
    "signatory_name": 100,
    "decision": 300,
}
_MAY_BE_EMPTY = ("superior", "signatory_name", "decision")


class BadIssuer(Exception):
    """The file does not describe an issuer; ``complaints`` holds one sentence for each thing that is wrong."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class IssuerDetails:
    """Every line of a certificate that the issuer gives."""

    superior: str
    name: str
    place: str
    number_format: str
    signatory_title: str
    signatory_name: str
    decision: str
    check_at: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class IssuerFile:
    """What a file says: the details, who they belong to, and whether the office has confirmed them."""

    key: str
    unit: str
    """Code of the org unit."""
    is_confirmed: bool
    details: IssuerDetails


def read_issuer(path: Path, check_at: str, *, is_demonstration: bool = False) -> IssuerFile:
    """The issuer a file describes, whose papers are checked at the host ``check_at``.

    Raises :class:`BadIssuer` with everything that is wrong.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadIssuer([f"không đọc được: {error}"]) from None
    complaints = _complaints(said, check_at)
    if complaints:
        raise BadIssuer(complaints)
    texts = {name: _text(said.get(name, "")) for name in _LONGEST}
    lines = {field.name: texts[field.name] for field in fields(IssuerDetails) if field.name in texts}
    details = IssuerDetails(**lines, check_at=check_at.rstrip("/"), is_demonstration=is_demonstration)
    return IssuerFile(texts["key"], str(said["unit"]), bool(said.get("confirmed", False)), details)


def _text(value: str) -> str:
    """Tidied line by line: the title of a signatory has several."""
    return "\n".join(line for line in map(tidy, value.splitlines()) if line)


def _complaints(said: dict[str, Any], check_at: str) -> list[str]:
    unknown = sorted(set(said) - set(_LONGEST) - {"unit", "confirmed"})
    found = [f"không có mục nào tên là {name}" for name in unknown]
    for name, longest in _LONGEST.items():
        value = said.get(name, "")
        if not isinstance(value, str):
            found.append(f"{name} phải là chữ, đặt trong dấu nháy")
        elif not value.strip() and name not in _MAY_BE_EMPTY:
            found.append(f"thiếu {name}")
        elif len(value) > longest:
            found.append(f"{name} dài quá {longest} ký tự")
    if not isinstance(said.get("unit"), str):
        found.append('thiếu unit: mã đơn vị hành chính, ví dụ "25"')
    if isinstance(said.get("number_format"), str) and (complaint := number_format_complaint(said["number_format"])):
        found.append(complaint)
    host = urlsplit(check_at)
    if host.scheme not in ("http", "https") or not host.netloc or host.path.strip("/"):
        found.append(f"địa chỉ tra cứu phải có dạng https://tên-máy-chủ, không phải «{check_at}»")
    return found
