"""What an author is told of the difference between two versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue.versions.rules import Change, Sort
from lms.catalogue.versions.words import lines, sentence
from tests.catalogue.versions.changing import COURSE, FINAL, LESSON, QUIZ, told

_FIRST = "tiny-1-01 «Câu một lựa chọn số tiny-1-01?»"
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="32" height="24"/></svg>',
)
_NEW_QUESTION = "## Câu hoàn toàn mới? {#tiny-1-09}\n\n- [x] Phải\n    > Vì vậy.\n- [ ] Không phải\n    > Vì thế.\n\n"


def test_another_right_answer_is_told_first(tmp_path: Path) -> None:
    found = told(tmp_path, QUIZ, ("[ ] Ý sai thứ nhất", "[x] Ý sai thứ nhất"), ("[x] Ý đúng", "[ ] Ý đúng"))

    assert found == [Change(Sort.ANSWERS, (_FIRST,))]
    assert list(lines(found)) == ["  1 câu hỏi đổi đáp án:", f"    - {_FIRST}"]
    assert sentence(found[0], english=True) == "1 question with another right answer"


@pytest.mark.parametrize(
    ("file", "pairs", "sorts"),
    [
        (QUIZ, [("Câu một lựa chọn số tiny-1-01?", "Câu chỉ một lựa chọn số tiny-1-01?")], [Sort.QUESTIONS_REWORDED]),
        (QUIZ, [("[x] Ý đúng\n", "[x] Ý thật đúng\n")], [Sort.QUESTIONS_REWORDED]),
        (QUIZ, [("> Vì sao chưa đúng.", "> Vì sao vẫn chưa đúng.")], [Sort.REASONS]),
        (QUIZ, [("## Đúng hay sai", f"{_NEW_QUESTION}## Đúng hay sai")], [Sort.QUESTIONS_ADDED]),
        (FINAL, [(" core}", "}")], [Sort.WEIGHTS]),
        (LESSON, [("Một ý thôi", "Chỉ một ý thôi")], [Sort.PAGES_REWRITTEN]),
        (LESSON, [("## Màn hình 1.2", "## Màn hình cuối")], [Sort.PAGES_RENAMED]),
        (LESSON, [("## Màn hình 1.2", "## Màn hình giữa\n\nThêm một ý.\n\n## Màn hình 1.2")], [Sort.PAGES_ADDED]),
        (LESSON, [("minutes: 5", "minutes: 6")], [Sort.LESSONS_TOLD]),
        ("01-bai-mot/hinh.svg", [_SVG], [Sort.PICTURES]),
        (COURSE, [("pass_mark: 80", "pass_mark: 75"), ("hours: 1.5", "hours: 2")], [Sort.NEEDED, Sort.HOURS]),
        (COURSE, [("wait_hours: 12", "wait_hours: 24")], [Sort.TRIES]),
        (COURSE, [("01-bai-mot: 2", "01-bai-mot: 3")], [Sort.DRAWS]),
        (COURSE, [("title: Khóa mẫu", "title: Khóa mới"), ("Lời mở đầu", "Lời đầu")], [Sort.TITLE, Sort.FIRST_PAGE]),
        (COURSE, [("review_by: 2027", "review_by: 2028")], [Sort.DETAILS]),
        (COURSE, [("  01-bai-mot: 2\n  02-bai-hai: 2", "  02-bai-hai: 2\n  01-bai-mot: 2")], []),
    ],
)
def test_each_change_has_its_own_line(
    tmp_path: Path, file: str, pairs: list[tuple[str, str]], sorts: list[Sort]
) -> None:
    assert [change.sort for change in told(tmp_path, file, *pairs)] == sorts


def test_the_value_before_and_after_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, COURSE, ("pass_mark: 80", "pass_mark: 75"), ("01-bai-mot: 2", "01-bai-mot: 3"))

    assert list(lines(found)) == ["  Điểm đạt: 80% → 75%", "  Số câu bài kiểm tra rút ở mỗi bài:", "    - Bài 1: 2 → 3"]


def test_an_id_used_again_for_another_question_is_warned_of(tmp_path: Path) -> None:
    other = ("Câu một lựa chọn số tiny-1-01?", "Làm gì khi nhận tin nhắn lạ xin mã OTP của ngân hàng?")
    options = [("Ý sai thứ nhất", "Gửi ngay kẻo muộn"), ("Ý đúng", "Im lặng rồi xóa"), ("Ý sai thứ hai", "Hỏi lại họ")]

    found = told(tmp_path, QUIZ, other, *options)

    assert [change.sort for change in found] == [Sort.REUSED]
    assert "đặt mã mới" in sentence(found[0])


def test_a_question_that_went_is_told_by_its_words(tmp_path: Path) -> None:
    text = "## Đúng hay sai: câu số tiny-1-03. {#tiny-1-03}\n\n- [ ] Đúng\n    > Vì sao chưa đúng.\n- [x] Sai\n    > Vì sao đúng.\n"

    found = told(tmp_path, QUIZ, (text, ""))

    assert found == [Change(Sort.QUESTIONS_REMOVED, ("tiny-1-03 «Đúng hay sai: câu số tiny-1-03.»",))]


def test_every_kind_of_change_has_words_in_both_languages() -> None:
    for sort in Sort:
        change = Change(sort, ("x", "y"), "1", "2")
        assert "{" not in sentence(change) + sentence(change, english=True)
