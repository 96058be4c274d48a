"""A town on a database of its own: courses, a class that has prepared for the final, and the server they talk to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lms import schema
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current
from lms.clock import now
from lms.db import Database
from lms.learning.actions import start_attempt
from lms.places.models import OrgUnit
from tests.bench.load import request
from tests.builders import Somebody, World, add_person, build_world
from tests.courses import publish_tiny_course
from tests.journeys.town import appoint_issuer, furnish
from tests.learning import learners
from tests.serving import Phone, Server, signed_in, token_of

_LESSON = "dich-vu-cong"


@dataclass(frozen=True, slots=True)
class Town:
    """A running server and the database behind it."""

    server: Server
    database: Database
    world: World
    course: PublishedCourse
    """A short course, so that finals are soon prepared; one may try its final as often as one likes."""

    @property
    def lesson(self) -> str:
        """The address of a real lesson's first screen."""
        with self.database.reading() as db:
            course = current(db, _LESSON)
            assert course is not None
            return f"/courses/{course.slug}/{course.modules[0].slug}/1"

    def learners(self, count: int, called: str) -> list[Somebody]:
        """So many people who may take the final now."""
        with self.database.transaction() as db:
            home = db.get_one(OrgUnit, self.world.village_1)
            people = [add_person(db, "Nguyễn Thị Học", 1970, home, f"{called}{number}") for number in range(count)]
        for somebody in people:
            learners.prepare(self.database, somebody, self.course)
        return people

    def begin_final(self, somebody: Somebody) -> str:
        """Open the final; says the attempt."""
        dice = Random(somebody.person_id)
        with self.database.transaction() as db:
            return start_attempt(db, somebody.person_id, self.course, "final", dice, now()).id

    def reader(self, somebody: Somebody) -> bytes:
        """The request for the lesson, from somebody signed in."""
        return request("GET", self.lesson, _headers(signed_in(self.database, somebody)))

    def sender(self, somebody: Somebody) -> Sender:
        """What somebody signed in needs to send forms."""
        phone = Phone(self.server, self.database, somebody)
        token = token_of(phone.get("/account").text)
        phone.hang_up()
        return Sender(_headers(phone.cookie), token)


@dataclass(frozen=True, slots=True)
class Sender:
    """Makes requests that send forms."""

    headers: dict[str, str]
    token: str

    def post(self, path: str, **fields: str) -> bytes:
        """The form as it goes over the line."""
        body = "&".join(f"{name}={value}" for name, value in {"csrf_token": self.token, **fields}.items())
        return request("POST", path, self.headers, body)


def _headers(cookie: str) -> dict[str, str]:
    return {"Cookie": f"sid={cookie}", "Sec-Fetch-Site": "same-origin"}


@contextmanager
def town(url: str, folder: Path) -> Iterator[Town]:
    """Found a town at this database and open its server, one worker."""
    database = Database(url)
    schema.upgrade(database.engine)
    server = Server(url, folder / "server.log")
    with database.transaction() as db:
        world = build_world(db)
        furnish(db, folder)
        course = publish_tiny_course(db, attempts=0)
        appoint_issuer(db, server.base_url)
    with server:
        yield Town(server, database, world, course)
    database.dispose()
    assert server.complaints == "", server.complaints
