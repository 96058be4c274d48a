"""One's own page: where to go on, what was reached, and the ways to everything that is one's own.

Whoever has a role finds the work of that role above it.
"""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from lms.certificates import queries as certificates
from lms.classroom import queries as classroom
from lms.classroom.live.queries import running_for
from lms.clock import local_date, now
from lms.home import queries
from lms.home.blueprint import bp
from lms.home.rules import one_to_go_on_with
from lms.home.views.own import certificate_row, result_rows, studied_row
from lms.home.views.staff import staff_desk
from lms.home.views.told import newest_sentence
from lms.home.views.ways import ways
from lms.home.views.words import lamp
from lms.learning import queries as learning
from lms.roles import Role
from lms.web import me, open_to, page, reading


@bp.get("/desk")
@open_to(Role.LEARNER)
def desk() -> ResponseReturnValue:
    """What the visitor learns and does here."""
    visitor, db = me(), reading()
    lines = learning.progress_of(db, visitor.person_id)
    onward = one_to_go_on_with(lines)
    return page(
        "home/desk.html",
        name=visitor.name,
        is_staff=bool(visitor.grants),
        **staff_desk(visitor, local_date(now())),
        lamp=lamp(onward) if onward else None,
        news=visitor.news,
        newest=newest_sentence(db, visitor.person_id) if visitor.news else "",
        studied=[studied_row(db, line) for line in lines if line.progress.is_begun],
        joined=(joined := classroom.classes_joined(db, visitor.person_id, local_date(now()))),
        running=running_for(db, visitor.person_id, now()) if joined else [],
        results=result_rows(lines, queries.finals(db, visitor.person_id), now()),
        certificates=[certificate_row(row) for row in certificates.of_person(db, visitor.person_id)],
        ways=ways(db, visitor.person_id),
    )
