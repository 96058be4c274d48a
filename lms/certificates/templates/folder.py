"""A template as a designer writes it: a folder with a short description, a page in HTML, its CSS, pictures and fonts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lms.certificates.templates.addresses import address_complaints
from lms.certificates.templates.form import Form
from lms.certificates.templates.pages import page_complaints

LANGUAGES = ("vi", "en")
KINDS = (".svg", ".png", ".jpg", ".ttf", ".otf")
_MOST_BYTES = 3_000_000
_LONGEST_KEY, _LONGEST_NAME = 40, 100
_MARGINS = 5, 40
_SETTINGS: dict[str, type | tuple[type, ...]] = {
    "key": str,
    "name": str,
    "languages": list,
    "fonts": list,
    "margin_mm": (int, float),
}
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PAGE, _STYLE, _ABOUT = "print.html", "print.css", "template.toml"


class BadTemplate(Exception):
    """The folder holds no template that may be printed on; ``complaints`` says what is wrong, a sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Draft:
    """A template that is written but not published."""

    key: str
    name: str
    languages: tuple[str, ...]
    margin: float
    """Millimetres from the edge of the paper that text and QR code stay away."""
    form: Form


def read_folder(folder: Path) -> Draft:
    """The template in a folder.

    Raises :class:`BadTemplate` with everything that can be said without printing it.
    """
    about, complaints = _about(folder)
    texts = {name: _text(folder / name, complaints) for name in (_PAGE, _STYLE)}
    assets = _assets(folder, complaints)
    complaints += page_complaints(_PAGE, texts[_PAGE])
    for name, text in texts.items():
        complaints += address_complaints(name, text, assets)
    if complaints:
        raise BadTemplate(complaints)
    form = Form(about["key"], 0, texts[_PAGE], texts[_STYLE], assets, frozenset(about["fonts"]))
    return Draft(about["key"], about["name"], tuple(about["languages"]), float(about["margin_mm"]), form)


def _text(file: Path, complaints: list[str]) -> str:
    try:
        return file.read_text("utf-8")
    except OSError:
        complaints.append(f"thiếu tệp {file.name}")
    except UnicodeDecodeError:
        complaints.append(f"{file.name} phải lưu theo bảng mã UTF-8")
    return ""


def _about(folder: Path) -> tuple[dict[str, Any], list[str]]:
    complaints: list[str] = []
    text = _text(folder / _ABOUT, complaints)
    if complaints:
        return {}, complaints
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [f"{_ABOUT}: {error}"]
    return said, [f"{_ABOUT}: {complaint}" for complaint in _about_complaints(said)]


def _about_complaints(said: dict[str, Any]) -> list[str]:
    found = [f"không có mục nào tên là {name}" for name in sorted(set(said) - set(_SETTINGS))]
    found += [f"thiếu {name}" for name in _SETTINGS if name not in said]
    found += [
        f"{name} viết chưa đúng kiểu"
        for name, kind in _SETTINGS.items()
        if name in said and not isinstance(said[name], kind)
    ]
    if found:
        return found
    if len(said["key"]) > _LONGEST_KEY or not _KEY.fullmatch(said["key"]):
        found.append(f"key chỉ gồm chữ thường không dấu, chữ số và gạch nối, dài nhất {_LONGEST_KEY} ký tự")
    if not 0 < len(said["name"].strip()) <= _LONGEST_NAME:
        found.append(f"name dài từ 1 đến {_LONGEST_NAME} ký tự")
    if "vi" not in said["languages"] or not set(said["languages"]) <= set(LANGUAGES):
        found.append('languages là ["vi"] hoặc ["vi", "en"]')
    if not said["fonts"] or not all(isinstance(name, str) for name in said["fonts"]):
        found.append('fonts là danh sách tên phông, ví dụ ["Liberation Serif"]')
    if not _MARGINS[0] <= said["margin_mm"] <= _MARGINS[1]:
        found.append(f"margin_mm từ {_MARGINS[0]} đến {_MARGINS[1]}")
    return found


def _assets(folder: Path, complaints: list[str]) -> dict[str, bytes]:
    """Pictures and font files by name, in the order of their names."""
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in KINDS and file.is_file())
    if sum(file.stat().st_size for file in files) > _MOST_BYTES:
        complaints.append(f"hình và phông nặng quá {_MOST_BYTES // 1_000_000} MB")
        return {}
    return {file.name: file.read_bytes() for file in files}
