"""One draft: what is wrong with it, what it would change, and the button that publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.authoring import charge
from lms.authoring.blueprint import bp
from lms.authoring.drafts import actions, queries
from lms.authoring.drafts.models import Draft
from lms.authoring.drafts.queries import Listed
from lms.authoring.drafts.reading import Read, read
from lms.authoring.forms import PublishForm, SureForm
from lms.authoring.queries import beside
from lms.authoring.words import Said, told, wrongs
from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.catalogue.versions import queries as versions
from lms.clock import local_date, now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words


@dataclass(frozen=True, slots=True)
class Found:
    """A draft with what was read of it and what it is compared with."""

    draft: Draft
    listed: Listed
    read: Read
    current: PublishedCourse | None

    @property
    def is_clean(self) -> bool:
        """Whether it may be published: without fault today, and when it was brought, by the rules of that day."""
        return self.read.proof is not None and not self.draft.faults

    @property
    def changes(self) -> list[Said]:
        """What it would change; nothing for a course that is new."""
        if self.read.proof is None or self.current is None:
            return []
        return told(versions.differences_to(reading(), self.current.version_id, self.read.proof))


def find_draft(public_id: Any) -> Found:
    """The draft at this address."""
    db = reading()
    draft, listed = queries.draft(db, str(public_id)), queries.listed(db, str(public_id))
    if draft is None or listed is None:
        abort(404)
    return Found(
        draft, listed, read(draft.archive, draft.slug, beside(db), local_date(now())), catalogue.current(db, draft.slug)
    )


@bp.get("/authoring/drafts/<uuid:public_id>")
@open_to(Role.AUTHOR)
def draft(public_id: Any) -> ResponseReturnValue:
    """What is wrong with it, or what it would change."""
    found = find_draft(public_id)
    return page(
        "authoring/draft.html",
        draft=found.listed,
        proof=found.read.proof,
        is_clean=found.is_clean,
        wrongs=wrongs(found.read.complaints),
        current=found.current,
        changes=found.changes,
        may_publish=charge.may_publish(),
        may_throw_away=charge.may_throw_away(found.draft),
        form=SureForm(),
    )


@bp.get("/authoring/drafts/<uuid:public_id>/publish")
@open_to(Role.AUTHOR)
def look_before_publishing(public_id: Any) -> ResponseReturnValue:
    """What would change, in words, before anything does."""
    charge.check_publisher()
    found = find_draft(public_id)
    if not found.is_clean or found.listed.published_as:
        return redirect_to(".draft", public_id=found.draft.public_id)
    return _publish_page(found, PublishForm(formdata=None))


@bp.post("/authoring/drafts/<uuid:public_id>/publish")
@open_to(Role.AUTHOR)
def publish_draft(public_id: Any) -> ResponseReturnValue:
    """Publish what was looked at, once."""
    charge.check_publisher()
    found, form = find_draft(public_id), PublishForm()
    if not form.validate():
        return _publish_page(found, form), 422
    try:
        with transaction() as db:
            held = actions.still_there(db, found.draft.id) or abort(404)
            because = form.because.data or ""
            published = actions.publish(db, held, found.read, form.compared_with(), me().person_id, now(), redo=because)
    except Problem as problem:
        if found.listed.published_as:
            flash(in_words(problem), "mind")
            return redirect_to(".draft", public_id=found.draft.public_id)
        form.take(problem)
        return _publish_page(find_draft(public_id), form), problem.status
    flash(_("Version %(number)s is published: newcomers learn it from now on.", number=published.number), "ok")
    return redirect_to(".versions", slug=published.slug)


@bp.post("/authoring/drafts/<uuid:public_id>/throw-away")
@open_to(Role.AUTHOR)
def throw_away(public_id: Any) -> ResponseReturnValue:
    """Let a draft go that nobody published."""
    found = find_draft(public_id)
    if not charge.may_throw_away(found.draft):
        abort(404)
    with transaction() as db:
        held = actions.still_there(db, found.draft.id)
        if held:
            actions.throw_away(db, held, me().person_id, now())
    flash(_("The draft is gone."), "ok")
    return redirect_to(".courses")


def _publish_page(found: Found, form: PublishForm) -> str:
    form.against.data = str(found.current.version_id if found.current else 0)
    return page("authoring/publish.html", draft=found.listed, current=found.current, changes=found.changes, form=form)
