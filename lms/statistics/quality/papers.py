"""The certificates of a day with the answers they rest on, as far as people learned alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.learning.models import Answer, Attempt, Enrolment, Mode
from lms.learning.rules.progress import FINAL
from lms.people.models import Person
from lms.statistics.quality.rules import Issued

_AT_ONCE = 500
_Key = tuple[int, int]


@dataclass(slots=True)
class _Paper:
    """A final that was passed: what was last chosen for each item, whether it was right, and on which browser."""

    chosen: dict[int, tuple[int, ...]] = field(default_factory=dict)
    rights: dict[int, bool] = field(default_factory=dict)
    device: str | None = None


def issued_on(db: Session, day: date) -> list[Issued]:
    """Every first certificate of the day; of a telephone no more is known than its mark for this course and day."""
    rows = db.execute(
        select(
            Certificate.org_unit_id,
            Certificate.course_id,
            Certificate.issued_at,
            Certificate.person_id,
            func.coalesce(Person.canonical_id, Person.id),
        )
        .join(Person, Person.id == Certificate.person_id)
        .where(Certificate.issued_on == day, Certificate.correction == 0, Certificate.mode == Mode.ALONE)
        .order_by(Certificate.issued_at, Certificate.id)
    ).all()
    found: list[Issued] = []
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        papers = _papers(db, [row.person_id for row in some])
        for unit_id, course_id, at, person_id, one in some:
            paper = papers[person_id, course_id]
            has_mistakes = not all(paper.rights.values())
            found.append(Issued(unit_id, course_id, at, paper.chosen, has_mistakes, one, paper.device))
    return found


def _papers(db: Session, person_ids: Sequence[int]) -> dict[_Key, _Paper]:
    """What was handed in by these people, by person and course; the last passed final is the one that counts."""
    rows = db.execute(
        select(Enrolment.person_id, Enrolment.course_id, Attempt.device, Answer.item_id, Answer.chosen, Answer.is_right)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .where(Enrolment.person_id.in_(person_ids), Attempt.quiz == FINAL, Attempt.passed.is_(True))
        .order_by(Attempt.number, Answer.sequence)
    )
    papers: dict[_Key, _Paper] = defaultdict(_Paper)
    for person_id, course_id, device, item_id, chosen, is_right in rows:
        paper = papers[person_id, course_id]
        paper.chosen[item_id], paper.rights[item_id], paper.device = tuple(chosen), is_right, device
    return papers
