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
_Key = tuple[int, int, int]
"""A person, a course, and the edition in which it was learned."""


@dataclass(slots=True)
class _Paper:
    """A final that was passed: on which browser, what was last chosen for each item, and whether it was right."""

    number: int = 0
    device: str | None = None
    chosen: dict[int, tuple[int, ...]] = field(default_factory=dict)
    rights: dict[int, bool] = field(default_factory=dict)


def issued_on(db: Session, day: date) -> list[Issued]:
    """Every first certificate of the day; of a telephone no more is known than its mark for this course and day."""
    rows = db.execute(
        select(
            Certificate.org_unit_id,
            Certificate.course_id,
            Certificate.edition,
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
        for unit_id, course_id, edition, at, person_id, one in some:
            paper = papers[person_id, course_id, edition]
            has_mistakes = not all(paper.rights.values())
            found.append(Issued(unit_id, course_id, at, paper.chosen, has_mistakes, one, paper.device))
    return found


def _papers(db: Session, person_ids: Sequence[int]) -> dict[_Key, _Paper]:
    """What was handed in by these people; of an edition the last passed final, and nothing of any other, counts."""
    rows = db.execute(
        select(
            Enrolment.person_id,
            Enrolment.course_id,
            Enrolment.edition,
            Attempt.number,
            Attempt.device,
            Answer.item_id,
            Answer.chosen,
            Answer.is_right,
        )
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .where(Enrolment.person_id.in_(person_ids), Attempt.quiz == FINAL, Attempt.passed.is_(True))
        .order_by(Enrolment.edition, Attempt.number, Answer.sequence)
    )
    papers: dict[_Key, _Paper] = defaultdict(_Paper)
    for person_id, course_id, edition, number, device, item_id, chosen, is_right in rows:
        key = person_id, course_id, edition
        if papers[key].number != number:
            papers[key] = _Paper(number, device)
        papers[key].chosen[item_id], papers[key].rights[item_id] = tuple(chosen), is_right
    return papers
