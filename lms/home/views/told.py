"""Notices in the reader's language, and the page on which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.clock import local_date, now
from lms.home.blueprint import bp
from lms.home.views.own import has_newer
from lms.learning import queries as learning
from lms.notices import actions, queries
from lms.notices.models import Kind, Notice
from lms.notices.words import LINKS, SENTENCES, TRANSLATED
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it is read; one that follows from how things stand has no day."""

    on: date | None
    sentence: str
    link: str
    link_words: str
    is_new: bool


@bp.get("/notices")
@open_to(Role.LEARNER)
def notices() -> ResponseReturnValue:
    """What the visitor was told, the newest first."""
    db, person_id = reading(), me().person_id
    kept = queries.of_person(db, person_id)
    return page(
        "home/notices.html",
        standing=_newer_courses(db, person_id),
        told=[_told(notice) for notice in kept],
        up_to=max((notice.id for notice in kept), default=0),
        news=me().news,
    )


@bp.post("/notices")
@open_to(Role.LEARNER)
def notices_seen() -> ResponseReturnValue:
    """Note that the notices which stood on the page were seen."""
    shown, person_id = request.form.get("up_to", "0"), me().person_id
    known = {str(notice.id): notice.id for notice in queries.of_person(reading(), person_id)}
    if shown in known:
        with transaction() as db:
            actions.mark_seen(db, person_id, known[shown], now())
    return redirect_to("home.notices")


def newest_sentence(db: Session, person_id: int) -> str:
    """What the newest notice says; empty when there is none."""
    newest = queries.of_person(db, person_id, most=1)
    return _sentence(newest[0]) if newest else ""


def _told(notice: Notice) -> Told:
    words = _(LINKS[Kind(notice.kind)]) if notice.link else ""
    return Told(local_date(notice.at), _sentence(notice), notice.link, words, notice.seen_at is None)


def _sentence(notice: Notice) -> str:
    values = {name: _(value) if name in TRANSLATED else value for name, value in notice.values.items()}
    return _(SENTENCES[Kind(notice.kind)]) % values


def _newer_courses(db: Session, person_id: int) -> list[Told]:
    """The courses that were published anew since the visitor began them; this is never kept, only seen."""
    sentence = _("«%(course)s» has a new version. You go on in the version you began; what you did is kept.")
    return [
        Told(
            None,
            sentence % {"course": line.course.title},
            url_for("learning.course", course=line.course.slug),
            _("Open the course"),
            is_new=False,
        )
        for line in learning.progress_of(db, person_id)
        if has_newer(db, line)
    ]
