"""Archives of courses from anywhere: what is unpacked, and what is refused before anything is."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from lms.catalogue.archive import contents
from lms.catalogue.archive.contents import BadArchive
from lms.catalogue.archive.reading import unpacked

PAGE = ("khoa/course.md", b"---\n")


def archive(*files: tuple[str | ZipInfo, bytes], how: int = ZIP_STORED) -> BytesIO:
    made = BytesIO()
    with ZipFile(made, "w", how) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return made


def entry(name: str, mode: int = 0, flags: int = 0) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = mode << 16
    info.flag_bits = flags
    return info


def why(file: BytesIO, slug: str = "") -> str:
    with pytest.raises(BadArchive) as refused, unpacked(file, slug):
        pass
    return str(refused.value)


def test_the_folder_of_the_course_is_there_for_a_while(tmp_path: Path) -> None:
    file = archive(PAGE, ("khoa/01-bai/lesson.md", "Chào bà con".encode()))

    with unpacked(file, beside=tmp_path) as folder:
        assert folder.name == "khoa"
        assert folder.is_relative_to(tmp_path)
        assert (folder / "01-bai" / "lesson.md").read_text("utf-8") == "Chào bà con"

    assert list(tmp_path.iterdir()) == []


def test_files_without_a_folder_take_the_name_they_are_given() -> None:
    with unpacked(archive(("course.md", b"")), "khoa-moi") as folder:
        assert folder.name == "khoa-moi"

    assert "Nothing says" in why(archive(("course.md", b"")))
    assert "cannot name a course" in why(archive(("course.md", b"")), "Khóa mới")


def test_notes_hidden_files_and_what_file_managers_leave_behind_are_left_out() -> None:
    leftovers = "__MACOSX/khoa/._course.md", "khoa/.DS_Store", "khoa/Thumbs.db", "khoa/.git/config"
    notes = "khoa/_nhap.md", "khoa/_Ghi chú/Bài một.docx", "khoa/~$Bài.docx"

    with unpacked(archive(PAGE, *((name, b"x") for name in leftovers + notes))) as folder:
        assert [path.name for path in folder.rglob("*")] == ["course.md"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/etc/cron.d/x", "leads out"),
        ("../x.md", "leads out"),
        ("khoa/../../x.md", "leads out"),
        ("khoa/./x.md", "leads out"),
        ("khoa//x.md", "leads out"),
        ("khoa\\..\\x.md", "leads out"),
        ("C:/x.md", "leads out"),
        ("c:x.md", "leads out"),
        ("khoa/x.md\0.png", "leads out"),
        ("khac/course.md", "must hold one course"),
        ("khoa/Bài một.md", "cannot name a file"),
        ("khoa/_nhap/../../x.md", "leads out"),
        ("khoa/a/b/c/d/e/f/g.md", "cannot name a file"),
        ("khoa/" + "a" * 300 + ".md", "cannot name a file"),
        ("khoa/" + "a/" * 300, "too long"),
        ("khoa/course.md/x.md", "twice"),
        ("khoa/COURSE.md", "twice"),
        ("khoa/01-bai/trang.html", "kind of file"),
        ("khoa/run", "kind of file"),
        ("khoa/sach.zip", "kind of file"),
    ],
)
def test_names_that_do_not_belong_are_refused(name: str, said: str) -> None:
    info = ZipInfo("x")
    info.filename = name

    assert said in why(archive(PAGE, (info, b"x")))


@pytest.mark.parametrize(
    ("info", "content", "said"),
    [
        (entry("khoa/x.md", stat.S_IFLNK | 0o777), b"/etc/passwd", "not a plain file"),
        (entry("khoa/_nhap", stat.S_IFLNK | 0o777), b"/etc/passwd", "not a plain file"),
        (entry("khoa/x.md", stat.S_IFIFO), b"", "not a plain file"),
        (entry("khoa/x/", stat.S_IFREG), b"", "not a plain file"),
        (entry("khoa/x.svg"), b"PK\x03\x04 and so on", "archive within"),
        (entry("khoa/x.png"), b"\x1f\x8b and so on", "archive within"),
        (entry("khoa/x.svg"), b" " * 200_001, "larger than 200 kB"),
    ],
)
def test_what_is_no_plain_file_of_a_course_is_refused(info: ZipInfo, content: bytes, said: str) -> None:
    assert said in why(archive(PAGE, (info, content)))


def test_the_same_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        file = archive(PAGE, PAGE)

    assert "twice" in why(file)


def test_a_bomb_is_refused() -> None:
    assert "far too tightly" in why(archive(PAGE, ("khoa/x.md", b"\0" * 90_000), how=ZIP_DEFLATED))


def test_many_files_and_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    file = archive(PAGE, *((f"khoa/{at}.md", b"x" * 100) for at in range(2_000)))
    assert "more than 2000 files" in why(file)

    monkeypatch.setattr(contents, "MOST_BYTES", 1_000)
    assert "unpacks to more" in why(archive(PAGE, *((f"khoa/{at}.md", b"x" * 100) for at in range(10))))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    why(BytesIO(content))


def test_other_ways_of_packing_are_refused() -> None:
    assert "plain ZIP" in why(archive(PAGE, ("khoa/x.md", b"x"), how=ZIP_BZIP2))


def patched(change: Callable[[bytearray, int, int], None]) -> BytesIO:
    """An archive whose second file is changed where it says what it is: at its own head, and in the table."""
    file = archive(PAGE, ("khoa/x.md", b"mot hai ba bon nam sau bay tam" * 9), how=ZIP_DEFLATED)
    content = bytearray(file.getvalue())
    change(content, content.rfind(b"PK\x03\x04"), content.rfind(b"PK\x01\x02"))
    return BytesIO(content)


def test_a_file_with_a_password_is_refused() -> None:
    def lock(content: bytearray, head: int, table: int) -> None:
        content[head + 6] |= 1
        content[table + 8] |= 1

    assert "password" in why(patched(lock))


@pytest.mark.parametrize("claimed", [10, 269, 271, 3_000])
def test_a_file_that_lies_about_its_size_is_refused(claimed: int) -> None:
    """Even when the checksum fits what would be read of it."""
    words = (b"mot hai ba bon nam sau bay tam" * 9)[:claimed]

    def lie(content: bytearray, head: int, table: int) -> None:
        for at in (head + 14, table + 16):
            content[at : at + 4] = struct.pack("<L", zlib.crc32(words))
        for at in (head + 22, table + 24):
            content[at : at + 4] = struct.pack("<L", claimed)

    assert "damaged" in why(patched(lie))


def test_a_file_whose_bytes_are_those_of_another_is_refused() -> None:
    def overlap(content: bytearray, head: int, table: int) -> None:
        content[table + 42 : table + 46] = struct.pack("<L", 0)

    assert "damaged" in why(patched(overlap))


def test_a_damaged_file_is_refused_wherever_it_is_damaged() -> None:
    whole = archive(PAGE, ("khoa/x.md", b"mot hai ba bon"), how=ZIP_DEFLATED).getvalue()
    for at in range(0, len(whole), 3):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            try:
                with unpacked(BytesIO(damaged)) as folder:
                    assert {path.name for path in folder.rglob("*")} <= {"course.md", "x.md", "khoa"}
            except BadArchive:
                pass
