"""What is wrong with a question of the later kinds is found on its line."""

from __future__ import annotations

import time

import pytest

from lms.catalogue.complaints import Sheet, Words
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.words import items, prose, quiz
from tests import kinds

NAMES = {id(words): name for module in (items, quiz, prose) for name, words in vars(module).items()}
FAULTS = [
    (items.NO_EXPLANATION, kinds.ORDERING, "> Lời giải chung.", "", "## Xếp"),
    (items.NO_EXPLANATION, kinds.TEXT, "> Lời giải chung.", "", "## Gõ"),
    (items.STRAY, kinds.MATCHING, "> Lời giải", "Lời giải", "Lời giải"),
    (items.STRAY, kinds.ORDERING, "> Lời giải", "Lời giải", "Lời giải"),
    (items.STRAY, kinds.NUMBER, "> Lời giải", "Lời giải", "Lời giải"),
    (items.INDENTED, kinds.MATCHING, "> Lời giải", "    > Lời giải", "    > Lời giải"),
    (items.STEP_FORM, kinds.SCENARIO, "### Bước 2. Ông", "#### Bước 2. Ông", "#### Bước 2"),
    (items.STEP_FORM, kinds.SCENARIO, "### Bước 2. Ông", "**Bước 2.** Ông", "**Bước 2"),
    (items.SAME_PART, kinds.ORDERING, "Ra công an xã", "Dừng  lại", "4. "),
    (items.SAME_PART, kinds.MATCHING, "Lệ phí", "mã hồ sơ", "| mã"),
    (items.NUMBERS, kinds.ORDERING, "3. ", "4. ", "4. Chụp"),
    (items.NUMBERS, kinds.ORDERING, "1. ", "0. ", "0. "),
    (items.ORDER_SIZE, kinds.ORDERING, "3. Chụp lại tin nhắn\n4. Ra công an xã\n", "", "1. "),
    (items.ORDER_SIZE, kinds.ORDERING, "4. Ra", "".join(f"{at}. Việc {at}\n" for at in range(4, 9)) + "9. Ra", "1. "),
    (items.UNDER_STEP, kinds.ORDERING, "2. Gọi", "    > Vì sao.\n2. Gọi", "    > Vì"),
    (items.UNDER_STEP, kinds.ORDERING, "4. Ra", "  rồi đưa con xem\n4. Ra", "  rồi"),
    (items.HEADS, kinds.MATCHING, "| nghĩa |", "| |", "| chữ"),
    (items.RULE, kinds.MATCHING, "| --- | --- |\n", "", "| chữ"),
    (items.RULE, kinds.MATCHING, "| --- | --- |", "| --- | |", "| chữ"),
    (items.COLUMNS, kinds.MATCHING, "| số để tra", "| số | để tra", "| Mã"),
    (items.COLUMNS, kinds.MATCHING, "| Mã hồ sơ | số để tra |", "| Mã hồ sơ |", "| Mã"),
    (items.NOTHING_RIGHT, kinds.MATCHING, "| số để tra |", "| |", "| Mã"),
    (items.FEW_ROWS, kinds.PAIR, "Dừng, không đọc mã", "Tự gõ vào ứng dụng", "| tin"),
    (items.FEW_ROWS, kinds.PAIR, "| Có người gọi hỏi mã | Dừng, không đọc mã |\n", "", "| tin"),
    (items.MANY_ROWS, kinds.MATCHING, "| | hồ", "".join(f"| {at} | x |\n" for at in range(5)) + "| | hồ", "| chữ"),
    (items.PAIR_SIZE, kinds.MATCHING, "chữ trên màn hình", "Tin", "| Tin"),
    (items.NATURE, kinds.MARKED, "| giả |", "| lừa |", "| Có"),
    (items.NATURE, kinds.MARKED, "| giả |", "| |", "| Có"),
    (items.NATURE, kinds.MARKED, " | giả |", " |", "| Có"),
    (items.COLUMNS, kinds.MARKED, "| Có người", "| | Có người", "| | Có"),
    (items.NATURE_CLASH, kinds.MARKED, "\n\n> Lời", "\n| | dừng, không đọc mã | thật |\n\n> Lời", "| | dừng"),
    (items.COLUMNS, kinds.PAIR, "không đọc mã |", "không đọc mã | giả |", "| Có"),
    (items.STEPS, kinds.SCENARIO, "### Bước 2. Ông làm gì?\n", "", "## Cuộc"),
    (items.STEPS, kinds.SCENARIO, "### Bước 2. Ông làm gì?", "### x\n" * 9, "## Cuộc"),
    (items.STEP_EMPTY, kinds.SCENARIO, "### Bước 2. Ông làm gì?", "###", "###\n"),
    (items.IN_STEP, kinds.SCENARIO, "hiểu thế nào?", "hiểu thế nào?\nNghĩ đi.", "Nghĩ đi"),
    (items.BEFORE_STEPS, kinds.SCENARIO, "### Bước 1. Ông hiểu thế nào?\n", "", "- [ ] Đúng là"),
    (items.ONE_RIGHT, kinds.SCENARIO, "- [ ] Đúng là", "- [x] Đúng là", "### Bước 1"),
    (items.EXPLAINED_EARLY, kinds.SCENARIO, "### Bước 2", "> Giải chung.\n\n### Bước 2", "### Bước 2"),
    (quiz.NONE_RIGHT, kinds.SCENARIO, "- [x] Nói", "- [ ] Nói", "### Bước 2"),
    (quiz.NO_OPTIONS, kinds.SCENARIO, "### Bước 2", "### Bước 2. Thế nào?\n### Bước 3", "### Bước 2"),
    (quiz.NO_WHY, kinds.SCENARIO, "- [ ] Đọc mã cho họ\n    > Vì sao.", "- [ ] Đọc mã cho họ", "- [ ] Đọc"),
    (quiz.SAME_OPTION, kinds.SCENARIO, "Chắc chắn là lừa", "đúng là cán bộ", "- [ ] đúng là"),
    (quiz.SAME_OPTION, kinds.MATCHING, "| | hồ sơ bị từ chối", "| | Số để tra", "| | Số"),
    (quiz.NO_OPTIONS, kinds.NUMBER, "= 1950000 ± 0 đồng", "1950000", "## Chị"),
    (items.MANY_ACCEPTED, kinds.TEXT, "= www.", "".join(f"= x{at}y\n" for at in range(19)) + "= www.", "= www."),
    (items.ACCEPTED_FORM, kinds.TEXT, "= www.dichvucong.gov.vn", "= .", "= ."),
    (items.ACCEPTED_FORM, kinds.TEXT, "= www.", f"= {'x' * 100}", "= x"),
    (items.SAME_ACCEPTED, kinds.TEXT, "= www.dichvucong.gov.vn", "= Dịch vụ công.gov.vn.", "= Dịch"),
    (items.NO_TOLERANCE, kinds.NUMBER, " ± 0 đồng", "", "= 1950000"),
    (items.NO_TOLERANCE, kinds.NUMBER, "1950000 ± 0", "1.950.000", "= 1.950"),
    (items.MISTAKE_RIGHT, kinds.TEXT, "- [ ]", "- [x]", "- [x]"),
    (items.MISTAKE_RIGHT, kinds.TEXT, "- [ ] dichvucong.vn", "- [ ] dịch vụ công.gov.vn", "- [ ]"),
    (items.ONE_NUMBER, kinds.NUMBER, "đồng\n", "đồng\n= 2000000 ± 0 đồng\n", "= 2000000"),
    (items.NUMBER_FORM, kinds.NUMBER, "1950000 ± 0", "hai triệu ± 0", "= hai"),
    (items.NUMBER_FORM, kinds.NUMBER, "± 0 đồng", "± đồng", "= 1950000"),
    (items.NUMBER_FORM, kinds.NUMBER, "± 0 đồng", "± -1 đồng", "= 1950000"),
    (items.NUMBER_FORM, kinds.NUMBER, "đồng\n", f"{'đồng ' * 5}\n", "= 1950000"),
    (prose.RAW_HTML, kinds.ORDERING, "Dừng lại", "<b>Dừng</b> lại", "1. "),
    (prose.NO_ALT, kinds.MATCHING, "Lệ phí", "![](hinh.svg)", "| ![]"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{number}-{NAMES[id(f[0])]}" for number, f in enumerate(FAULTS)])
def test_the_fault_is_found_on_its_line(fault: tuple[Words, str, str, str, str]) -> None:
    words, text, old, new, at = fault
    assert old in text
    broken = text.replace(old, new, 1)
    sheet = Sheet("quiz.md", [])

    parse_quiz(broken, sheet)

    found = [complaint.line for complaint in sheet.complaints if complaint.words is words]
    assert broken[: broken.index(at)].count("\n") + 1 in found, [*map(str, sheet.complaints)]
    assert all(complaint.in_english() for complaint in sheet.complaints)


def test_every_kind_is_written_without_a_fault() -> None:
    sheet = Sheet("quiz.md", [])

    assert len(parse_quiz(kinds.EVERY, sheet).items) == 8
    assert [*map(str, sheet.complaints)] == []


def test_two_right_answers_for_one_thing_are_one_answer() -> None:
    (item,) = parse_quiz(kinds.MATCHING, Sheet("quiz.md", [])).items

    assert [option.text for option in item.options if option.part == 1].count("khoản tiền trả") == 1


PIECES = [
    "### x\n",
    "### x\n- [ ] y\n",
    "1. x\n",
    "| x | y |\n",
    "= x\n",
    "= 1 ± 1 ",
    "=±",
    "|",
    "- [x] a\n",
    "1" * 9,
    "\\|",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_kilobytes_of_anything_are_read_in_a_moment(piece: str) -> None:
    text = "## Câu? {#q-1}\n" + "- [ ] a\n" * (piece[0] == "#") + piece * (100_000 // len(piece))
    began = time.thread_time()

    parse_quiz(text, sheet := Sheet("quiz.md", []))

    assert sheet.complaints
    assert time.thread_time() - began < 2.0
