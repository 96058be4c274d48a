"""Where the pages about one person lie."""

from __future__ import annotations

from lms.db import Database
from lms.people.models import Person
from tests.builders import Somebody


def page_of(database: Database, somebody: Somebody) -> str:
    """What the addresses of the pages about somebody begin with."""
    with database.reading() as db:
        return f"/people/{db.get_one(Person, somebody.person_id).public_id}"
