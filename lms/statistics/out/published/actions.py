"""Publishing: cells are coded, files made and audited before anything is written; then they are kept for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.problems import N_, Problem
from lms.statistics.out.described import TABLE
from lms.statistics.out.faces import CUBE, FACES
from lms.statistics.out.published import queries
from lms.statistics.out.published.models import Publication, PublishedFile
from lms.statistics.out.publishing import check, suppressed
from lms.statistics.out.rows import Dataset
from lms.statistics.rules import Indicator


class NotFrozen(Problem):
    """Only what can never change is published."""

    def __init__(self) -> None:
        super().__init__(N_("Only a frozen period can be published."))


class Invented(Problem):
    """Numbers of a demonstration are nobody's business."""

    def __init__(self) -> None:
        super().__init__(N_("The numbers of people are invented, for demonstration; such figures are not published."))


class PublishedOtherwise(Problem):
    """This revision was published with other figures."""

    def __init__(self) -> None:
        super().__init__(N_("This revision has been published with other figures; make a new revision."))


@dataclass(frozen=True, slots=True)
class Finished:
    """A dataset as the public is told it, and its files."""

    told: Dataset
    frozen_sha256: str
    """Of the frozen rows; it is never told."""
    files: dict[str, bytes]


def finish(data: Dataset, indicator: Indicator = Indicator.ADULT) -> Finished:
    """Code, make and audit; takes seconds, so it is done before the transaction. Raises a problem if it must not be."""
    if not data.period.is_frozen:
        raise NotFrozen
    if data.is_invented:
        raise Invented
    told = suppressed(data)
    files = {name: face.make(told, indicator) for name, face in FACES.items()}
    check(files[TABLE], files[CUBE])
    return Finished(told, data.period.sha256, files)


def publish(db: Session, finished: Finished, now: datetime, actor_id: int | None = None) -> Publication:
    """Keep the finished files. Publishing the same again changes nothing."""
    period = finished.told.period
    known = queries.publication(db, period.label, period.revision)
    if known is not None:
        if known.frozen_sha256 != finished.frozen_sha256:
            raise PublishedOtherwise
        return known
    added = Publication(
        period=period.label,
        revision=period.revision,
        title=period.title,
        year=period.year,
        cut_off=period.cut_off,
        unit_code=finished.told.unit.code,
        frozen_sha256=finished.frozen_sha256,
        published_at=now,
    )
    db.add(added)
    db.flush()
    db.add_all(
        PublishedFile(
            publication_id=added.id,
            name=name,
            mimetype=FACES[name].mimetype,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
        )
        for name, content in finished.files.items()
    )
    record(db, "statistics.publish", f"publication:{added.id}", now, actor_id=actor_id, period=period.label)
    return added
