"""The place that is measured: the demonstration of the whole province, with people wherever one can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current
from lms.certificates.codes import new_code
from lms.certificates.corrections import actions as corrections
from lms.certificates.corrections.models import CertificateCorrection
from lms.certificates.models import Certificate
from lms.classroom.actions import put_in
from lms.classroom.live.actions import come_in, start_today
from lms.classroom.models import ClassGroup
from lms.classroom.queries import member_ids
from lms.classroom.sessions.models import ClassSession
from lms.clock import local_date, now
from lms.db import Database
from lms.demonstration.periods import month_code
from lms.demonstration.start import prepare
from lms.people.groups.actions import declare
from lms.people.groups.models import Declaration
from lms.people.models import Group, Login, Membership, Person
from lms.people.requests.actions import ask
from lms.people.requests.models import Request
from lms.people.requests.rules import What
from lms.places.models import OrgUnit
from tests.builders import Somebody
from tests.measure.guests import Cookies, guests
from tests.measure.pages import Page, not_measured, read_pages
from tests.measure.stations import people_at_stations
from tests.serving import Server, settings, signed_in

_COURSE = "dich-vu-cong"
_STAFF = {
    "teacher": "giao.vien",
    "team": "to.cong.nghe",
    "official": "can.bo.xa",
    "province": "can.bo.tinh",
    "administrator": "quan.tri",
    "author": "tac.gia",
}


@dataclass(frozen=True, slots=True)
class Town:
    """A running server, the pages on it, and who can open them."""

    base_url: str
    pages: tuple[Page, ...]
    cookies: Mapping[str, Cookies]
    """What the browser of everybody who is somebody keeps; that of a guest keeps nothing."""
    not_measured: tuple[str, ...]


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """Found the town and open its server. It must have nothing to complain of when all is over."""
    url = f"sqlite:///{folder / 'town.sqlite3'}"
    database, server = Database(url), Server(url, folder / "server.log")
    prepare(database, server.base_url)
    with database.reading() as db:
        course = current(db, _COURSE)
        assert course is not None
        staff = {who: _by_login(db, login) for who, login in _STAFF.items()}
    people = people_at_stations(database, course)
    _start_session(database, people["reader"])
    pages = tuple(read_pages(_values(database, course, people["finished"], people["failed"])))
    app = create_app(settings(url, server.port), database)
    with server:
        cookies = {who: {"sid": signed_in(database, somebody)} for who, somebody in {**people, **staff}.items()}
        cookies |= guests(server.base_url, database, (people["finished"], people["failed"]), staff["teacher"])
        yield Town(server.base_url, pages, cookies, tuple(not_measured(app, pages)))
    database.dispose()
    assert server.complaints == "", server.complaints


def _by_login(db: Session, name: str) -> Somebody:
    login = db.scalars(select(Login).where(Login.name == name)).one()
    person = db.get_one(Person, login.person_id)
    return Somebody(person.id, login.id, person.name, name)


def _start_session(database: Database, learner: Somebody) -> None:
    """The session of today is running, with a learner in it."""
    with database.transaction() as db:
        group = db.scalars(select(ClassGroup)).one()
        put_in(db, group, learner.person_id, now())
        session = start_today(db, group.id, group.teacher_id, now())
        come_in(db, session.id, learner.person_id, now())


def _values(database: Database, course: PublishedCourse, finished: Somebody, asking: Somebody) -> dict[str, str]:
    """What the names in the addresses of the list stand for."""
    with database.transaction() as db:
        ask(db, asking.person_id, What.CORRECTION, now(), wanted={"name": "Nguyễn Thị Hồng Hạnh Nhi"})
    with database.transaction() as db:
        held = db.scalars(select(Certificate).where(Certificate.person_id == finished.person_id)).one()
        corrections.ask(db, held, {"birth_year": "1957"}, "Xem căn cước công dân", now())
    with database.transaction() as db:
        commune = db.scalars(select(OrgUnit).where(OrgUnit.code == "08494")).one()
        declare(db, asking.person_id, Group.ENTERPRISE_WORKER, commune.id, now(), note="Hợp tác xã nông nghiệp số 1")
        db.add(
            Membership(
                person_id=asking.person_id,
                group=Group.PUBLIC_SECTOR,
                org_unit_id=commune.id,
                valid_from=commune.valid_from,
            )
        )
    with database.reading() as db:
        declaration = db.scalars(select(Declaration.public_id).where(Declaration.person_id == asking.person_id)).one()
        code = db.scalars(select(Certificate.code).where(Certificate.person_id == finished.person_id)).one()
        person = db.get_one(Person, finished.person_id).public_id
        group = db.scalars(select(ClassGroup)).one()
        pupil = db.get_one(Person, member_ids(db, group.id)[0]).public_id
        session = db.scalars(select(ClassSession.public_id)).one()
        request = db.scalars(select(Request.public_id)).one()
        correction = db.scalars(select(CertificateCorrection.public_id)).one()
    last = local_date(now()).replace(day=1) - timedelta(1)
    module = course.modules[0]
    pictured = next(screen.position for screen in module.screens if "<img" in screen.html)
    return {
        "course": f"/courses/{course.slug}",
        "module": f"/courses/{course.slug}/{module.slug}",
        "pictured": f"/courses/{course.slug}/{module.slug}/{pictured}",
        "code": code,
        "mistyped": code[:-1] + ("2" if code[-1] != "2" else "3"),
        "unknown": new_code(),
        "person": str(person),
        "request": str(request),
        "class": f"/classes/{group.public_id}",
        "pupil": pupil,
        "session": session,
        "class_code": group.code,
        "correction": str(correction),
        "declaration": declaration,
        "frozen": month_code(last),
        "due": month_code(last.replace(day=1) - timedelta(1)) if last.month > 1 else f"{last.year}-N",
    }
