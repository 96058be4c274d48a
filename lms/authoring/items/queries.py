"""First answers of a version, added up in the database: one statement, whatever the number of attempts."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import CTE, Float, Text, and_, case, cast, func, literal, not_, select
from sqlalchemy.orm import Session

from lms.authoring.items.models import ItemAnalysis
from lms.authoring.items.rules import Counted, Figures, Flag
from lms.catalogue.models import CourseVersion, Item
from lms.learning.models import Answer, Attempt, Enrolment
from lms.people.models import Person
from lms.people.requests.models import Request
from lms.people.requests.rules import State, What

_TYPED = ("text", "number")
_NOTHING, _SOMETHING = "[]", "[-1]"
_OPEN = timedelta(minutes=1)
"""How long a transaction may take from the instant it writes down until others see it."""


def first_answers(db: Session, version_id: int) -> dict[int, list[Counted]]:
    """How many people gave each answer first, by question: in the first attempt at a quiz that they handed in.

    What was taken along from an older version was answered there and does not count again. What was typed is only
    told right from wrong. Costs a pass over the answers of the version.
    """
    sat = _first_attempts(version_id)
    written = cast(Answer.chosen, Text)
    chosen = case((and_(Item.kind.in_(_TYPED), written != _NOTHING), literal(_SOMETHING)), else_=written)
    own = case((Answer.is_right, Item.weight), else_=0)
    others = sat.c.max_score - Item.weight
    rest = case((others > 0, cast(sat.c.score - own, Float) / func.nullif(others, 0)), else_=0.0)
    rows = db.execute(
        select(
            Answer.item_id,
            chosen.label("answer"),
            Answer.is_right,
            func.count(),
            func.sum(case((sat.c.third == 1, 1), else_=0)),
            func.sum(rest),
            func.sum(rest * rest),
        )
        .select_from(sat)
        .join(Answer, Answer.attempt_id == sat.c.id)
        .join(Item, Item.id == Answer.item_id)
        .where(Answer.sequence == 1, not_(and_(sat.c.edition > 1, Answer.saved_at < sat.c.enrolled_at)))
        .group_by(Answer.item_id, "answer", Answer.is_right)
        .order_by(Answer.item_id, "answer")
    )
    found: dict[int, list[Counted]] = defaultdict(list)
    for item_id, answer, is_right, count, best, total, squared in rows:
        found[item_id].append(Counted(tuple(json.loads(answer)), is_right, count, int(best), total, squared))
    return found


def _first_attempts(version_id: int) -> CTE:
    """One attempt of each person at each quiz of a version, whichever of their rows it hangs on, and its third."""
    ranked = (
        select(
            Attempt.id,
            Attempt.quiz,
            Attempt.score,
            Attempt.max_score,
            Enrolment.edition,
            Enrolment.enrolled_at,
            func.row_number()
            .over(
                partition_by=(func.coalesce(Person.canonical_id, Person.id), Attempt.quiz),
                order_by=(Enrolment.edition, Attempt.number, Attempt.submitted_at, Attempt.id),
            )
            .label("nth"),
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.version_id == version_id, Attempt.submitted_at.is_not(None), Attempt.max_score > 0)
        .cte("ranked")
    )
    best_first = (cast(ranked.c.score, Float) / ranked.c.max_score).desc()
    third = func.ntile(3).over(partition_by=ranked.c.quiz, order_by=best_first).label("third")
    return select(ranked, third).where(ranked.c.nth == 1).cte("sat")


def has_news(db: Session, version_id: int) -> bool:
    """Whether anybody handed in an attempt since the figures of a version were counted, or was forgotten.

    What was handed in while they were counted may have been too late to be seen, so a little counts as news again.
    """
    handed_in = (
        select(func.max(Attempt.submitted_at))
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.version_id == version_id)
    )
    forgotten = select(func.max(Request.answered_at)).where(Request.what == What.DELETION, Request.state == State.DONE)
    row = db.get(ItemAnalysis, version_id)
    newest = [at for at in (db.scalar(handed_in), db.scalar(forgotten) if row else None) if at]
    return bool(newest) and (row is None or max(newest) >= row.made_at - _OPEN)


def version_ids(db: Session) -> list[int]:
    """Every version there is."""
    return list(db.scalars(select(CourseVersion.id).order_by(CourseVersion.id)))


def analysis(db: Session, version_id: int) -> tuple[datetime, dict[int, Figures]] | None:
    """When the figures of a version were counted, and what they are by question; nothing before the first night."""
    row = db.get(ItemAnalysis, version_id)
    if row is None:
        return None
    found = (
        Figures(
            each["item_id"],
            each["count"],
            each["facility"],
            each["unknown"],
            tuple(each["options"]),
            each["discrimination"],
            tuple(each["preferred"]),
            tuple(Flag(flag) for flag in each["flags"]),
        )
        for each in row.figures
    )
    return row.made_at, {each.item_id: each for each in found}
