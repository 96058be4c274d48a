"""A folder is read, or everything that is wrong with it is said, without printing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.certificates.templates.folder import BadTemplate, read_folder
from lms.certificates.templates.form import built_in
from lms.certificates.templates.shipped import shipped
from tests.certificates.templates.conftest import Change


def complaints(folder: Path) -> str:
    with pytest.raises(BadTemplate) as refused:
        read_folder(folder)
    return "\n".join(refused.value.complaints)


def test_the_program_reads_its_own_as_anybody_else_does(folder: Path) -> None:
    assert shipped().form.digest == built_in().digest
    assert read_folder(folder).form.digest == built_in().digest
    assert read_folder(folder).key == "rieng"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("template.toml", 'key = "rieng"', 'key = "Riêng"', "key chỉ gồm"),
        ("template.toml", 'name = "Mẫu chung"', "", "thiếu name"),
        ("template.toml", "margin_mm = 19", 'margin_mm = "19"', "margin_mm viết chưa đúng kiểu"),
        ("template.toml", "margin_mm = 19", "margin_mm = 2", "margin_mm từ 5 đến 40"),
        ("template.toml", "margin_mm = 19", "margin_mm = 19\nmau = 1", "không có mục nào tên là mau"),
        ("template.toml", '["vi", "en"]', '["fr"]', "languages là"),
        ("template.toml", "key =", "key", "template.toml: "),
        ("print.html", "{{ facts.holder }}", "{{ facts.name }}", "không có dòng nào tên là facts.name"),
        ("print.html", "{{ facts.holder }}", "{{ holder }}", "không có giá trị nào tên là holder"),
        ("print.html", "{{ facts.holder }}", "{{ facts.holder", "viết chưa đúng cú pháp"),
        ("print.html", "<body", '<img src="https://x.vn/a.png" alt="x"><body', "dòng 11: «https://x.vn/a.png»"),
        ("print.html", "<body", "<link rel=stylesheet href=//x.vn/a.css><body", "«//x.vn/a.css» là địa chỉ ở nơi khác"),
        ("print.html", "<body", "<img src='file:///etc/passwd' alt=x><body", "«file:///etc/passwd»"),
        ("print.css", "own:frame.svg", "own:khung.svg", "không có tệp khung.svg"),
        ("print.css", "/* A4", "@import 'http://127.0.0.1:9/x';\n/* A4", "print.css dòng 1: «http://127.0.0.1:9/x»"),
        ("print.css", "own:drum.svg", "data:image/svg+xml,x", "«data:image/svg+xml,x»"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    folder: Path, change: Change, file: str, old: str, new: str, said: str
) -> None:
    change(file, old, new)

    assert said in complaints(folder)


def test_what_is_missing_is_said_at_once(folder: Path) -> None:
    for name in ("template.toml", "print.html", "print.css"):
        (folder / name).unlink()

    assert complaints(folder).count("thiếu tệp") == 3


def test_a_folder_that_is_too_heavy_is_refused(folder: Path) -> None:
    (folder / "anh.png").write_bytes(b"\0" * 3_000_001)

    assert "nặng quá 3 MB" in complaints(folder)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "print.html").write_bytes("họ".encode("utf-16"))

    assert "print.html phải lưu theo bảng mã UTF-8" in complaints(folder)
