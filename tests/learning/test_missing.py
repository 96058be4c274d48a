"""A completed course without its certificate should not be; if one is found, it is issued as it would have been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, update

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.cli import certificates
from lms.clock import local_date, now
from lms.db import Database
from lms.learning.models import Attempt, Enrolment
from tests.builders import World
from tests.conftest import rows
from tests.learning import learners
from tests.pages import Browser

FINAL = "/courses/tiny/final"
YESTERDAY = now() - timedelta(days=1)


@pytest.fixture
def lms(database: Database) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(certificates, words, obj=lambda: database)


@pytest.fixture
def lost(an: Browser, database: Database, world: World, course: PublishedCourse) -> None:
    """An completed the course yesterday, and the certificate is not there."""
    learners.prepare(database, world.an, course)
    learners.answer_all(database, world.an, course, right=True)
    learners.hand_in(an, FINAL)
    with database.transaction() as db:
        db.execute(delete(Certificate))
        db.execute(update(Enrolment).values(completed_at=YESTERDAY))
        db.execute(update(Attempt).where(Attempt.quiz == "final").values(submitted_at=YESTERDAY))


@pytest.mark.usefixtures("lost")
def test_what_is_missing_is_issued_with_the_day_of_completion(database: Database, lms: Callable[..., Result]) -> None:
    assert lms("issue-missing").exit_code == 0
    with database.reading() as db:
        issued = db.query(Certificate).one()

    assert issued.facts.completed_on == local_date(YESTERDAY).isoformat()
    assert issued.issued_on == local_date(now())
    assert (issued.facts.holder, issued.facts.score_percent) == ("Nguyễn Thị An", 100)
    assert lms("issue-missing").output.startswith("0 ")


@pytest.mark.usefixtures("lost")
def test_a_dry_run_says_what_is_missing_and_issues_nothing(database: Database, lms: Callable[..., Result]) -> None:
    said = lms("issue-missing", "--dry-run").output

    assert said.count("thiếu:") == 1
    assert rows(database, "SELECT count(*) FROM certificate") == [(0,)]
