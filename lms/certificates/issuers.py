"""Who issues, as printed: read from a small TOML file, because nobody types a national header into a form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lms.certificates.english import ISSUER
from lms.certificates.logos import BadLogo, Logo, read_logo
from lms.certificates.wording import number_format_complaint
from lms.vietnamese import tidy

PHU_THO = Path(__file__).parent / "data" / "phu-tho.toml"
"""The issuer of Phú Thọ as it is assumed; the office must confirm every line before it is used."""
MOVEMENT = "Phong trào Bình dân học vụ số"
"""The line below the title, where an issuer gives no other."""
_LONGEST = {
    "key": 40,
    "superior": 200,
    "name": 200,
    "place": 80,
    "number_format": 60,
    "signatory_title": 200,
    "signatory_name": 100,
    "decision": 300,
    "movement": 200,
    "template": 40,
    "logo_alt": 200,
}
_MAY_BE_EMPTY = ("superior", "signatory_name", "decision", "movement", "template", "logo_alt")


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
    movement: str = MOVEMENT
    template: str = ""
    """Key of the template it prints on; empty is the one that comes with the program."""
    logo: str = ""
    """Name of its picture, which says what is in it; empty is none."""
    logo_alt: str = ""
    english: Mapping[str, str] = field(default_factory=dict)
    """The same lines in English, by their names; empty where there is no English."""


@dataclass(frozen=True, slots=True)
class IssuerFile:
    """What a file says: the details, who they belong to, and whether the office has confirmed them."""

    key: str
    unit: str
    """Code of the org unit."""
    is_confirmed: bool
    details: IssuerDetails
    logo: Logo | None = None


def read_issuer(path: Path, check_at: str, *, is_demonstration: bool = False) -> IssuerFile:
    """The issuer a file describes, whose papers are checked at the host ``check_at``.

    Raises :class:`BadIssuer` with everything that is wrong.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadIssuer([f"không đọc được: {error}"]) from None
    logo, logo_complaints = _logo(said, path.parent)
    complaints = [*_complaints(said, check_at), *logo_complaints]
    if complaints:
        raise BadIssuer(complaints)
    texts = {name: _text(said.get(name, "")) for name in _LONGEST}
    texts["movement"] = texts["movement"] if "movement" in said else MOVEMENT
    lines = {line.name: texts[line.name] for line in fields(IssuerDetails) if line.name in texts}
    details = IssuerDetails(
        **lines,
        check_at=check_at.rstrip("/"),
        is_demonstration=is_demonstration,
        logo=logo.name if logo else "",
        english={name: _text(text) for name, text in said.get("english", {}).items()},
    )
    return IssuerFile(texts["key"], str(said["unit"]), bool(said.get("confirmed", False)), details, logo)


def _logo(said: Mapping[str, Any], folder: Path) -> tuple[Logo | None, list[str]]:
    """The picture the file names, which lies beside it, and what is wrong with it."""
    name = said.get("logo", "")
    if not name:
        return None, []
    if not isinstance(name, str) or Path(name).name != name:
        return None, ["logo phải là tên một tệp .png hoặc .svg đặt cạnh tệp này"]
    complaints = [] if said.get("logo_alt") else ["thiếu logo_alt: một câu tả logo cho người không nhìn thấy"]
    try:
        return read_logo(folder / name), complaints
    except BadLogo as problem:
        return None, [*complaints, f"{name}: {problem}"]


def _english_complaints(said: object) -> list[str]:
    if not isinstance(said, dict):
        return ["english phải là một bảng: [english]"]
    found = [f"[english] không có mục nào tên là {name}" for name in sorted(set(said) - set(ISSUER))]
    for name in ISSUER:
        value = said.get(name, "")
        if not isinstance(value, str):
            found.append(f"[english] {name} phải là chữ, đặt trong dấu nháy")
        elif len(value) > _LONGEST[name]:
            found.append(f"[english] {name} dài quá {_LONGEST[name]} ký tự")
    return found


def _text(value: str) -> str:
    """Tidied line by line: the title of a signatory has several."""
    return "\n".join(line for line in map(tidy, value.splitlines()) if line)


def _complaints(said: dict[str, Any], check_at: str) -> list[str]:
    unknown = sorted(set(said) - set(_LONGEST) - {"unit", "confirmed", "logo", "english"})
    found = [f"không có mục nào tên là {name}" for name in unknown]
    found += _english_complaints(said.get("english", {}))
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
