"""A quiz that is written down and read again is the same quiz, whatever its questions are."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.catalogue.answers import folded
from lms.catalogue.complaints import Sheet
from lms.catalogue.items.task_list import MOST_OPTIONS
from lms.catalogue.manuscript import Item, Kind, Nature, Number, Option, Part, Prose, Quiz
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.writing import quiz_text

COURSES = Path(__file__).parents[2] / "courses"
WORDS = st.sampled_from(
    [
        *("bà", "con", "Mã", "gõ", "đọc", "80 %", "(a)", "1.", "- [x]", ">", "=", "|", "\\|", "**đậm**", "`mã 0`"),
        *("![nút tròn](a.svg)", "Tin", "3.", "tin", "Bước 2.", "± 0", "'", '"'),
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join).map(str.strip)
SCENES = st.sampled_from(
    [
        "",
        "Bà Thoa kể.",
        "> Tin nhắn: *mã 000 000*\n\nBà làm gì?",
        "| giờ | việc |\n| --- | --- |\n| 7 | tin |\n\nNhìn bảng.",
        "1. một\n2. hai\n\nĐọc xong mới làm.",
    ]
)
EXPLAINED = st.lists(LINES.map("Vì {}".format) | st.just(""), min_size=1, max_size=3).map("\n".join).filter(str.strip)
NUMBERS = st.decimals(-10_000_000, 10_000_000, places=2) | st.integers(-(10**9), 10**9)
NOTHING = Prose("", 1)


def prose(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Prose]:
    return texts.map(lambda text: Prose(text.strip("\n"), 1))


def different(fewest: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(LINES, min_size=fewest, max_size=most, unique_by=str.casefold)


@st.composite
def task_lists(draw: st.DrawFn, part: int = 0, right: tuple[int, ...] = (1,), fewest: int = 2) -> list[Option]:
    texts = draw(different(fewest, MOST_OPTIONS))
    count = draw(st.sampled_from([each for each in right if each <= max(0, len(texts) - 1)]))
    marked = draw(st.permutations([at < count for at in range(len(texts))]))
    return [
        Option(text, 1, is_right, draw(prose(EXPLAINED)), part) for text, is_right in zip(texts, marked, strict=True)
    ]


@st.composite
def choices(draw: st.DrawFn) -> dict[str, Any]:
    explanation = draw(prose(st.just("") | EXPLAINED))
    return {"options": tuple(draw(task_lists(right=(1, 2, 3)))), "explanation": explanation}


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    parts = tuple(Part(text, 1) for text in draw(st.lists(LINES, min_size=2, max_size=4)))
    options = [option for at in range(len(parts)) for option in draw(task_lists(at))]
    explanation = draw(prose(st.just("") | EXPLAINED))
    return {"notation": Kind.SCENARIO, "parts": parts, "options": tuple(options), "explanation": explanation}


@st.composite
def orderings(draw: st.DrawFn) -> dict[str, Any]:
    steps = draw(different(3, 8))
    options = tuple(
        Option(str(place + 1), 1, place == at, NOTHING, at) for at in range(len(steps)) for place in range(len(steps))
    )
    return {"notation": Kind.ORDERING, "parts": tuple(Part(text, 1) for text in steps), "options": options}


@st.composite
def matchings(draw: st.DrawFn) -> dict[str, Any]:
    is_pair = draw(st.booleans())
    heads: tuple[str, ...] = (
        "Tin" if is_pair else draw(LINES.filter(lambda text: text.casefold() != "tin")),
        draw(LINES),
    )
    answers = draw(different(2, 3 if is_pair else 5))
    lefts = draw(different(2, 4 if is_pair else 8 - len(answers)))
    rights = draw(st.lists(st.sampled_from(answers), min_size=len(lefts), max_size=len(lefts)))
    offered = list(dict.fromkeys([answers[0], *rights[1:], *answers]))
    rights[0] = answers[0]
    is_marked = is_pair and draw(st.booleans())
    natures = st.sampled_from([None, *Nature]) if is_marked else st.none()
    suits = {answer: draw(natures) for answer in offered}
    heads += ("thật hay giả",) * is_marked
    options = tuple(
        Option(answer, 1, answer == right, NOTHING, at, suits[answer])
        for at, right in enumerate(rights)
        for answer in offered
    )
    return {
        "notation": Kind.PAIR if is_pair else Kind.MATCHING,
        "heads": heads,
        "parts": tuple(Part(text, 1) for text in lefts),
        "options": options,
    }


@st.composite
def texts_to_type(draw: st.DrawFn) -> dict[str, Any]:
    fitting = LINES.filter(
        lambda text: folded(text) and "±" not in text and not text.startswith("=") and "![" not in text
    )
    texts = draw(st.lists(fitting, min_size=1, max_size=4, unique_by=folded))
    mistakes = draw(st.just([]) | task_lists(right=(0,), fewest=1))
    known = {folded(text): Option(text, 1, False, mistakes[0].why) for text in (m.text for m in mistakes)}
    options = tuple(option for same, option in known.items() if same not in map(folded, texts))
    return {"notation": Kind.TEXT, "accepted": tuple(texts), "options": options}


@st.composite
def numbers_to_type(draw: st.DrawFn) -> dict[str, Any]:
    value, tolerance = draw(NUMBERS), draw(NUMBERS.map(abs))
    unit = draw(st.sampled_from(["", "đồng", "%", "km/giờ"]))
    plain = [f"{each:f}".rstrip("0").rstrip(".") if "." in str(each) else str(each) for each in (value, tolerance)]
    value_text, tolerance_text = ("0" if each in ("-0", "") else each for each in plain)
    return {"notation": Kind.NUMBER, "options": (), "number": Number(value_text, tolerance_text, unit)}


ANSWERS = st.one_of(choices(), scenarios(), orderings(), matchings(), texts_to_type(), numbers_to_type())
STEMS = st.sampled_from(["Bà Thoa làm gì trước?", 'Tin nào "thật"?', "Nối mỗi chữ với nghĩa của nó.", "1. Số mấy?"])


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    items = []
    for number, answers in enumerate(draw(st.lists(ANSWERS, min_size=1, max_size=3))):
        common = {"explanation": draw(prose(EXPLAINED)), "scene": draw(prose(SCENES)), **answers}
        reread = draw(st.sampled_from(["Màn hình", 'Tin "thật"', "Chữ “lạ”"]))
        is_core = draw(st.booleans())
        items.append(Item(f"q-{number}", 1, draw(STEMS), "01-bai", reread, is_core, **common))
    return Quiz(tuple(items), ())


def without_lines(value: object) -> Any:
    """The same without the places it stood at."""
    if is_dataclass(value):
        return {
            f.name: without_lines(getattr(value, f.name)) for f in fields(value) if f.name not in ("line", "mentions")
        }
    return [without_lines(each) for each in value] if isinstance(value, tuple) else value


def read(text: str) -> Quiz:
    sheet = Sheet("final.md", [])
    quiz = parse_quiz(text, sheet, final=True)
    assert [str(complaint) for complaint in sheet.complaints if not complaint.is_warning] == [], text
    return quiz


@settings(max_examples=25, deadline=None)
@given(quizzes())
def test_what_is_written_is_read_as_the_same_and_written_alike(quiz: Quiz) -> None:
    text = quiz_text(quiz)
    again = read(text)

    assert without_lines(again) == without_lines(quiz), text
    assert [item.kind for item in again.items] == [item.kind for item in quiz.items]
    assert quiz_text(again) == text


@pytest.mark.parametrize(
    "file",
    sorted(COURSES.glob("*/**/quiz.md")) + sorted(COURSES.glob("*/final.md")),
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_the_questions_of_our_courses_are_written_as_the_same(file: Path) -> None:
    sheet = Sheet(file.name, [])
    quiz = parse_quiz(file.read_text("utf-8"), sheet, final=file.name == "final.md")

    again = parse_quiz(quiz_text(quiz), sheet, final=file.name == "final.md")

    assert without_lines(again) == without_lines(quiz)
    assert sheet.complaints == []
