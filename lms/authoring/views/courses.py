"""The courses as they are published, the drafts, and where a new one is brought."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from lms.authoring import queries
from lms.authoring.blueprint import bp
from lms.authoring.drafts import actions
from lms.authoring.drafts import queries as drafts
from lms.authoring.drafts.reading import read
from lms.authoring.forms import DraftForm
from lms.catalogue.archive.contents import BadArchive
from lms.clock import local_date, now
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction

_LARGEST = 20 * 1024 * 1024
"""What a browser may bring; a course with more sounds comes by the command line."""


@bp.get("/authoring")
@open_to(Role.AUTHOR)
def courses() -> ResponseReturnValue:
    """All courses and the newest drafts."""
    return _page(DraftForm())


@bp.post("/authoring/drafts")
@open_to(Role.AUTHOR)
def bring_draft() -> ResponseReturnValue:
    """Keep what was brought as a draft, whatever faults it has; refuse what is no course at all."""
    form = DraftForm()
    content = form.content() if form.validate() else None
    if content is None:
        return _page(form), 422
    try:
        found = read(content, form.slug(), queries.beside(reading()), local_date(now()))
    except BadArchive as problem:
        problem.field = "file"
        form.take(problem)
        return _page(form), 422
    with transaction() as db:
        public_id = actions.bring(db, found, content, me().person_id, now()).public_id
    return redirect_to(".draft", public_id=public_id)


@bp.url_value_preprocessor
def take_archives(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A course with its pictures is more than any form."""
    if endpoint == "authoring.bring_draft":
        request.max_content_length = _LARGEST


def _page(form: DraftForm) -> str:
    db = reading()
    return page(
        "authoring/courses.html",
        form=form,
        lines=queries.lines(db),
        drafts=drafts.drafts(db),
        today=local_date(now()),
        most=_LARGEST // (1024 * 1024),
    )
