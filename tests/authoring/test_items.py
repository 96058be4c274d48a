"""How questions do: sums that anybody can work out again by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from lms.authoring.items import queries
from lms.authoring.items.background import COUNT, ask_for_every_version
from lms.authoring.items.models import ItemAnalysis
from lms.authoring.items.rules import Counted, Figures, Flag, figures, renewed
from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database, new_id
from lms.jobs.worker import run_due
from lms.learning.models import Answer, Attempt, Enrolment, Mode
from lms.people.models import Person
from lms.people.requests.models import Request
from lms.people.requests.rules import State, What
from tests.builders import World
from tests.courses import publish_tiny_course
from tests.pages import Browser

_RIGHTS = (False, True, False)


def counted(chosen: int, count: int, rest: float, best: int = 0) -> Counted:
    """So many first chose this option, and reached this share of all other points."""
    chose = () if chosen < 0 else (chosen,)
    return Counted(chose, chosen == 1, count, best, count * rest, count * rest * rest)


def of(*answers: Counted, kind: str = "single") -> Figures:
    found = figures(7, kind, _RIGHTS, answers)
    assert found is not None
    return found


def test_a_question_that_tells_who_knows_more() -> None:
    found = of(counted(1, 6, 1.0, best=4), counted(0, 2, 0.5), counted(2, 1, 0.5), counted(-1, 1, 0.5))

    assert (found.count, found.facility, found.unknown, found.options) == (10, 0.6, 1, (2, 6, 1))
    assert found.discrimination == pytest.approx(1.0)
    assert found.flags == ()


def test_the_correlation_is_that_of_the_definition() -> None:
    found = of(counted(1, 5, 0.8), counted(1, 3, 0.4), counted(0, 4, 0.6))

    # Pearson's r between (1,1,1,1,1,1,1,1,0,0,0,0) and (.8 x5, .4 x3, .6 x4), worked out apart
    assert found.discrimination == pytest.approx(0.1474, abs=0.0001)
    assert Flag.TELLS_LITTLE in found.flags


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ((counted(0, 5, 0.9, best=4), counted(1, 5, 0.5, best=1)), Flag.WRONG_KEY),
        ((counted(1, 3, 0.9, best=3), counted(0, 4, 0.5), counted(2, 3, 0.5)), Flag.HARD),
        ((counted(1, 96, 0.9, best=30), counted(0, 4, 0.5)), Flag.EASY),
        ((counted(1, 6, 0.9, best=3), counted(0, 6, 0.5)), Flag.DEAD_OPTION),
    ],
)
def test_what_an_author_should_look_at(answers: tuple[Counted, ...], flag: Flag) -> None:
    assert flag in of(*answers).flags


def test_of_few_people_nothing_is_told() -> None:
    assert figures(7, "single", _RIGHTS, [counted(1, 9, 1.0)]) is None


@pytest.mark.parametrize(("count", "is_told"), [(30, False), (39, False), (40, True), (29, True)])
def test_figures_stay_until_their_change_tells_of_nobody(count: int, is_told: bool) -> None:
    old, new = of(counted(0, 15, 0.5), counted(1, 15, 1.0)), of(counted(1, count, 1.0))

    assert renewed(old, new) is (new if is_told else old)
    assert renewed(None, new) is new


def test_nothing_is_said_where_nothing_differs() -> None:
    assert of(counted(1, 10, 1.0)).discrimination is None
    assert of(counted(1, 5, 0.5), counted(0, 5, 0.5)).discrimination is None


def test_what_was_typed_is_no_answer_that_somebody_prefers() -> None:
    typed = figures(7, "text", (), [Counted((-1,), False, 9, 4, 9.0, 9.0), Counted((-1,), True, 3, 0, 0.0, 0.0)])

    assert typed is not None
    assert typed.preferred == ()
    assert typed.options == ()


def test_first_answers_are_counted_at_night_and_shown_to_authors(
    author: Browser, an: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
    answer_first(database, world, course, [1] * 8 + [0] * 4)
    items = "/authoring/courses/tiny/versions/1/items"
    assert "Chưa có số liệu" in author.get(items).text

    ask_for_every_version(database)
    run_due(database, COUNT)

    with database.reading() as db:
        counted_at = queries.analysis(db, course.version_id)
        assert counted_at is not None
        figures_of = counted_at[1]
    assert list(figures_of) == [course.modules[0].practice[0].id]
    (found,) = figures_of.values()
    assert (found.count, found.options, found.unknown) == (12, (4, 8, 0), 0)
    assert found.discrimination == pytest.approx(-1.0)
    assert found.preferred == (0,)
    assert "Nghi sai đáp án" in author.get(items).text
    assert an.get(items).status_code == 404
    assert author.post(items, page=items).status_code == 303


def test_what_comes_while_figures_are_counted_is_news_and_so_is_who_is_forgotten(
    database: Database, world: World
) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
        assert not queries.has_news(db, course.version_id)
        attempted(db, enrolled(db, world.an.person_id, course, 1), course, 1, 1, now())
        counted_at = ItemAnalysis(version_id=course.version_id, made_at=now() + timedelta(seconds=10), figures=[])
        db.add(counted_at)
        assert queries.has_news(db, course.version_id)

        counted_at.made_at += timedelta(hours=1)
        assert not queries.has_news(db, course.version_id)
        db.add(
            Request(
                person_id=world.dung.person_id,
                what=What.DELETION,
                wanted={},
                note="",
                org_unit_id=world.lam_thao,
                asked_at=now(),
                state=State.DONE,
                answered_at=counted_at.made_at,
            )
        )
        assert queries.has_news(db, course.version_id)


def answer_first(database: Database, world: World, course: PublishedCourse, firsts: list[int]) -> None:
    """Somebody each at the first question and two others: who chose option 0 there knew the others, and thought better.

    All tried again, also by a row that was found to be theirs. One more was taken along from an older version: it was
    answered there.
    """
    with database.transaction() as db:
        people = [somebody(db) for _first in firsts]
        for person_id, first in zip(people, firsts, strict=True):
            mine = enrolled(db, person_id, course, 1)
            attempted(db, mine, course, 1, first, now())
            attempted(db, mine, course, 2, 2, now())
            attempted(db, enrolled(db, somebody(db, person_id), course, 2), course, 1, 2, now())
        again = enrolled(db, world.dung.person_id, course, 2)
        attempted(db, again, course, 1, 2, now() - timedelta(days=1))


def somebody(db: Session, canonical_id: int | None = None) -> int:
    person = Person(
        name="Lê Văn Tư",
        folded_name="le van tu",
        sort_key="tu",
        birth_year=1970,
        created_at=now(),
        canonical_id=canonical_id,
    )
    db.add(person)
    db.flush()
    return person.id


def enrolled(db: Session, person_id: int, course: PublishedCourse, edition: int) -> Enrolment:
    enrolment = Enrolment(
        person_id=person_id,
        course_id=course.course_id,
        version_id=course.version_id,
        edition=edition,
        enrolled_at=now(),
    )
    db.add(enrolment)
    db.flush()
    return enrolment


def attempted(
    db: Session, enrolment: Enrolment, course: PublishedCourse, number: int, first: int, saved_at: datetime
) -> None:
    item = course.modules[0].practice[0]
    attempt = Attempt(
        id=new_id(),
        enrolment_id=enrolment.id,
        quiz="01-bai-mot",
        number=number,
        mode=Mode.ALONE,
        drawn=[],
        started_at=now(),
        submitted_at=now(),
        score=2 if first == 0 else 1,
        max_score=3,
    )
    db.add(attempt)
    db.flush()
    for sequence, chosen in enumerate([first, 1], 1):
        db.add(
            Answer(
                submission=new_id(),
                attempt_id=attempt.id,
                item_id=item.id,
                sequence=sequence,
                chosen=[chosen],
                is_right=chosen == 1,
                saved_at=saved_at,
            )
        )
