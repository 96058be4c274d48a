"""The certificates of a day with the answers they rest on, as far as people learned alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.learning.models import Answer, Attempt, Enrolment, Mode
from lms.learning.rules.progress import FINAL
from lms.statistics.quality.rules import Issued

_AT_ONCE = 500
_Key = tuple[int, int]


def issued_on(db: Session, day: date) -> list[Issued]:
    """Every first certificate of the day; which telephone it was is not recorded, so nothing is said of that."""
    rows = db.execute(
        select(Certificate.org_unit_id, Certificate.course_id, Certificate.issued_at, Certificate.person_id)
        .where(Certificate.issued_on == day, Certificate.correction == 0, Certificate.mode == Mode.ALONE)
        .order_by(Certificate.issued_at, Certificate.id)
    ).all()
    found: list[Issued] = []
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        papers = _papers(db, [row.person_id for row in some])
        for unit_id, course_id, at, person_id in some:
            answers, mistakes = papers.get((person_id, course_id), ({}, False))
            found.append(Issued(unit_id, course_id, at, answers, mistakes))
    return found


def _papers(db: Session, person_ids: Sequence[int]) -> dict[_Key, tuple[dict[int, tuple[int, ...]], bool]]:
    """What was last chosen for each item in the final test that was passed, and whether anything of it is wrong."""
    rows = db.execute(
        select(Enrolment.person_id, Enrolment.course_id, Answer.item_id, Answer.chosen, Answer.is_right)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .where(Enrolment.person_id.in_(person_ids), Attempt.quiz == FINAL, Attempt.passed.is_(True))
        .order_by(Attempt.number, Answer.sequence)
    )
    last: dict[_Key, dict[int, tuple[tuple[int, ...], bool]]] = defaultdict(dict)
    for person_id, course_id, item_id, chosen, is_right in rows:
        last[person_id, course_id][item_id] = tuple(chosen), is_right
    return {
        key: ({item: chosen for item, (chosen, _) in items.items()}, not all(right for _, right in items.values()))
        for key, items in last.items()
    }
