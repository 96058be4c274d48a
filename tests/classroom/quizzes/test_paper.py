"""A final on paper: who gets a sheet, what is printed, and what becomes of the answers that are keyed in."""

from __future__ import annotations

import io
from random import Random

import pypdf
import pytest

from lms.audit.queries import last
from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.classroom import actions as classes
from lms.classroom.quizzes.ending import forget_sheets
from lms.clock import local_date, now
from lms.db import Database
from lms.learning import actions as learning
from lms.learning.actions.forgetting import forget
from lms.learning.models import Answer, Attempt, Enrolment
from lms.problems import Conflict, Problem
from tests.builders import World
from tests.classroom.conftest import Lesson
from tests.classroom.quizzes.conftest import drawn, right_typed, sheets
from tests.classroom.test_sessions import key, opened
from tests.conftest import rows
from tests.learning.learners import answer_all, prepare
from tests.pages import Browser


def words(content: bytes) -> str:
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_sheets_are_drawn_printed_and_printed_again(
    binh: Browser, chi: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    page, who = f"{lesson.page}/quiz", key(database, world.an.person_id)
    assert "Nguyễn Thị An" in binh.get(page).text

    without_word = binh.post(f"{page}/draw", who=[who])
    assert (without_word.status_code, rows(database, "SELECT count(*) FROM attempt")) == (422, [(0,)])
    led = binh.post(f"{page}/draw", who=[who], learned="1")
    again = binh.post(f"{page}/draw", who=[who], learned="1")
    (sheet,) = sheets(database, lesson)
    first = binh.post(f"{page}/print", sheet=[sheet.sheet.key], what="sheets")
    second = binh.post(f"{page}/print", sheet=[sheet.sheet.key], what="sheets")
    right = binh.post(f"{page}/print", sheet=[sheet.sheet.key], what="right")

    assert (led.status_code, again.status_code) == (303, 422)
    assert (sheet.attempt.mode, sheet.attempt.number, len(sheet.rows)) == ("paper", 1, 4)
    assert (first.mimetype, first.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert words(first.data) == words(second.data)
    for said in ("PHIẾU TRẢ LỜI", "Nguyễn Thị An", "Lớp tối", sheet.items[0].stem):
        assert said in words(first.data)
    assert right_typed(sheet).split()[0] in words(right.data)
    with database.reading() as db:
        told = [last(db, f"classroom.{act}", f"class:{lesson.id}") for act in ("draw_quizzes", "print_right_answers")]
    assert told[0] is not None
    assert told[0].details == {"attempts": [sheet.attempt.id], "have_learned": True}
    assert told[1] is not None
    for path in ("", "/draw", "/print", "/withdraw", "/keys"):
        assert chi.post(page + path, sheet=[sheet.sheet.key]).status_code in (404, 405)
    assert chi.get(page).status_code == chi.get(f"{page}/keys").status_code == 404


def test_what_is_keyed_in_is_handed_in_once_and_leads_to_the_certificate(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    one, two = drawn(database, lesson, course, world, world.an, world.dung)
    page, fields = f"{lesson.page}/quiz/keys", [f"marks-{each.sheet.key}" for each in (one, two)]
    assert binh.get(page).text.count("data-pattern") == 2

    wrong = binh.post(page, **{fields[0]: right_typed(one), fields[1]: "Z"})
    assert (wrong.status_code, rows(database, "SELECT count(*) FROM answer")) == (422, [(0,)])
    assert f'value="{right_typed(one)}"' in wrong.text
    typed = {fields[0]: right_typed(one), fields[1]: "- - - -"}
    led = [binh.post(page, **typed) for _time in range(2)]
    other = binh.post(page, **{fields[0]: "- - - -"})

    assert [answer.status_code for answer in led] == [303, 303]
    assert other.status_code == 409
    result = binh.get(f"{lesson.page}/quiz").text
    assert ("đạt, 6/6 điểm" in result, "chưa đạt" in result) == (True, True)
    with database.reading() as db:
        attempts = {each.enrolment_id: each for each in db.query(Attempt)}
        completed = db.query(Enrolment).filter_by(person_id=world.an.person_id).one()
        certificate = db.query(Certificate).one()
    assert [(each.mode, each.recorded_by) for each in attempts.values()] == [("paper", world.binh.person_id)] * 2
    assert (certificate.person_id, certificate.mode) == (world.an.person_id, "paper")
    assert completed.completed_at == attempts[completed.id].submitted_at
    assert rows(database, "SELECT count(*) FROM answer") == [(8,)]
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'classroom.key_quiz'") == [(2,)]


def test_a_final_begun_on_a_screen_goes_on_on_paper_and_back(
    an: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    prepare(database, world.an, course)
    begun = answer_all(database, world.an, course, right=False)

    (sheet,) = drawn(database, lesson, course, world, world.an)

    assert sheet.attempt.id == begun
    with database.transaction() as db, pytest.raises(Conflict):
        learning.submit(db, world.an.person_id, begun, now())
    with database.transaction() as db, pytest.raises(Conflict):
        item = sheet.items[0].id
        learning.save_answer(db, world.an.person_id, begun, item, "11111111-1111-4111-8111-111111111111", [0], now())
    page = an.get("/courses/tiny/final").text
    assert ("trên một tờ phiếu giấy" in page, "/final/1" in page) == (True, False)
    with database.transaction() as db:
        on_screen = learning.start_attempt(db, world.an.person_id, course, "final", Random(1), now())
    assert (on_screen.id, on_screen.mode) == (begun, "alone")
    assert not sheets(database, lesson)
    with database.transaction() as db:
        assert learning.submit(db, world.an.person_id, begun, now()).mode == "alone"


def test_keyed_answers_count_more_than_those_of_the_screen(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    prepare(database, world.an, course)
    answer_all(database, world.an, course, right=False)
    (sheet,) = drawn(database, lesson, course, world, world.an)

    binh.post(f"{lesson.page}/quiz/keys", **{f"marks-{sheet.sheet.key}": right_typed(sheet)})

    with database.reading() as db:
        assert db.get_one(Attempt, sheet.attempt.id).passed
        assert db.query(Answer).filter_by(attempt_id=sheet.attempt.id, sequence=2).count() == 4


def test_whoever_leaves_and_whose_class_is_closed_goes_on_on_a_screen(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    one, two = drawn(database, lesson, course, world, world.an, world.dung)

    with database.transaction() as db:
        classes.remove(db, lesson.id, world.an.person_id, now())
    assert [each.person.id for each in sheets(database, lesson)] == [world.dung.person_id]
    with database.transaction() as db:
        classes.close_class(db, lesson.id, now())

    assert not sheets(database, lesson)
    late = binh.post(f"{lesson.page}/quiz/keys", **{f"marks-{two.sheet.key}": right_typed(two)})
    assert late.status_code == 409
    assert rows(database, "SELECT DISTINCT mode FROM attempt") == [("alone",)]
    assert one.attempt.submitted_at is None


def test_nobody_completes_on_a_screen_what_only_a_teacher_vouched_for(
    lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    drawn(database, lesson, course, world, world.an)

    with database.transaction() as db, pytest.raises(Problem, match="The final opens"):
        learning.start_attempt(db, world.an.person_id, course, "final", Random(1), now())


def test_a_sheet_is_taken_back_by_its_teacher(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    (sheet,) = drawn(database, lesson, course, world, world.an)

    led = binh.post(f"{lesson.page}/quiz/withdraw", key=sheet.sheet.key)
    lost = binh.post(f"{lesson.page}/quiz/withdraw", key="A" * 20)

    assert (led.status_code, lost.status_code) == (303, 404)
    assert not sheets(database, lesson)


def test_with_a_person_their_sheets_and_pictures_are_forgotten(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    drawn(database, lesson, course, world, world.an, world.dung)
    session = opened(binh, lesson, local_date(now()))
    binh.post(f"{session}/final", who=[key(database, world.an.person_id)])

    with database.transaction() as db:
        forget_sheets(db, world.an.person_id)
        forget(db, world.an.person_id)

    assert [each.person.id for each in sheets(database, lesson)] == [world.dung.person_id]
    assert rows(database, "SELECT count(*) FROM class_watched_final") == [(0,)]
