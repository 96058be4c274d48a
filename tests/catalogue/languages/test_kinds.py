"""Questions of every kind in another language: other words, and nothing else is other."""

from __future__ import annotations

import pytest

from lms.catalogue.complaints import Sheet, Words
from lms.catalogue.folder import read_course
from lms.catalogue.languages import spoken
from lms.catalogue.languages.fitting import look_at_quiz
from lms.catalogue.languages.shelf import Shelf, Translated
from lms.catalogue.languages.translation import Draft, parse_quiz_page
from lms.catalogue.manuscript import Course
from lms.catalogue.proof import ModuleProof, module_proof, translation_row
from lms.catalogue.published import Accepted
from lms.catalogue.words import languages as say
from tests import kinds

MODULE = "01-bai-mot"
ENGLISH = (
    kinds.EVERY.replace("Dừng lại", "Stop")
    .replace("khoản tiền trả", "a sum to pay")
    .replace("| tin |", "| message |")
    .replace("= www.dichvucong.gov.vn", "= National Public Service Portal")
    .replace("± 0 đồng", "± 0 dong")
    .replace("Ông làm gì?", "What does he do?")
)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> ModuleProof:
    course, _ = read_course(kinds.write_course_of_all_kinds(tmp_path_factory.mktemp("courses") / "kinds"))
    assert isinstance(course, Course)
    return module_proof(course, course.modules[0])


def translated(text: str, proof: ModuleProof) -> tuple[Draft, list[Words]]:
    """A translation, and what does not fit."""
    sheet = Sheet("quiz.en.md", [])
    of = spoken.quiz_digest(proof.practice)
    head = f'---\nlanguage: en\nof: "{of}"\nof_day: 2026-11-23\ntranslators: [A]\n---\n\n'
    draft = parse_quiz_page(head + text, "en", MODULE, sheet)
    look_at_quiz(draft, of, draft.translation.of_day, proof.practice, sheet)
    return draft, [complaint.words for complaint in sheet.complaints]


def test_other_words_fit(proof: ModuleProof) -> None:
    assert translated(ENGLISH, proof)[1] == []


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (say.KIND_DIFFERS, "= 1950000 ± 0 dong", "= two million dong"),
        (say.PARTS_DIFFER, "4. Ra công an xã\n", ""),
        (say.PARTS_DIFFER, "| Lệ phí | a sum to pay |\n", ""),
        (say.NUMBER_DIFFERS, "± 0 dong", "± 1 dong"),
        (say.OPTIONS_DIFFER, "| | hồ sơ bị từ chối |\n", ""),
        (say.RIGHT_DIFFERS, "| Lệ phí | a sum to pay |", "| Lệ phí | số để tra |"),
    ],
)
def test_what_is_not_the_same_question_is_told(proof: ModuleProof, words: Words, old: str, new: str) -> None:
    assert old in ENGLISH

    assert words in translated(ENGLISH.replace(old, new, 1), proof)[1]


def test_who_reads_the_translation_may_type_in_either_language(database, proof: ModuleProof) -> None:
    with database.transaction() as db:
        (module, _) = kinds.publish_course_of_all_kinds(db).modules
    row = translation_row(translated(ENGLISH, proof)[0].translation)
    shelf = Shelf((Translated(row["part"], "en", row["of"], row["of_day"], row["content"]),))

    said = {item.key: item for item in shelf.module_in(module, "en").practice}

    assert module.quiz_digest == row["of"]
    assert said["k-ordering"].parts[0].text == "Stop"
    assert said["k-matching"].options[1].text == "a sum to pay"
    assert [option.part for option in said["k-pair"].options] == [0, 0, 1, 1]
    assert said["k-pair"].kind == "pair"
    assert said["k-scenario"].parts[1].text == "Bước 2. What does he do?"
    assert set(said["k-text"].accepted.texts) >= {"www.dichvucong.gov.vn", "National Public Service Portal"}
    assert [item.accepted.texts for item in shelf.answerable(module) if item.key == "k-text"] == [
        ("dichvucong.gov.vn", "www.dichvucong.gov.vn", "dichvucong.gov.vn", "National Public Service Portal")
    ]
    assert said["k-number"].accepted == Accepted(number="1950000", tolerance="0", unit="dong")
