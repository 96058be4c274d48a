"""The paper: every Vietnamese letter, a code that scans, nothing from elsewhere, the same bytes every time."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from lms.certificates.printing import CannotPrint, built_in, printed
from lms.certificates.printing import paper as paper_of
from lms.certificates.printing.layout import press_of
from lms.certificates.templates.form import FONTS
from tests.certificates.names import LETTERS, SMALL
from tests.certificates.paper import CODE, Paper, some_facts

LONG_NAME = "Nguyễn Phúc Hoàng Thảo Phương Khánh Huyền Trang Ngọc Thương "[:60].ljust(60, "g")
WHITE = 19.5
"""Millimetres from the edge of the page: the frame ends at 16.6."""


def words_of(letters: list[str]) -> str:
    return " ".join("".join(letters[start : start + 7]) for start in range(0, len(letters), 7))


Print = Callable[..., Paper]


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory: pytest.TempPathFactory) -> Print:
    return lambda **changes: Paper(printed(some_facts(**changes)), tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def paper(on_paper: Print) -> Paper:
    return on_paper(decision="Theo Quyết định số 12/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo")


def test_there_are_134_vietnamese_letters() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("letters", [SMALL, LETTERS[67:]], ids=["small", "capital"])
def test_every_vietnamese_letter_can_be_read_in_every_font(on_paper: Print, letters: list[str]) -> None:
    paper = on_paper(
        **dict.fromkeys(("holder", "place_line", "course_title", "decision", "superior"), words_of(letters))
    )

    text = " ".join(paper.text.split())
    assert text.count(words_of(letters)) == (5 if letters[0].isupper() else 4)
    assert words_of(letters).upper() in text


def test_every_line_of_the_facts_is_printed(paper: Paper) -> None:
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ",
        "BAN CHỈ ĐẠO PHONG TRÀO BÌNH DÂN HỌC VỤ SỐ",
        "Số: 00127/2026/GCN-BCĐ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY CHỨNG NHẬN",
        "Phong trào Bình dân học vụ số",
        "Nguyễn Thị An",
        "Sinh năm: 1958",
        "Nơi cư trú: Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        "Dịch vụ công trực tuyến",
        "Thời lượng: 6 giờ",
        "Kết quả: đạt 92 %",
        "Hình thức: tự học trên mạng",
        "Ngày hoàn thành: 23/11/2026",
        "Theo Quyết định số 12/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo",
        "K7MW-3DPX-9RTA-HC4R",
        "hoc.example.vn/x",
        "Phú Thọ, ngày 23 tháng 11 năm 2026",
        "TM. BAN CHỈ ĐẠO",
        "TRƯỞNG BAN",
    ):
        assert line in paper.text


@pytest.mark.parametrize("dots_per_inch", [110, 150, 300])
def test_the_qr_code_leads_to_the_page_that_checks_this_code(paper: Paper, dots_per_inch: int) -> None:
    assert paper.scanned(dots_per_inch) == f"https://hoc.example.vn/x/{CODE}"


def test_all_fonts_are_ours_and_lie_in_the_file(paper: Paper) -> None:
    allowed = {name.replace(" ", "-") for name in FONTS}
    styles = ("-Bold", "-Italic")

    for name, *_, embedded, subset, unicode, _object, _generation in paper.fonts:
        family = name.partition("+")[2]
        for style in styles:
            family = family.removesuffix(style)
        assert family in allowed
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_it_is_one_page_of_a4_on_its_side(paper: Paper) -> None:
    assert "Pages:           1" in paper.info()
    assert "841.89 x 595.276 pts (A4)" in paper.info()


def test_a_screen_reader_is_told_language_title_heading_and_what_the_picture_is(paper: Paper) -> None:
    structure = paper.info("-struct-text")
    metadata = paper.info("-meta")

    assert structure.count("H1 (block)") == 1
    assert "Giấy chứng nhận số 00127/2026/GCN-BCĐ: Nguyễn Thị An" in paper.info()
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "Mã QR để tra cứu" in _alternative_text(paper)


def _alternative_text(paper: Paper) -> str:
    root = PdfReader(paper.path).trailer["/Root"]
    assert root["/Lang"] == "vi"
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop()
        if isinstance(element, dict):
            if element.get("/S") == "/Figure":
                return str(element["/Alt"])
            waiting += [kid.get_object() for kid in _kids(element)]
    return ""


def _kids(element: dict) -> list:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return kids if isinstance(kids, list) else [kids]


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": LONG_NAME},
        {"holder": "NGUYỄN PHƯƠNG HOÀNG MINH MAI MWMWMW WWWWWWWWWWWWWWWWWWWWWWWWW"},
        {"holder": "Ỷ"},
        {"holder": "Y" * 100},
        {"place_line": "Khu dân cư số 12 Đồng Quang Thượng, Phường Nông Trang Việt Trì Thượng, Tỉnh Phú Thọ"},
        {"course_title": "Sử dụng dịch vụ công trực tuyến và thanh toán không dùng tiền mặt cho người cao tuổi " * 2},
        {"issuer": "Ban Chỉ đạo về phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06"},
        {"signatory_title": "TM. Ban Chỉ đạo\nKT. Trưởng ban\nPhó Trưởng ban thường trực\nGiám đốc Sở"},
        {"mode": "supervised", "decision": "Theo Quyết định số 1234/QĐ-BCĐ ngày 15/9/2026 của Ban Chỉ đạo " * 2},
        {"check_at": "https://binhdanhocvuso.khoahoccongnghe.phutho.gov.vn"},
        {"superior": "", "place_line": "", "signatory_name": "", "decision": ""},
    ],
    ids=lambda changes: "-".join(f"{line}:{len(text)}" for line, text in changes.items()),
)
def test_nothing_touches_the_frame_or_runs_into_something_else(on_paper: Print, changes: dict[str, str]) -> None:
    paper = on_paper(**{"signatory_name": "Hoàng Văn Thụ", **changes})

    assert paper.overlapping == []
    for word in paper.words:
        assert WHITE < word.left < word.right < 297 - WHITE, word
        assert WHITE < word.top < word.bottom < 210 - WHITE, word


def test_seal_and_hand_have_20_millimetres(on_paper: Print) -> None:
    words = {word.text: word for word in on_paper(signatory_name="Thụ").words}

    assert words["Thụ"].top - words["TRƯỞNG"].bottom > 20


def test_the_name_is_the_largest_line_but_the_title(paper: Paper) -> None:
    heights = {word.text: word.bottom - word.top for word in paper.words}

    assert heights["Nguyễn"] > 2 * heights["Sinh"]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=file:///etc/passwd>",
        "<link rel=attachment href=file:///etc/passwd>",
        "<style>@import 'http://127.0.0.1:9/x';</style>",
        "</title><script>alert(1)</script>",
        "{{ facts.code }} {% include '/etc/passwd' %}",
    ],
)
def test_markup_is_only_text(on_paper: Print, markup: str) -> None:
    paper = on_paper(**dict.fromkeys(("holder", "course_title", "place_line", "signatory_name"), markup))
    pdf = paper.path.read_bytes()

    assert "".join(paper.text.split()).count("".join(markup.split())) == 4
    assert b"/EmbeddedFile" not in pdf
    assert b"root:" not in pdf


def test_nothing_can_be_fetched_from_disk_or_network() -> None:
    for address in ("file:///etc/passwd", "http://127.0.0.1:9/", "https://hoc.example.vn/", "data:,x", "own:../x"):
        with pytest.raises(FatalURLFetchingError):
            press_of(built_in()).fetcher.fetch(address)


def test_the_same_facts_give_the_same_bytes_in_every_process() -> None:
    facts = some_facts()
    here = [hashlib.sha256(pdf).hexdigest() for pdf in (paper_of(facts).pdf, printed(facts))]
    program = (
        "import hashlib; from lms.certificates.printing import paper, printed; "
        "from tests.certificates.paper import some_facts as facts; "
        "print(*(hashlib.sha256(pdf).hexdigest() for pdf in (paper(facts()).pdf, printed(facts()))))"
    )

    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        assert there.stdout.split() == here


@pytest.mark.parametrize("name", ["学生", "Nguyễn Thị 😀", "An \ue000"])
def test_a_letter_no_font_holds_is_refused_rather_than_replaced(name: str) -> None:
    with pytest.raises(CannotPrint):
        printed(some_facts(holder=name))


def test_a_missing_font_is_refused_and_named(tmp_path: Path) -> None:
    poor = tmp_path / "fonts.conf"
    liberation = next(Path("/usr/share/fonts").rglob("LiberationSerif-Regular.ttf")).parent
    poor.write_text(f"<fontconfig><dir>{liberation}</dir></fontconfig>")
    program = "from lms.certificates.printing import printed; from tests.certificates.paper import some_facts; printed(some_facts())"

    refused = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "FONTCONFIG_FILE": str(poor)},
        check=False,
        capture_output=True,
        text=True,
    )

    assert refused.returncode == 1
    assert "CannotPrint" in refused.stderr
    assert "Noto Serif" in refused.stderr.splitlines()[-1]


def test_a_demonstration_says_so_on_its_face(on_paper: Print) -> None:
    text = on_paper(is_demonstration=True).text

    assert "BẢN MINH HỌA" in text
    assert "không có giá trị sử dụng" in text


def test_a_real_one_does_not(paper: Paper) -> None:
    assert "minh họa" not in paper.text.lower()


def test_it_promises_neither_a_standard_nor_an_identity(paper: Paper) -> None:
    assert not [claim for claim, text in itertools.product(("757", "VNeID"), [paper.text]) if claim in text]
