"""First answers of a version, added up in the database: one statement, whatever the number of attempts."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime

from sqlalchemy import Float, Text, and_, case, cast, exists, func, literal, not_, select
from sqlalchemy.orm import Session

from lms.authoring.items.models import ItemAnalysis
from lms.authoring.items.rules import Counted, Figures, Flag
from lms.catalogue.models import CourseVersion, Item
from lms.learning.models import Answer, Attempt, Enrolment

_TYPED = ("text", "number")
_NOTHING, _SOMETHING = "[]", "[-1]"


def first_answers(db: Session, version_id: int) -> dict[int, list[Counted]]:
    """How often each answer was the first one in an attempt that was handed in, by question.

    What was taken along from an older version was answered there and does not count again. What was typed is only
    told right from wrong. Costs a pass over the answers of the version.
    """
    sat = (
        select(
            Attempt.id,
            Attempt.score,
            Attempt.max_score,
            Enrolment.edition,
            Enrolment.enrolled_at,
            func.ntile(3)
            .over(
                partition_by=Attempt.quiz,
                order_by=(cast(Attempt.score, Float) / Attempt.max_score).desc(),
            )
            .label("third"),
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.version_id == version_id, Attempt.submitted_at.is_not(None), Attempt.max_score > 0)
        .cte("sat")
    )
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


def has_news(db: Session, version_id: int) -> bool:
    """Whether attempts were handed in since the figures of a version were counted."""
    newer = (
        select(Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .outerjoin(ItemAnalysis, ItemAnalysis.version_id == Enrolment.version_id)
        .where(Enrolment.version_id == version_id, Attempt.submitted_at.is_not(None))
        .where(ItemAnalysis.made_at.is_(None) | (Attempt.submitted_at > ItemAnalysis.made_at))
    )
    return bool(db.scalar(select(exists(newer))))


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
