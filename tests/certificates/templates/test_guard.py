"""The guard lets in what prints as it must, and says in Vietnamese why it lets nothing else in."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from lms.certificates.rules import Facts
from lms.certificates.templates.folder import read_folder
from lms.certificates.templates.guard import Findings, everybody, examine
from lms.certificates.templates.looks import letters_missing, vietnamese_letters
from lms.certificates.templates.samples import sample_people
from lms.certificates.templates.shipped import shipped
from tests.certificates.templates.conftest import Change

SMALL_FONT = '\n@font-face { font-family: "Thieu"; src: url("own:thieu.ttf") }\n.holder { font-family: "Thieu" }\n'


@pytest.fixture(scope="module")
def people() -> dict[str, Facts]:
    return sample_people(("vi",))


def tried(folder: Path, *people: Facts) -> Findings:
    return examine(read_folder(folder), {f"người {n}": facts for n, facts in enumerate(people, 1)})


def poor_font(file: Path, without: str) -> None:
    """A font of ours that lacks some letters, under a name of its own."""
    source = next(Path("/usr/share/fonts").rglob("LiberationSerif-Bold.ttf"))
    with TTFont(source) as font:
        keep = set(font.getBestCmap()) - set(map(ord, without))
        options = Options()
        options.name_IDs = ["*"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=keep)
        subsetter.subset(font)
        for name in font["name"].names:
            if name.nameID in (1, 4, 16):
                name.string = "Thieu"
        font.save(file)


def test_there_are_134_vietnamese_letters() -> None:
    assert len(set(vietnamese_letters())) == 134


def test_what_comes_with_the_program_is_let_in_with_everybody() -> None:
    found = examine(shipped(), everybody(shipped()))

    assert found.complaints == ()
    assert found.may_be_stamped


def test_a_font_that_lacks_a_letter_is_named_with_the_letter(
    folder: Path, change: Change, people: dict[str, Facts]
) -> None:
    poor_font(folder / "thieu.ttf", "ỹỸ")
    with (folder / "print.css").open("a", encoding="utf-8") as css:
        css.write(SMALL_FONT)
    change("template.toml", "fonts = [", 'fonts = ["Thieu", ')

    assert tried(folder, *list(people.values())[:1]).complaints == ("phông «Thieu» thiếu chữ: ỹ Ỹ",)


def test_a_font_that_is_not_named_is_named(folder: Path, change: Change, people: dict[str, Facts]) -> None:
    change("template.toml", ', "Noto Serif Display"', "")

    assert "phông «Noto Serif Display» không nằm trong fonts" in str(
        tried(folder, next(iter(people.values()))).complaints
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("print.html", '<html lang="vi"', "<html", "không nói viết bằng tiếng gì"),
        ("print.html", "<title>", "<title>Giấy</title><title>", "tên tệp không nói giấy nào của ai"),
        (
            "print.html",
            "<h1>",
            '<img src="own:hinh.png" style="position: absolute; width: 9mm"><h1>',
            "có hình không ai tả",
        ),
        ("print.html", "<h1>", "<h2>", "phải có đúng một <h1>"),
        ("print.html", "{{ facts.signatory_title|upper }}", "", "không in chức vụ người ký"),
        ("print.html", "{{ facts.nation }}", "CHXHCN Việt Nam", "không in quốc hiệu"),
        ("print.html", "{{ qr }}", "", "phải có đúng một mã QR"),
        ("print.html", "<h1>", '<p><a href="#x">xem</a></p><h1>', ""),
        ("print.html", "{{ facts.holder }}", "{{ facts.holder / 2 }}", "không điền được print.html"),
        ("print.css", "width: 36mm; height: 36mm }", "width: 30mm; height: 30mm }", "30.0 × 30.0 mm nhỏ quá"),
        ("print.css", "width: 36mm; height: 36mm }", "width: 42mm; height: 36mm }", "không vuông"),
        ("print.css", "size: 297mm 210mm", "size: 210mm 297mm", "không phải A4 nằm ngang"),
        ("print.css", "padding: 23.5mm 26mm 0", "padding: 12mm 26mm 0", "ra ngoài khung"),
        ("print.css", ".movement {", ".movement { opacity: .5;", "trong suốt"),
        ("print.css", ".movement {", ".movement { margin-top: -9mm;", "in đè lên nhau"),
        (
            "print.css",
            ".check div { position: absolute; left: 39mm",
            ".check div { position: absolute; left: 9mm",
            "in đè lên hình",
        ),
        ("print.css", ".top { min-height: 115.5mm }", ".top { min-height: 190mm }", "không vừa một trang"),
    ],
)
def test_what_is_wrong_is_said(
    folder: Path, change: Change, people: dict[str, Facts], file: str, old: str, new: str, said: str
) -> None:
    if "hinh.png" in new:
        from tests.certificates.test_issuers import png

        (folder / "hinh.png").write_bytes(png())
    change(file, old, new)

    told = "\n".join(tried(folder, people["người bình thường"]).complaints)
    assert said in told if said else told == ""


def test_it_is_said_with_whom_it_went_wrong(folder: Path, change: Change, people: dict[str, Facts]) -> None:
    change("print.html", 'style="font-size: {{ holder_em }}em"', 'style="font-size: 2.6em; white-space: nowrap"')

    complaints = tried(folder, people["người bình thường"], people["tên dài 60 ký tự"]).complaints
    assert [
        complaint for complaint in complaints if "ra ngoài khung" in complaint and "(khi thử: người 2)" in complaint
    ]
    assert not [complaint for complaint in complaints if "người 1" in complaint]


def test_nothing_is_fetched_even_if_the_words_are_hidden(
    folder: Path, change: Change, people: dict[str, Facts]
) -> None:
    change("print.html", "<body", "<img alt=x {{ 'sr' ~ 'c=http://127.0.0.1:9/x'|safe }}><body")

    assert (
        "mẫu lấy thứ nằm ngoài thư mục: http://127.0.0.1:9/x" in tried(folder, people["người bình thường"]).complaints
    )


def test_sheets_without_a_complaint_say_nothing() -> None:
    assert list(letters_missing(())) == []
