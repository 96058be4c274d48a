"""Counts the questions of each version anew, once a day and only if somebody handed anything in since, or was forgotten."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy.orm import Session

from lms.authoring.items import queries
from lms.authoring.items.models import ItemAnalysis
from lms.authoring.items.rules import figures, renewed
from lms.catalogue import queries as catalogue
from lms.clock import local_date, now
from lms.db import Database, insert_once
from lms.jobs.actions import enqueue
from lms.jobs.worker import Effect, every_hour, handler

COUNT = "authoring.items"


@handler(COUNT)
def count(database: Database, subject: str) -> Effect | None:
    """The figures of one version."""
    version_id, begun = int(subject), now()
    with database.reading() as db:
        if not queries.has_news(db, version_id):
            return None
        _made_at, old = queries.analysis(db, version_id) or (None, {})
        course, pool = catalogue.published(db, version_id), catalogue.final_pool(db, version_id)
        answers = queries.first_answers(db, version_id)
    asked = [*(item for module in course.modules for item in module.practice), *pool]
    found = (
        figures(item.id, item.kind, [option.right for option in item.options], answers.get(item.id, ()))
        for item in asked
    )
    kept = [asdict(renewed(old.get(each.item_id), each)) for each in found if each]

    def keep(db: Session) -> None:
        values = {"made_at": begun, "figures": kept}
        row = insert_once(db, ItemAnalysis).values(version_id=version_id, **values)
        db.execute(row.on_conflict_do_update(index_elements=["version_id"], set_=values))

    return keep


@every_hour
def ask_for_every_version(database: Database) -> None:
    """Each version once a day."""
    today = local_date(now())
    with database.transaction() as db:
        for version_id in queries.version_ids(db):
            enqueue(db, COUNT, str(version_id), now(), dedup=f"{COUNT}:{version_id}:{today}")
