"""A quiz is read as it was written: what is right, in which order, never depends on chance."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.complaints import Sheet
from lms.catalogue.items.task_list import MOST_OPTIONS
from lms.catalogue.manuscript import Kind, Quiz
from lms.catalogue.quiz import parse_quiz

WORDS = st.sampled_from(
    ["bà", "con", "bấm", "nút", "máy", "mã", "gõ", "đọc", "Đúng", "Sai", "1.", "- [x]", "(a)", "80 %"]
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).filter(lambda text: not text.startswith("- "))


@dataclass(frozen=True)
class Written:
    """A question as an author has it in mind."""

    stem: str
    options: tuple[tuple[str, bool, str], ...]
    explanation: str


def is_a_question(options: tuple[tuple[str, bool, str], ...]) -> bool:
    return 0 < sum(right for _, right, _ in options) < len(options)


OPTIONS = st.lists(
    st.tuples(LINES, st.booleans(), LINES),
    min_size=2,
    max_size=MOST_OPTIONS,
    unique_by=lambda option: option[0].casefold(),
).map(tuple)
WRITTEN = st.builds(Written, LINES, OPTIONS.filter(is_a_question), st.just("") | LINES)


def markdown(questions: list[Written], gap: str) -> str:
    parts = []
    for number, question in enumerate(questions):
        options = "".join(
            f"- [{'x' if right else ' '}] {text}\n    > {why}\n{gap}" for text, right, why in question.options
        )
        common = f"\n> {question.explanation}\n" if question.explanation else ""
        parts.append(f"## {question.stem} {{#q-{number}}}\n<!-- ghi chú\n- [x] -->\n{gap}{options}{common}")
    return "\n".join(parts)


def read(text: str) -> Quiz:
    sheet = Sheet("quiz.md", [])
    quiz = parse_quiz(text, sheet)
    assert sheet.complaints == []
    return quiz


@given(st.lists(WRITTEN, min_size=1, max_size=4), st.sampled_from(["", "\n", "\n\n"]))
def test_what_was_written_is_read_in_the_same_order(questions: list[Written], gap: str) -> None:
    quiz = read(markdown(questions, gap))

    assert [item.key for item in quiz.items] == [f"q-{number}" for number in range(len(questions))]
    for item, question in zip(quiz.items, questions, strict=True):
        assert item.stem == question.stem
        assert tuple((o.text, o.right, o.why.text) for o in item.options) == question.options
        assert item.explanation.text == question.explanation


@given(WRITTEN)
def test_two_right_options_make_multiple_choice_one_makes_single(question: Written) -> None:
    (item,) = read(markdown([question], "\n")).items
    right = sum(right for _, right, _ in question.options)

    assert (item.kind is Kind.MULTIPLE) == (right > 1)
    assert (item.kind is Kind.TRUE_FALSE) == (
        sorted(text.casefold() for text, _, _ in question.options) == ["sai", "đúng"]
    )


def test_a_scene_stands_between_question_and_options() -> None:
    text = "## Câu hỏi? {#q-1}\n\n> Tin nhắn: *mã 000 000*\n\nBà làm gì?\n\n- [x] a\n    > b\n\n    > c\n- [ ] d\n    > e\n"

    (item,) = read(text).items

    assert item.scene.text == "> Tin nhắn: *mã 000 000*\n\nBà làm gì?"
    assert (item.scene.line, item.options[0].line) == (3, 7)
    assert item.options[0].why.text == "b\n\nc"


def test_a_final_item_says_where_to_read_again_in_any_quotes() -> None:
    for quoted in ('"Màn hình"', "'Màn hình'", "“Màn hình”"):
        sheet = Sheet("final.md", [])
        text = f"## Câu? {{#q-1 core reread={quoted} module=01-bai}}\n- [x] a\n    > b\n- [ ] c\n    > d\n"

        (item,) = parse_quiz(text, sheet, final=True).items

        assert sheet.complaints == []
        assert (item.module, item.reread, item.weight) == ("01-bai", "Màn hình", 2)
