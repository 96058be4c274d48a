"""A correction is a new certificate in place of the old one: both stay, one holds, and the person counts as before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from lms.certificates import queries as certificates
from lms.certificates.actions import revoke, void
from lms.certificates.corrections import queries
from lms.certificates.corrections.actions import approve, ask, forget, refuse, take_back
from lms.certificates.corrections.models import CertificateCorrection
from lms.certificates.corrections.rules import corrected, place, wanted, why
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason
from lms.db import Database
from lms.problems import Conflict, Problem
from lms.statistics.models import RequiredCourse, RequiredSet
from lms.statistics.rules import Indicator
from tests.builders import LONG_AGO, NOON, World
from tests.certificates.paper import some_facts
from tests.conftest import rows
from tests.statistics.counted_anew import people_anew

LATER = NOON + timedelta(days=10)
THE_DAY = LATER.date()
WANTED = {"holder": "Nguyễn Thị Ân", "birth_year": "1959"}


@pytest.fixture
def asked(database: Database, ans: Certificate) -> CertificateCorrection:
    """An has asked for another name and year."""
    with database.transaction() as db:
        ask(db, ans, WANTED, "xem căn cước", LATER)
        return db.scalars(select(CertificateCorrection)).one()


@pytest.fixture
def approved(database: Database, asked: CertificateCorrection, world: World) -> Certificate:
    """Chi has approved it."""
    with database.transaction() as db:
        return approve(db, asked, world.chi.person_id, LATER)


def again(database: Database, certificate: Certificate) -> Certificate:
    """A certificate as it stands now."""
    with database.reading() as db:
        return db.get_one(Certificate, certificate.id)


def count(database: Database, world: World, *days: date) -> list[int]:
    """How many have attained in the village on these days."""
    with database.reading() as db:
        return [people_anew(db, Indicator.ADULT, world.village_1, day) for day in days]


def require_course(database: Database, until: date | None = None) -> None:
    """The course is what makes adults count, until a day."""
    with database.transaction() as db:
        laid_down = RequiredSet(
            indicator=Indicator.ADULT, name="cb", valid_from=LONG_AGO, valid_to=until, source="tests"
        )
        db.add(laid_down)
        db.flush()
        db.add(RequiredCourse(set_id=laid_down.id, course_slug="dich-vu-cong"))


def test_the_new_one_says_the_same_but_for_the_corrected_lines(ans: Certificate, approved: Certificate) -> None:
    old, new = ans.facts.as_json(), approved.facts.as_json()

    changed = {line for line, value in new.items() if value != old[line]} - {"english"}
    assert {line for line, value in new["english"].items() if value != old["english"][line]} <= {"place_and_date"}
    assert changed == {"code", "number", "place_and_date", "holder", "birth_year", "issued_on", "issued_at"}
    assert (approved.facts.holder, approved.facts.birth_year) == ("Nguyễn Thị Ân", 1959)
    assert (approved.correction, approved.number, approved.org_unit_id) == (1, 2, ans.org_unit_id)
    assert (approved.attained_on, approved.holder_folded) == (ans.issued_on, "nguyen thi an")


def test_the_old_one_stays_and_says_by_what_it_was_replaced(
    database: Database, ans: Certificate, approved: Certificate
) -> None:
    old = again(database, ans)

    assert old.facts == ans.facts
    assert (old.status, old.replaced_by, old.ended_reason) == ("superseded", approved.id, "corrected")
    assert (old.ended_on, approved.issued_on) == (THE_DAY, THE_DAY)


def test_the_new_one_is_printed_told_and_on_record(
    database: Database, ans: Certificate, approved: Certificate, world: World
) -> None:
    assert (approved.id,) in rows(database, "SELECT subject FROM job WHERE kind = 'certificates.render'")
    assert rows(database, "SELECT kind, link FROM notice ORDER BY id")[-1] == (
        "certificate-corrected",
        f"/certificates/{approved.code}",
    )
    assert rows(database, "SELECT actor_id, subject FROM audit_row WHERE act = 'certificates.correct'") == [
        (world.chi.person_id, f"certificate:{ans.id}")
    ]


def test_the_figures_of_the_days_before_of_and_after_stay_as_they_were(
    database: Database, asked: CertificateCorrection, world: World
) -> None:
    require_course(database)
    days = [NOON.date() - timedelta(1), NOON.date(), *(THE_DAY + timedelta(more) for more in (-1, 0, 1))]
    before = count(database, world, *days)

    with database.transaction() as db:
        approve(db, asked, world.chi.person_id, LATER)

    assert count(database, world, *days) == before == [0, 1, 1, 1, 1]


def test_who_attained_before_a_set_was_closed_keeps_it_through_a_later_correction(
    database: Database, approved: Certificate, world: World
) -> None:
    require_course(database, until=NOON.date() + timedelta(days=1))

    assert approved.issued_on > NOON.date() + timedelta(days=1)
    assert count(database, world, THE_DAY) == [1]


def test_corrected_on_the_day_of_issue_it_counts_once(database: Database, ans: Certificate, world: World) -> None:
    require_course(database)
    with database.transaction() as db:
        ask(db, ans, WANTED, "xem căn cước", NOON)
        approve(db, db.scalars(select(CertificateCorrection)).one(), world.chi.person_id, NOON)

    assert count(database, world, NOON.date()) == [1]


def test_a_corrected_one_can_be_corrected_again(database: Database, approved: Certificate, world: World) -> None:
    with database.transaction() as db:
        ask(db, approved, {"birth_year": "1958"}, "năm trước đúng", LATER)
        waiting = queries.waiting(db, approved.id)
        assert waiting is not None
        third = approve(db, waiting, world.chi.person_id, LATER)

    assert (third.correction, third.facts.holder, third.facts.birth_year) == (2, "Nguyễn Thị Ân", 1958)
    assert rows(database, "SELECT number, status FROM certificate ORDER BY number") == [
        (1, "superseded"),
        (2, "superseded"),
        (3, "active"),
    ]


def test_of_two_officials_who_approve_at_once_one_issues(
    database: Database, asked: CertificateCorrection, world: World
) -> None:
    together = Barrier(2)

    def press(official: int) -> str:
        together.wait()
        try:
            with database.transaction() as db:
                return approve(db, asked, official, LATER).id
        except Conflict:
            return "too late"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, (world.chi.person_id, world.hoa.person_id)))

    assert answers.count("too late") == 1
    assert rows(database, "SELECT number, correction FROM certificate ORDER BY number") == [(1, 0), (2, 1)]
    assert rows(database, "SELECT last_number FROM register_book") == [(2,)]


def test_the_constraint_keeps_out_a_second_copy_whatever_an_action_does(
    database: Database, ans: Certificate, approved: Certificate
) -> None:
    with database.reading() as db:
        old = db.get_one(Certificate, ans.id)

    with pytest.raises(Exception, match=r"(?i)unique"), database.transaction() as db:
        columns = {column.key: getattr(old, column.key) for column in Certificate.__table__.columns}
        unlike = {"id": "another", "code": "2" * 16, "number": 9, "status_index": old.status_index ^ 1}
        db.add(Certificate(**{**columns, **unlike, "correction": approved.correction}))


def test_one_request_waits_for_a_certificate(
    database: Database, ans: Certificate, asked: CertificateCorrection
) -> None:
    with pytest.raises(Conflict), database.transaction() as db:
        ask(db, ans, {"birth_year": "1960"}, "lần nữa", LATER)

    with database.transaction() as db:
        take_back(db, asked, LATER)
        ask(db, ans, {"birth_year": "1960"}, "lần nữa", LATER)
    assert rows(database, "SELECT state FROM certificate_correction ORDER BY id") == [("taken-back",), ("waiting",)]


def test_what_is_refused_changes_nothing_and_is_told(
    database: Database, ans: Certificate, asked: CertificateCorrection, world: World
) -> None:
    with database.transaction() as db:
        refuse(db, asked, world.chi.person_id, "căn cước ghi như giấy", LATER)
    with pytest.raises(Conflict), database.transaction() as db:
        approve(db, asked, world.chi.person_id, LATER)

    assert again(database, ans).status == "active"
    assert rows(database, "SELECT reason FROM certificate_correction") == [("căn cước ghi như giấy",)]
    assert rows(database, "SELECT count(*) FROM notice WHERE kind = 'correction-refused'") == [(1,)]


def test_what_was_revoked_meanwhile_is_not_corrected(
    database: Database, ans: Certificate, asked: CertificateCorrection, world: World
) -> None:
    with database.transaction() as db:
        revoke(db, ans, None, Reason.NOT_EARNED, LATER)
    with pytest.raises(Conflict), database.transaction() as db:
        approve(db, asked, world.chi.person_id, LATER)

    assert rows(database, "SELECT count(*) FROM certificate") == [(1,)]
    assert rows(database, "SELECT state FROM certificate_correction") == [("waiting",)]


def test_a_deleted_person_leaves_no_words(database: Database, ans: Certificate, asked: CertificateCorrection) -> None:
    with database.transaction() as db:
        forget(db, ans.person_id, LATER)
    with database.reading() as db:
        kept = db.get_one(CertificateCorrection, asked.id)

    assert (kept.state, kept.wanted, kept.note) == ("taken-back", {}, "")


# --- ending ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("corrected_before", [False, True])
def test_a_revoked_one_counts_until_its_day(
    database: Database, asked: CertificateCorrection, world: World, *, corrected_before: bool
) -> None:
    require_course(database)
    with database.transaction() as db:
        if corrected_before:
            approve(db, asked, world.chi.person_id, LATER)
        the_one = certificates.of_person(db, world.an.person_id)[0]
        revoke(db, the_one, world.chi.person_id, Reason.HOLDER_ASKED, LATER, since=THE_DAY - timedelta(5))

    days = [NOON.date(), *(THE_DAY + timedelta(more) for more in (-6, -5, 0, 1))]
    assert count(database, world, *days) == [1, 1, 0, 0, 0]


def test_void_it_never_counted_and_neither_did_what_it_replaced(
    database: Database, ans: Certificate, approved: Certificate, world: World
) -> None:
    require_course(database)
    with database.transaction() as db:
        void(db, approved, world.chi.person_id, Reason.WRONG_PERSON, LATER, note="cùng tên")

    assert count(database, world, NOON.date(), THE_DAY, THE_DAY + timedelta(1)) == [0, 0, 0]
    assert {(one.status, one.is_void) for one in (again(database, ans), again(database, approved))} == {
        ("revoked", True)
    }
    assert again(database, approved).ended_on == approved.issued_on
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'certificates.void'") == [(1,)]


def test_the_holder_is_told_that_it_ended(database: Database, ans: Certificate) -> None:
    with database.transaction() as db:
        revoke(db, ans, None, Reason.ISSUED_IN_ERROR, LATER)

    assert rows(database, "SELECT link FROM notice WHERE kind = 'certificate-revoked'") == [
        (f"/certificates/{ans.code}",)
    ]


@pytest.mark.parametrize("days", [-1, 11])
def test_it_ends_on_no_day_before_its_issue_or_to_come(database: Database, ans: Certificate, days: int) -> None:
    with pytest.raises(Problem), database.transaction() as db:
        revoke(db, ans, None, Reason.NOT_EARNED, LATER, since=NOON.date() + timedelta(days))


def test_what_the_holder_asked_for_is_no_reason_for_never(database: Database, ans: Certificate) -> None:
    with pytest.raises(Problem), database.transaction() as db:
        void(db, ans, None, Reason.HOLDER_ASKED, LATER)


# --- rules -------------------------------------------------------------------------------------------------------


def test_only_what_differs_is_asked_for() -> None:
    assert wanted(some_facts(), "Nguyễn Thị An", 1959, "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ") == {"birth_year": "1959"}
    with pytest.raises(Problem):
        wanted(some_facts(), "Nguyễn Thị An", 1958, "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ")


@pytest.mark.parametrize("text", ["", "Khu 1 😀", "x" * 201, "Khu <b>1</b>"])
def test_a_place_the_paper_cannot_show_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        place(text)


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_it_must_be_said_why(text: str) -> None:
    with pytest.raises(Problem):
        why(text)


def test_a_place_is_tidied() -> None:
    assert place("  Khu 3/2,  Xã Lâm Thao (cũ) ") == "Khu 3/2, Xã Lâm Thao (cũ)"


def test_a_corrected_copy_keeps_the_title_in_english() -> None:
    facts = some_facts(course_title_english="Online public services")
    of = dict.fromkeys(("person_id", "course_id", "org_unit_id", "edition"), 1)

    assert corrected(facts, {"holder": "Nguyễn Thị Ân"}, of).course_title_english == "Online public services"
