"""A stamped certificate is the page as laid out, to the eye, to the letter and to the machine, fifty times as quick."""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops

from lms.certificates.codes import grouped
from lms.certificates.printing import Form, Paper, Sheet, Way, built_in, mould, paper, print_file, printed, use_mould
from lms.certificates.printing.ways import _moulds
from lms.certificates.printing.words import _WORDS, STANDING
from lms.certificates.templates.form import FONTS
from tests.certificates.names import LETTERS, names
from tests.certificates.paper import CODE, some_facts
from tests.certificates.paper import Paper as OnTable


def stamped(form: Form | None = None, **changes: Any) -> Paper:
    made = paper(some_facts(**changes), form)
    assert made.way is Way.STAMPED
    return made


def read_together(pdfs: list[bytes], folder: Path) -> list[str]:
    """The text of each of many files: qpdf puts them together and poppler reads them once."""
    files = []
    for at, pdf in enumerate(pdfs):
        files.append(folder / f"{at:03}.pdf")
        files[-1].write_bytes(pdf)
    together = folder / "together.pdf"
    subprocess.run(["qpdf", "--empty", "--pages", *files, "--", together], check=True)
    return said("pdftotext", "-raw", together, "-").split("\f")[:-1]


def said(*command: object) -> str:
    done = subprocess.run([*map(str, command)], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


def picture(pdf: bytes, folder: Path, dots_per_inch: int = 100) -> Image.Image:
    (folder / "page.pdf").write_bytes(pdf)
    drawn = folder / "page.png"
    said("pdftoppm", "-r", dots_per_inch, "-gray", "-png", "-singlefile", folder / "page.pdf", drawn.with_suffix(""))
    return Image.open(drawn).convert("L")


def test_the_names_of_200_people_are_read_letter_by_letter(tmp_path: Path) -> None:
    people = names(200)
    assert len(set(people)) == 200
    assert set("".join(people)) >= set(LETTERS)

    texts = read_together([stamped(holder=name).pdf for name in people], tmp_path)

    assert [name for name, text in zip(people, texts, strict=True) if name not in text.splitlines()] == []
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


def test_every_letter_can_be_stamped_wherever_a_word_stands(tmp_path: Path) -> None:
    lines = [" ".join("".join(LETTERS[at + part : at + part + 6]) for part in (0, 6, 12)) for at in range(0, 134, 18)]
    pdfs = [stamped(place_line=line, course_title=line, place_and_date=line).pdf for line in lines]

    texts = read_together(pdfs, tmp_path)

    assert [" ".join(text.split()).count(line) for line, text in zip(lines, texts, strict=True)] == [3] * len(lines)


@pytest.mark.parametrize(
    "changes",
    [{"holder": "Đỗ Ưng Ỷ"}, {"holder": names(200)[-1], "mode": "supervised", "score_percent": 100}],
    ids=["short", "long"],
)
def test_it_looks_and_reads_as_laid_out(changes: dict[str, Any], tmp_path: Path) -> None:
    one, other = stamped(**changes).pdf, printed(some_facts(**changes))

    difference = ImageChops.difference(picture(one, tmp_path), picture(other, tmp_path))
    ours, theirs = OnTable(one, tmp_path), OnTable(other, tmp_path / "..")

    assert difference.getextrema()[1] < 80
    assert sum(difference.histogram()[30:]) < 400  # of a million dots
    assert ours.text == theirs.text
    assert ours.info("-struct-text") == theirs.info("-struct-text")
    assert ours.info("-meta") == theirs.info("-meta")
    about = [[line for line in of.info().splitlines() if "File size" not in line] for of in (ours, theirs)]
    assert about[0] == about[1]


@pytest.mark.parametrize("dots_per_inch", [110, 150])
def test_its_qr_code_leads_to_its_page(dots_per_inch: int, tmp_path: Path) -> None:
    assert OnTable(stamped().pdf, tmp_path).scanned(dots_per_inch) == f"https://hoc.example.vn/x/{CODE}"


@pytest.mark.parametrize("dots_per_inch", [110, 150])
@pytest.mark.parametrize("way", [Way.STAMPED, Way.LAID_OUT])
@pytest.mark.parametrize("digits", [400, 490, 575], ids=["version 10", "version 11", "version 12"])
def test_its_qr_code_can_carry_a_signed_payload(way: Way, digits: int, dots_per_inch: int, tmp_path: Path) -> None:
    text = f"https://hoc.example.vn/x/{CODE}#" + ("1945" * 150)[:digits]
    make = {
        Way.STAMPED: lambda: paper(some_facts(), qr_text=text).pdf,
        Way.LAID_OUT: lambda: printed(some_facts(), qr_text=text),
    }

    assert OnTable(make[way](), tmp_path).scanned(dots_per_inch) == text


def test_no_reader_complains_and_all_fonts_are_ours(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(stamped().pdf)

    assert "No syntax or stream encoding errors" in said("qpdf", "--check", path)
    assert said("pdftotext", path, "-")
    said("pdftoppm", "-r", 20, "-png", path, tmp_path / "page")
    fonts = [line.split() for line in said("pdffonts", path).splitlines()[2:]]
    allowed = {family.replace(" ", "-") + style for family in FONTS for style in ("", "-Bold", "-Italic")}
    assert {name.partition("+")[2] for name, *_ in fonts} <= allowed
    assert {tuple(line[-5:-2]) for line in fonts} == {("yes", "yes", "yes")}


def test_a_mould_that_was_kept_gives_the_same_bytes() -> None:
    facts = some_facts(holder="Lê Thị Hoa")
    before, kept = paper(facts).pdf, mould(some_facts(), built_in())
    _moulds.known.clear()

    use_mould(kept)

    assert len(_moulds.known) == 1
    assert paper(facts).pdf == before
    assert len(_moulds.known) == 1
    _moulds.known.clear()
    assert paper(replace(facts, holder="Ai", place_line="Xã Tu Vũ"), built_in()).way is Way.STAMPED
    assert paper(facts).pdf == before


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": "Y Bhăm Ê\u0306nuôl"},
        {"holder": "Nguyễn " * 12},
        {"place_line": "Khu dân cư số 12 Đồng Quang Thượng, Phường Nông Trang Việt Trì Thượng, Tỉnh Phú Thọ"},
    ],
    ids=["a letter the mould lacks", "a name of two lines", "a place of two lines"],
)
def test_what_cannot_be_stamped_is_laid_out(changes: dict[str, str]) -> None:
    facts = some_facts(**changes)

    made = paper(facts)

    assert made == Paper(printed(facts), Way.LAID_OUT)


def test_a_long_title_is_stamped_with_a_mould_of_its_own(tmp_path: Path) -> None:
    title = "Sử dụng dịch vụ công trực tuyến và thanh toán không dùng tiền mặt cho người cao tuổi"
    text = " ".join(OnTable(stamped(course_title=title, half_hours=81).pdf, tmp_path).text.split())

    assert title in text
    assert "Thời lượng: 40,5 giờ" in text


@pytest.mark.parametrize(
    "html",
    [
        '{% if facts.mode_line == "tự học" %}<p>Tự học</p>{% endif %}',
        "{% if facts.score_percent > 90 %}<p>Giỏi</p>{% endif %}",
        "<p>{{ facts.birth_year + 60 }}</p>",
        '<p style="text-decoration: underline">{{ facts.holder }}</p>',
        '<p style="font-size: {{ holder_em }}em">{{ facts.holder }}</p>',
    ],
    ids=["compares", "reckons", "adds", "underlines", "moves the lines below"],
)
def test_a_form_no_mould_can_be_made_of_is_laid_out(html: str) -> None:
    form = replace(built_in(), html=built_in().html.replace('<p class="has">', html + '<p class="has">'))

    assert paper(some_facts(mode="paper"), form).way is Way.LAID_OUT


def test_a_simple_form_of_another_make_is_stamped_too(tmp_path: Path) -> None:
    html = (
        '<html lang="vi"><title>{{ facts.holder }}</title><h1>{{ facts.holder|upper }}</h1>'
        '<p style="text-align: right">{{ facts.number }} <b>{{ code }}</b></p><div style="width: 36mm">{{ qr }}</div>'
    )
    form = Form("plain", 1, html, '@page { size: A4 } html { font: 12pt "Noto Serif" }', {})

    text = OnTable(stamped(form, holder="Trần Thị Ngọc Ánh").pdf, tmp_path).text

    assert "TRẦN THỊ NGỌC ÁNH" in text
    assert grouped(CODE) in text


@pytest.mark.parametrize(
    "markup", ["<img src=http://127.0.0.1:9/x>", '"><script>', "=HYPERLINK(1)", "{{ facts }} & co"]
)
def test_markup_is_stamped_as_text(markup: str, tmp_path: Path) -> None:
    made = stamped(course_title=markup, place_line=markup)

    assert "".join(OnTable(made.pdf, tmp_path).text.split()).count("".join(markup.split())) == 2


def test_whatever_facts_hold_is_either_a_word_or_the_same_for_many() -> None:
    """A line of the facts that is new counts as the same for many, which is right and slow."""
    assert {"issuer", "superior", "decision", "signatory_name", "check_at", "is_demonstration"} <= set(STANDING)
    assert not set(STANDING) & set(_WORDS)


def test_a_file_for_the_printer_holds_a_page_for_each_in_order(tmp_path: Path) -> None:
    people = ["Đỗ Ưng Ỷ", "Y Bhăm Ê\u0306nuôl", "学生", "Lê Thị Hoa", "Nguyễn " * 11 + "An"]
    path = tmp_path / "all.pdf"

    with path.open("wb") as out:
        done = print_file((Sheet(some_facts(holder=name)) for name in people), out)

    assert (done.pages, done.laid_out, [facts.holder for facts, _ in done.refused]) == (4, 2, ["学生"])
    assert "No syntax or stream encoding errors" in said("qpdf", "--check", path)
    pages = said("pdftotext", "-raw", path, "-").split("\f")[:-1]
    assert ["Đỗ Ưng Ỷ" in pages[0], "nuôl" in pages[1], "Lê Thị Hoa" in pages[2], "Nguyễn An" in pages[3]] == [True] * 4
    assert (
        ImageChops.difference(
            picture(path.read_bytes(), tmp_path), picture(paper(some_facts(holder=people[0])).pdf, tmp_path)
        ).getbbox()
        is None
    )


def test_pages_of_one_form_share_letters_and_ornaments() -> None:
    few, many = BytesIO(), BytesIO()

    print_file([Sheet(some_facts())], few)
    print_file([Sheet(some_facts(holder=name)) for name in names(60)], many)

    assert len(many.getvalue()) < len(few.getvalue()) + 59 * 5_000
    with pikepdf.open(many) as file:
        assert len({page.Resources.objgen for page in file.pages}) == 1
