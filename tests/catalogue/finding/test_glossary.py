"""The words people meet: as they are written, checked and shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.catalogue.commands import group
from lms.catalogue.finding import glossary
from lms.catalogue.finding.asking import asked
from lms.catalogue.finding.glossary.spoken import is_read_as_written
from lms.db import Database
from lms.vietnamese import sort_key
from tests.courses import publish_tiny_course
from tests.pages import Browser

GOOD = """---
updated: 2026-11-24
suggest: [Mã OTP]
---

## Mã OTP
- đọc: mã ô tê pê
- tiếng Anh: one-time password
- còn gọi: mã dùng một lần

Dãy số **dùng một lần** rồi bỏ. Không đọc cho ai.

## Ảnh
- tiếng Anh: picture

Hình máy chụp.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of two words without a fault."""
    made = tmp_path / "glossary.md"
    made.write_text(GOOD, "utf-8")
    return made


def complaints(file: Path, old: str, new: str) -> list[str]:
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), "utf-8")
    return [str(complaint) for complaint in glossary.check(file)]


def test_our_own_words_are_without_fault_and_enough() -> None:
    assert [str(complaint) for complaint in glossary.check(glossary.FILE)] == []
    assert len(glossary.read().terms) >= 40


def test_a_file_without_fault_is_read(file: Path) -> None:
    assert glossary.check(file) == []
    first, second = glossary.read(file).terms

    assert (first.word, first.letter) == ("Ảnh", "A")
    assert (second.spoken, second.english, second.also) == ("mã ô tê pê", "one-time password", ("mã dùng một lần",))
    assert second.html == "Dãy số <strong>dùng một lần</strong> rồi bỏ. Không đọc cho ai."
    assert second.text == "Dãy số dùng một lần rồi bỏ. Không đọc cho ai."


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("- đọc: mã ô tê pê\n", "", 6, "“Mã OTP” chưa có cách đọc thành tiếng."),
        ("ô tê pê", "o t p", 7, "chưa phải âm tiếng Việt"),
        ("- tiếng Anh: picture\n", "", 13, "“Ảnh” chưa có từ tiếng Anh."),
        ("- tiếng Anh: picture", "- tiếng anh: picture", 14, "Có phải là: tiếng Anh?"),
        ("- tiếng Anh: picture", "- tiếng Anh:", 14, "còn để trống"),
        ("- tiếng Anh: picture", "- tiếng Anh: a\n- tiếng Anh: b", 15, "viết hai lần"),
        ("Hình máy chụp.\n", "", 13, "“Ảnh” chưa có lời giải thích."),
        ("Hình máy chụp.", "Hình máy chụp", 16, "chưa hết câu"),
        ("Hình máy chụp.", "Một. Hai. Ba.", 16, "tới 3 câu"),
        ("Hình máy chụp.", "Hình " + "rất " * 80 + "to.", 16, "quá mức 240"),
        ("Hình máy chụp.", "Hình <b>máy</b> chụp.", 16, "<b>"),
        ("Hình máy chụp.", "Hình máy chụp.\n- lạc chỗ", 17, "lạc chỗ"),
        ("## Ảnh", "## mã otp\n- đọc: a", 13, "đã có ở dòng 6"),
        ("## Ảnh", "##", 13, "Sau ## chưa có từ."),
        ("- còn gọi: mã dùng một lần", "- bài: khong/co", 9, "Không thấy bài “khong/co”."),
        ("- còn gọi: mã dùng một lần", "- bài: ../../etc", 9, "Không thấy bài “../../etc”."),
        ("[Mã OTP]", "[Mã OPT]", 3, "Có phải là: Mã OTP?"),
        ("---\n\n## Mã", "---\n\nLời mở.\n\n## Mã", 6, "trước từ đầu tiên"),
        ("updated: 2026-11-24", "updated: hôm nay", 2, "không phải một ngày có thật"),
        ("updated: 2026-11-24", "updated: 2026-11-24\nmau: xanh", 3, "Không có khóa nào tên “mau”."),
    ],
)
def test_a_fault_is_named_with_its_line(file: Path, old: str, new: str, line: int, words: str) -> None:
    found = complaints(file, old, new)

    assert any(each.startswith(f"glossary.md:{line}: ") and words in each for each in found), found


def test_a_faulty_word_takes_no_other_away(file: Path) -> None:
    complaints(file, "- tiếng Anh: picture\n\nHình máy chụp.\n", "")
    glossary.read.cache_clear()

    assert [term.word for term in glossary.read(file).terms] == ["Mã OTP"]


def test_a_file_that_is_not_there_is_a_fault_and_an_empty_page(tmp_path: Path) -> None:
    missing = tmp_path / "glossary.md"

    assert [str(complaint) for complaint in glossary.check(missing)] == [
        "glossary.md: Thiếu tệp glossary.md. Tạo tệp này theo mẫu trong courses/README.md."
    ]
    assert glossary.read(missing).letters == ()


def test_the_command_that_checks_courses_checks_the_words_too(file: Path) -> None:
    complaints(file, "ô tê pê", "o t p")

    result = CliRunner().invoke(group, ["check", str(file.parent)])

    assert result.exit_code == 1
    assert f"{file.parent}/glossary.md:7: " in result.output
    assert CliRunner().invoke(group, ["check", "--english", str(file.parent)]).output.count("Vietnamese syllable") == 1


@pytest.mark.parametrize(
    "word", ["mật khẩu", "ô tê pê", "Quét", "Tổ công nghệ số cộng đồng", "nghiêng", "khuya", "giữ"]
)
def test_vietnamese_words_are_read_as_they_are_written(word: str) -> None:
    assert is_read_as_written(word)


@pytest.mark.parametrize("word", ["OTP", "AI", "link", "Wi-Fi", "app", "Zalo", "mã QR", "Facebook", "4G"])
def test_other_words_have_to_be_said(word: str) -> None:
    assert not is_read_as_written(word)


def test_every_word_is_found_by_its_name_its_other_names_and_its_english_one() -> None:
    for term in glossary.read().terms:
        for name in (term.word, *term.also, term.english):
            assert term in glossary.read().find(asked(name)), name


def test_the_page_has_all_words_in_vietnamese_order_under_their_letters(guest: Browser) -> None:
    page = guest.get("/glossary").text
    links = re.findall(r'<li><a href="(/glossary/chu-\w+)#([^"]+)">([^<]+)</a>', page)
    words = [word for _, _, word in links]

    assert words == sorted(words, key=sort_key)
    assert len(words) == len(glossary.read().terms)
    assert words.index("Danh bạ") < words.index("Đám mây") < words.index("Email")


def test_every_word_stands_where_its_link_leads(guest: Browser) -> None:
    links = re.findall(r'<li><a href="(/glossary/chu-\w+)#([^"]+)">', guest.get("/glossary").text)
    pages = {address: guest.get(address).text for address in dict(links)}

    assert all(f'<div class="card" id="{place}">' in pages[address] for address, place in links)


def test_a_letter_without_words_is_not_found(guest: Browser) -> None:
    assert guest.get("/glossary/chu-99").status_code == 404


def test_a_word_leads_to_its_lesson_where_it_is_published(guest: Browser, database: Database) -> None:
    with database.transaction() as db:
        publish_tiny_course(db)

    assert "/courses/tiny/" not in guest.get("/glossary/chu-15").text
