"""One fault is planted into a course without faults: it is found, in the right file, on the right line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from lms.catalogue.actions import check
from lms.catalogue.complaints import Words
from lms.catalogue.words import advice, files, front_matter, items, prose, quiz, safety
from tests.courses import write_tiny_course

HEAD, FINAL, LESSON, QUIZ = "course.md", "final.md", "01-bai-mot/lesson.md", "01-bai-mot/quiz.md"
SCREEN = "Một ý thôi, câu ngắn."
PICTURE = "![Nút quay lại ở góc trái, phía dưới](hinh.svg)"
QUESTION = "## Câu một lựa chọn số tiny-1-01? {#tiny-1-01}"
FINAL_ITEM = '{#tiny-1-51 module=01-bai-mot reread="Màn hình 1.1" core}'


@dataclass(frozen=True)
class Fault:
    """In ``file``, ``old`` becomes ``new``; the complaint must stand on the line of ``at``."""

    words: Words
    file: str
    old: str
    new: str
    at: str


FAULTS = [
    Fault(front_matter.NONE, LESSON, "---\ntitle", "title", "title"),
    Fault(front_matter.OPEN, LESSON, '/"\n---', '/"\n', "---"),
    Fault(front_matter.BROKEN, HEAD, "title: Khóa mẫu", "title: Khóa: mẫu", "title"),
    Fault(front_matter.BROKEN, HEAD, "[adult, public-sector]", "[adult, public-sector", "hours"),
    Fault(front_matter.MISSING, HEAD, "pass_mark: 80\n", "", "---"),
    Fault(front_matter.MISSING, LESSON, "minutes: 5\n", "", "---"),
    Fault(front_matter.UNKNOWN, HEAD, "attempts: 3", "attempts: 3\nattemps: 3", "attemps:"),
    Fault(front_matter.TWICE, HEAD, "attempts: 3", "attempts: 3\nattempts: 4", "attempts: 4"),
    Fault(front_matter.NOT_TEXT, HEAD, "title: Khóa mẫu", "title: 12", "title"),
    Fault(front_matter.NOT_TEXT, HEAD, "title: Khóa mẫu", "title: [Khóa, mẫu]", "title"),
    Fault(front_matter.NOT_TEXT, LESSON, '"Trang mẫu, 01/11/2026: điều', "Trang mẫu: điều", "- Trang"),
    Fault(front_matter.TOO_LONG, HEAD, "title: Khóa mẫu", f"title: {'dài ' * 60}", "title"),
    Fault(front_matter.NOT_NUMBER, HEAD, "pass_mark: 80", "pass_mark: 80 %", "pass_mark"),
    Fault(front_matter.NOT_NUMBER, HEAD, "pass_mark: 80", "pass_mark: 101", "pass_mark"),
    Fault(front_matter.NOT_NUMBER, HEAD, "attempts: 3", "attempts: yes", "attempts"),
    Fault(front_matter.NOT_HALF_HOURS, HEAD, "hours: 1.5", "hours: 1.3", "hours"),
    Fault(front_matter.NOT_DATE, HEAD, "updated: 2026-11-23", "updated: 23/11/2026", "updated"),
    Fault(front_matter.NOT_DATE, LESSON, "updated: 2026-11-23", "updated: 2026-02-30", "updated"),
    Fault(front_matter.REVIEW_EARLY, HEAD, "2027-11-23", "2025-11-23", "review_by"),
    Fault(front_matter.NOT_LIST, HEAD, "[Nhóm biên soạn]", "Nhóm biên soạn", "authors"),
    Fault(front_matter.EMPTY, HEAD, "[Nhóm biên soạn]", "[]", "authors"),
    Fault(front_matter.EMPTY, HEAD, "title: Khóa mẫu", "title:", "title"),
    Fault(front_matter.CHOICE, HEAD, "[adult, public-sector]", "[adult, public-servant]", "audience"),
    Fault(front_matter.CHOICE, HEAD, "picture: den", "picture: đèn", "picture"),
    Fault(front_matter.NOT_DRAWS, HEAD, "  01-bai-mot: 2", "  01-bai-mot: hai", "01-bai-mot"),
    Fault(front_matter.DRAW_MODULE, HEAD, "  01-bai-mot: 2", "  01-bai-moc: 2", "01-bai-moc"),
    Fault(front_matter.DRAW_TOO_MANY, HEAD, "  02-bai-hai: 2", "  02-bai-hai: 4", "02-bai-hai"),
    Fault(prose.NO_SCREENS, LESSON, "## Màn hình", "### Màn hình", "Học xong"),
    Fault(prose.NO_TITLE, LESSON, "## Màn hình 1.2", "##", "##\n"),
    Fault(prose.TITLE_LONG, LESSON, "## Màn hình 1.2", f"## {'dài ' * 60}", "## dài"),
    Fault(prose.TITLE_TWICE, LESSON, "## Màn hình 1.2", "## Màn hình 1.1", "## Màn hình 1.1\n\n1."),
    Fault(prose.EMPTY_SCREEN, LESSON, "## Màn hình 1.2", "## Trống\n\n## Màn hình 1.2", "## Trống"),
    Fault(prose.HEADING, LESSON, SCREEN, "# Lớn\n\nÝ.", "# Lớn"),
    Fault(prose.HEADING_SPACE, LESSON, SCREEN, "###Nhỏ\n\nÝ.", "###Nhỏ"),
    Fault(prose.LIST_INDENT, LESSON, "2. Bấm nút.", "2. Bấm nút.\n  - nút tròn", "  - nút tròn"),
    Fault(prose.LIST_INDENT, LESSON, "    Bấm nhầm", "    - Bấm nhầm\n      - nút\n    - Bấm", "      - nút"),
    Fault(prose.LIST_GAP, LESSON, SCREEN, "Gồm:\n- một\n- hai", "- một"),
    Fault(prose.FRAME_UNKNOWN, LESSON, "!!! nho", "!!! nhớ", "!!!"),
    Fault(prose.FRAME_FORM, LESSON, '!!! nho "Nhớ"', "!!! nho Nhớ", "!!!"),
    Fault(prose.FRAME_EMPTY, LESSON, "    Bấm nhầm", "\n\nBấm nhầm", "!!!"),
    Fault(prose.FRAME_INDENT, LESSON, "    Bấm nhầm", "  Bấm nhầm", "  Bấm nhầm"),
    Fault(prose.CODE_INDENT, LESSON, SCREEN, "    Một ý thôi", "    Một ý thôi"),
    Fault(prose.NO_ALT, LESSON, PICTURE, "![](hinh.svg)", "![]"),
    Fault(prose.PICTURE_FORM, LESSON, PICTURE, "![Nút][nut]", "![Nút]"),
    Fault(prose.PICTURE_FOREIGN, LESSON, PICTURE, "![Nút](https://example.vn/hinh.svg)", "![Nút]"),
    Fault(prose.LINK, LESSON, SCREEN, "[Bấm](www.example.vn)", "[Bấm]"),
    Fault(prose.LINK, LESSON, SCREEN, "[Bấm](javascript:alert(1))", "[Bấm]"),
    Fault(prose.RAW_HTML, LESSON, SCREEN, "Chữ <b>đậm</b>.", "Chữ <b>"),
    Fault(prose.RAW_HTML, LESSON, SCREEN, "<script src=//x.example></script>", "<script"),
    Fault(prose.COMMENT_OPEN, LESSON, SCREEN, "Chữ\n<!-- ghi chú -- >", "<!--"),
    Fault(prose.TOO_LONG, LESSON, SCREEN, "chữ " * 2000, "chữ"),
    Fault(prose.TANGLED, LESSON, SCREEN, "![a](" * 500, "![a]("),
    Fault(prose.NESTED, LESSON, SCREEN, "> " * 20 + "sâu", "> > "),
    Fault(files.PICTURE_MISSING, LESSON, PICTURE, "![Nút](hing.svg)", "![Nút]"),
    Fault(files.PICTURE_NAME, LESSON, PICTURE, "![Nút](../../hinh.svg)", "![Nút]"),
    Fault(files.PICTURE_NAME, LESSON, PICTURE, "![Nút](/etc/hinh.svg)", "![Nút]"),
    Fault(files.PICTURE_MISSING, LESSON, PICTURE, "![Nút](../03-bai-ba/hinh.svg)", "![Nút]"),
    Fault(files.PICTURE_NAME, LESSON, PICTURE, "![Nút](Hình.svg)", "![Nút]"),
    Fault(files.NOT_NFC, LESSON, SCREEN, unicodedata.normalize("NFD", SCREEN), unicodedata.normalize("NFD", SCREEN)),
    Fault(files.STRANGE, LESSON, SCREEN, "Một\x07 ý.", "Một\x07"),
    Fault(files.STRANGE, LESSON, SCREEN, "Một\u202e ý.", "Một\u202e"),
    Fault(files.STRANGE, LESSON, SCREEN, "Một\u2066 ý.", "Một\u2066"),
    Fault(quiz.BEFORE_FIRST, QUIZ, QUESTION, f"Câu luyện\n\n{QUESTION}", "Câu luyện"),
    Fault(quiz.NO_STEM, QUIZ, QUESTION, "## {#tiny-1-01}", "## {#tiny-1-01}"),
    Fault(quiz.STEM_LONG, QUIZ, QUESTION, f"## {'dài ' * 200}? {{#tiny-1-01}}", "## dài"),
    Fault(quiz.NO_KEY, QUIZ, QUESTION, "## Câu không mã?", "## Câu không mã?"),
    Fault(quiz.NO_KEY, QUIZ, QUESTION, "## Câu không mã? {}", "## Câu không mã?"),
    Fault(quiz.BRACES, QUIZ, QUESTION, "## Câu? {#tiny-1-01", "## Câu?"),
    Fault(quiz.BRACES, FINAL, FINAL_ITEM, FINAL_ITEM.replace("core", "cor"), "cor}"),
    Fault(quiz.BRACES, FINAL, FINAL_ITEM, FINAL_ITEM.replace('"', ""), "tiny-1-51 "),
    Fault(quiz.KEY_FORM, QUIZ, QUESTION, "## Câu? {#DVC_1}", "## Câu?"),
    Fault(quiz.KEY_TWICE, QUIZ, "{#tiny-1-02}", "{#tiny-1-01}", "## Câu nhiều lựa chọn"),
    Fault(quiz.KEY_TWICE, FINAL, "tiny-1-52 ", "tiny-2-01 ", "tiny-2-01 "),
    Fault(quiz.NO_MODULE, FINAL, " module=01-bai-mot", "", "tiny-1-51 "),
    Fault(quiz.MODULE_UNKNOWN, FINAL, "module=01-bai-mot", "module=01-bai-moc", "01-bai-moc"),
    Fault(quiz.NO_REREAD, FINAL, ' reread="Màn hình 1.1"', "", "tiny-1-51 "),
    Fault(quiz.REREAD_UNKNOWN, FINAL, 'reread="Màn hình 1.1"', 'reread="Màn hình 2.1"', "tiny-1-51 "),
    Fault(quiz.REREAD_UNKNOWN, QUIZ, "{#tiny-1-01}", '{#tiny-1-01 reread="Màn hình 2.1"}', "{#tiny-1-01 "),
    Fault(quiz.ONLY_FINAL, QUIZ, "{#tiny-1-01}", "{#tiny-1-01 core}", "{#tiny-1-01 "),
    Fault(quiz.BOX, QUIZ, "- [ ] Ý sai thứ hai", "- [] Ý sai thứ hai", "- []"),
    Fault(quiz.BOX, QUIZ, "- [ ] Ý sai thứ hai", "* [ ] Ý sai thứ hai", "* ["),
    Fault(quiz.STRAY, QUIZ, "> Lời giải chung.", "Lời giải chung.", "Lời giải chung."),
    Fault(quiz.WHY_INDENT, QUIZ, "    > Vì sao đúng.", "  > Vì sao đúng.", "  > Vì sao đúng."),
    Fault(quiz.WHY_INDENT, QUIZ, "    > Vì sao đúng.", "> Vì sao đúng.", "> Vì sao đúng."),
    Fault(quiz.NO_WHY, QUIZ, "    > Vì sao đúng.\n", "", "- [x]"),
    Fault(quiz.NONE_RIGHT, QUIZ, "- [x] Ý đúng\n", "- [ ] Ý đúng\n", "## Câu một"),
    Fault(quiz.ALL_RIGHT, QUIZ, "- [ ] Đúng", "- [x] Đúng", "## Đúng hay sai"),
    Fault(quiz.SAME_OPTION, QUIZ, "- [ ] Ý sai thứ hai", "- [ ] Ý sai  thứ nhất", "- [ ] Ý sai  thứ nhất"),
    Fault(prose.NO_ALT, QUIZ, QUESTION, f"{QUESTION}\n\n![](hinh.svg)", "![]"),
]


NAMES = {id(words): name for module in (files, front_matter, prose, quiz) for name, words in vars(module).items()}


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{number}-{NAMES[id(f.words)]}" for number, f in enumerate(FAULTS)])
def test_the_fault_is_found_where_it_is(tmp_path: Path, fault: Fault) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    text = (folder / fault.file).read_text("utf-8")
    assert fault.old in text
    broken = text.replace(fault.old, fault.new, 2 if fault.words is prose.NO_SCREENS else 1)
    (folder / fault.file).write_text(broken, "utf-8")

    complaints = check(folder)

    found = [(complaint.file, complaint.line) for complaint in complaints if complaint.words is fault.words]
    assert (fault.file, broken[: broken.index(fault.at)].count("\n") + 1) in found, [*map(str, complaints)]


def test_the_course_without_a_fault_has_no_complaint(tmp_path: Path) -> None:
    assert check(write_tiny_course(tmp_path / "tiny")) == []


def test_every_fault_is_told_not_only_the_first(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    for name in (HEAD, LESSON, QUIZ):
        text = (folder / name).read_text("utf-8")
        broken = text.replace("title: ", "titel: ").replace("- [x] Ý đúng\n", "- [ ] Ý đúng\n")
        (folder / name).write_text(broken, "utf-8")

    assert [(c.file, c.line, c.words) for c in check(folder)] == [
        (LESSON, 1, front_matter.MISSING),
        (LESSON, 2, front_matter.UNKNOWN),
        (QUIZ, 1, quiz.NONE_RIGHT),
        (HEAD, 1, front_matter.MISSING),
        (HEAD, 2, front_matter.UNKNOWN),
    ]


def test_a_complaint_says_file_line_and_what_to_write_instead(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    text = (folder / HEAD).read_text("utf-8")
    (folder / HEAD).write_text(text.replace("picture: den", "picture: dem"), "utf-8")

    (complaint,) = check(folder)

    assert str(complaint) == "course.md:5: “dem” không dùng cho “picture” được. Có phải là: den?"
    assert complaint.in_english() == "course.md:5: “dem” cannot be used for “picture”. Did you mean: den?"


def test_every_sentence_has_the_same_holes_in_both_languages() -> None:
    def holes(*sentences: str) -> set[str | None]:
        return {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name}

    for module in (advice, files, front_matter, items, prose, quiz, safety):
        for words in (w for w in vars(module).values() if isinstance(w, Words)):
            assert holes(words.sentence, words.instead) == holes(words.english, words.english_instead)
