"""Which class an address means: one that the visitor teaches, or, for looking only, one of an official's units. Of
others' classes nothing is told, not even that they are.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import abort

from lms.classroom import queries
from lms.classroom.queries import ClassLine
from lms.classroom.teachers import queries as teachers
from lms.clock import local_date, now
from lms.roles import Role
from lms.web import me, reading


def own_class(public_id: UUID) -> ClassLine:
    """The class, with 404 for everything that the visitor does not teach."""
    return _taught(public_id) or abort(404)


def seen_class(public_id: UUID) -> tuple[ClassLine, bool]:
    """The class and whether the visitor teaches it; who does not may only look. 404 for everything else."""
    own = _taught(public_id) if me().has(Role.TEACHER) else None
    if own is not None:
        return own, True
    return teachers.class_at(reading(), str(public_id), me().units(Role.OFFICIAL), today()) or abort(404), False


def today() -> date:
    """The present day here."""
    return local_date(now())


def units() -> tuple[int, ...]:
    """Where the visitor teaches."""
    return me().units(Role.TEACHER)


def _taught(public_id: UUID) -> ClassLine | None:
    return next(iter(queries.classes_of(reading(), me().person_id, public_id=str(public_id))), None)
