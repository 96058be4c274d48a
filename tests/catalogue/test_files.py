"""Files that cannot be read, pictures that cannot be shown: told with the place that asks for them."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from pathlib import Path

import pytest

from lms.catalogue.actions import check
from lms.catalogue.complaints import MORE_ADVICE, MORE_FAULTS, MOST, Complaint, Sheet, Words
from lms.catalogue.folder import read_course
from lms.catalogue.words import advice
from lms.catalogue.words import files as say
from tests.courses import write_tiny_course

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {more} viewBox="0 0 10 20">{inside}</svg>'
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_tiny_course(tmp_path / "tiny")


def only(folder: Path) -> Complaint:
    (complaint,) = check(folder)
    return complaint


def doubled(ask: str) -> str:
    """Twenty lines, each of which asks twice for the one before."""
    return "".join(f"<g id='p{at}'>{ask.format(f'p{at - 1}') * 2}</g>" for at in range(20))


def picture_in(course: Path, name: str, content: bytes) -> Path:
    (course / "01-bai-mot" / name).write_bytes(content)
    lesson = course / "01-bai-mot/lesson.md"
    lesson.write_text(lesson.read_text("utf-8").replace("hinh.svg", name), "utf-8")
    return course


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + b"IHDR"
        + header
        + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )


@pytest.mark.parametrize("name", ["course.md", "final.md", "01-bai-mot/lesson.md", "02-bai-hai/quiz.md"])
def test_a_missing_file_is_named(course: Path, name: str) -> None:
    (course / name).unlink()

    assert (name, 0, say.MISSING) in [(c.file, c.line, c.words) for c in check(course)]


def test_a_file_in_another_encoding_is_told_with_its_line(course: Path) -> None:
    lesson = course / "01-bai-mot/lesson.md"
    lesson.write_bytes(lesson.read_bytes().replace("Một ý".encode(), "Một ý".encode("utf-16-le")))

    found = only(course)

    assert (found.file, found.line, found.words) == ("01-bai-mot/lesson.md", 13, say.NOT_UTF8)


def test_a_letter_that_is_wrong_on_every_line_is_told_once(course: Path) -> None:
    lesson = course / "01-bai-mot/lesson.md"
    lesson.write_text(lesson.read_text("utf-8") + "\nMột ý\x07" * 3, "utf-8")

    found = only(course)

    assert (found.words, found.values["count"]) == (say.STRANGE, 3)


def test_of_very_many_faults_a_file_tells_the_first_and_that_there_are_more() -> None:
    complaints: list[Complaint] = []
    first = Sheet("a.md", complaints)
    for line in range(1, 1_000):
        first.of("a.md").add(line, advice.SILENT)
    for line in range(1, 1_000):
        first.of("a.md").add(line, say.NO_MODULES)
    first.of("b.md").add(1, say.NO_MODULES)

    told = Counter((each.file, each.words) for each in complaints)
    assert told == {
        ("a.md", advice.SILENT): MOST,
        ("a.md", MORE_ADVICE): 1,
        ("a.md", say.NO_MODULES): MOST,
        ("a.md", MORE_FAULTS): 1,
        ("b.md", say.NO_MODULES): 1,
    }


def test_a_file_with_windows_line_ends_and_a_mark_at_its_head_is_fine(course: Path) -> None:
    lesson = course / "01-bai-mot/lesson.md"
    lesson.write_bytes(b"\xef\xbb\xbf" + lesson.read_bytes().replace(b"\n", b"\r\n"))

    assert check(course) == []


def test_a_file_that_is_too_large_is_not_read(course: Path) -> None:
    (course / "final.md").write_text("chữ " * 30_000, "utf-8")

    assert ("final.md", 0, say.TOO_LARGE) in [(c.file, c.line, c.words) for c in check(course)]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert only(tmp_path / "nothing").words is say.NO_COURSE


def test_a_folder_must_be_named_like_an_address(tmp_path: Path) -> None:
    assert only(write_tiny_course(tmp_path / "khoa-hoc").rename(tmp_path / "Khóa học")).words is say.COURSE_NAME


def test_a_module_must_be_numbered(course: Path) -> None:
    (course / "02-bai-hai").rename(course / "bai-hai")

    assert ("bai-hai", 0, say.MODULE_NAME) in [(c.file, c.line, c.words) for c in check(course)]


def test_two_modules_cannot_have_one_number(course: Path) -> None:
    (course / "02-bai-hai").rename(course / "01-bai-hai")

    assert say.MODULE_TWICE in [c.words for c in check(course)]


def test_a_course_without_modules_is_told(course: Path) -> None:
    for name in ("01-bai-mot", "02-bai-hai"):
        (course / name).rename(course / f"_{name}")

    assert say.NO_MODULES in [c.words for c in check(course)]


def test_a_picture_larger_than_200_kb_is_refused(course: Path) -> None:
    found = only(picture_in(course, "to.png", png(100, 100) + b"\0" * 200_000))

    assert (found.file, found.line, found.words) == ("01-bai-mot/lesson.md", 15, say.PICTURE_LARGE)


def test_a_picture_that_unfolds_to_more_than_a_phone_can_hold_is_refused(course: Path) -> None:
    assert check(picture_in(course, "to.png", png(4_000, 4_000))) == []
    assert only(picture_in(course, "to.png", png(4_001, 10))).words is say.PICTURE_WIDE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gif.png", b"GIF89a"),
        ("chu.jpg", "chữ".encode()),
        ("chu.webp", b"RIFF"),
        ("cat.png", png(1, 1)[:20]),
        ("khong.png", png(0, 10)),
        ("phim.mp4", b"\0"),
        ("trang.html", b"<p>"),
    ],
)
def test_a_picture_must_be_what_its_name_says(course: Path, name: str, content: bytes) -> None:
    found = only(picture_in(course, name, content))

    assert (found.file, found.line, found.words) == ("01-bai-mot/lesson.md", 15, say.PICTURE_KIND)


@pytest.mark.parametrize(
    ("more", "inside", "words"),
    [
        ("", "<script>alert(1)</script>", say.SVG_FORBIDDEN),
        ("onload='alert(1)'", "", say.SVG_FORBIDDEN),
        ("", "<rect onclick='x()'/>", say.SVG_FORBIDDEN),
        ("", "<foreignObject><p/></foreignObject>", say.SVG_FORBIDDEN),
        ("", "<image href='https://example.vn/a.png'/>", say.SVG_FORBIDDEN),
        (LINK, "<use xlink:href='https://example.vn/a.svg#b'/>", say.SVG_FORBIDDEN),
        (LINK, "<use xlink:href=' java&#10;script:alert(1)'/>", say.SVG_FORBIDDEN),
        ("", "<rect fill='url(https://example.vn/a.svg#b)'/>", say.SVG_FORBIDDEN),
        ("", "<rect style='fill:u\\rl(//example.vn)'/>", say.SVG_FORBIDDEN),
        ("", "<style>@import url(//example.vn)</style>", say.SVG_FORBIDDEN),
        ("", "<a href='https://example.vn/'><rect/></a>", say.SVG_FORBIDDEN),
        ("", "<set attributeName='href' to='https://example.vn/'/>", say.SVG_FORBIDDEN),
        ("", doubled("<use href='#{}'/>"), say.SVG_FORBIDDEN),
        ("", doubled("<path style='mask: URL( \"#{}\" )'/>"), say.SVG_FORBIDDEN),
        ("", "<g id='a'><use href='#b'/></g><g id='b'><use href='#%61'/></g>", say.SVG_FORBIDDEN),
        ("", "<path fill='url(#\\61)'/>", say.SVG_FORBIDDEN),
        ("", "<rect", say.SVG_BROKEN),
        ("", "&nothing;", say.SVG_BROKEN),
    ],
)
def test_a_drawing_only_draws(course: Path, more: str, inside: str, words: Words) -> None:
    found = only(picture_in(course, "ve.svg", SVG.format(more=more, inside=inside).encode()))

    assert (found.file, found.line, found.words) == ("01-bai-mot/lesson.md", 15, words)


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE svg [<!ENTITY a "aaaa">]>', '<?xml-stylesheet href="https://example.vn/a.css"?>', "<!entity a>"]
)
def test_a_drawing_has_no_head_that_reaches_out(course: Path, head: str) -> None:
    found = only(picture_in(course, "ve.svg", (head + SVG.format(more="", inside="")).encode()))

    assert found.words is say.SVG_FORBIDDEN


@pytest.mark.parametrize(
    ("head", "letters"), [("<!DOCTYPE svg>", "utf-16"), ("<!DOCTYPE svg>", "utf-16-le"), ("é", "latin-1")]
)
def test_a_drawing_is_utf8(course: Path, head: str, letters: str) -> None:
    found = only(picture_in(course, "ve.svg", (head + SVG.format(more="", inside="")).encode(letters)))

    assert found.words is say.SVG_BROKEN


def test_a_drawing_says_that_it_is_utf8(course: Path) -> None:
    drawing = SVG.format(more="", inside="")

    assert check(picture_in(course, "a.svg", f'<?xml version="1.0" encoding="UTF-8"?>{drawing}'.encode())) == []
    assert only(picture_in(course, "a.svg", f'<?xml version="1.0" encoding="cp037"?>{drawing}'.encode()))


def test_a_drawing_may_use_its_own_parts(course: Path) -> None:
    inside = "<defs><linearGradient id='g'/><path id='p'/></defs><use href='#p' style='fill:url(#g)'/><text>a</text>"
    inside += "<mask id='m'><use href='#p'/></mask><pattern id='q'><path/></pattern>"
    inside += "<g mask='url(#m)'><path fill='url(#q)'/></g>" * 50

    assert check(picture_in(course, "ve.svg", SVG.format(more=LINK, inside=inside).encode())) == []


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.png", png(640, 480), (640, 480)),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\x01\xe0\x02\x80\x03\0\0", (640, 480)),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01", (640, 480)),
        ("b.webp", b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14), (640, 480)),
        ("c.webp", b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0", (640, 480)),
        ("a.svg", SVG.format(more="", inside="").encode(), (10, 20)),
        ("b.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', (0, 0)),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(
    course: Path, name: str, content: bytes, size: tuple[int, int]
) -> None:
    read, _complaints = read_course(picture_in(course, name, content))

    assert read is not None
    picture = read.modules[0].pictures[name]
    assert (picture.width, picture.height) == size
