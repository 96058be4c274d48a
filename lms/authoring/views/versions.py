"""The history of a course: what each version changed, the way back, and what has to be learned again."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.authoring import charge, queries
from lms.authoring.blueprint import bp
from lms.authoring.drafts import queries as drafts
from lms.authoring.forms import RedoForm, SureForm
from lms.authoring.queries import Act
from lms.authoring.words import Said, told
from lms.catalogue.versions import actions
from lms.catalogue.versions import queries as catalogue
from lms.catalogue.versions.queries import Version
from lms.clock import now
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

_MOST_COMPARED = 10
"""Of so many versions it is told what they changed; comparing all of a long history takes its time."""


@dataclass(frozen=True, slots=True)
class Told:
    """One version in the history."""

    version: Version
    acts: list[Act]
    changes: list[Said]
    is_compared: bool


def find_versions(slug: str) -> list[Version]:
    """The versions of the course at this address."""
    return catalogue.versions(reading(), slug) or abort(404)


@bp.get("/authoring/courses/<slug>")
@open_to(Role.AUTHOR)
def versions(slug: str) -> ResponseReturnValue:
    """Every version, the newest first, and the drafts of the course."""
    return _page(slug, RedoForm(formdata=None))


@bp.post("/authoring/courses/<slug>/redo")
@open_to(Role.AUTHOR)
def ask_to_redo(slug: str) -> ResponseReturnValue:
    """Have the current version learned by all who had an older one."""
    charge.check_publisher()
    find_versions(slug)
    form = RedoForm()
    if not form.validate():
        return _page(slug, form), 422
    try:
        with transaction() as db:
            number = actions.ask_to_redo(db, slug, form.because.data or "", now(), actor_id=me().person_id)
    except Problem as problem:
        form.take(problem)
        return _page(slug, form), problem.status
    flash(_("Version %(number)s has to be learned by all who had an older one.", number=number), "ok")
    return redirect_to(".versions", slug=slug)


@bp.get("/authoring/courses/<slug>/versions/<int:number>/back")
@open_to(Role.AUTHOR)
def look_before_going_back(slug: str, number: int) -> ResponseReturnValue:
    """What newcomers would find different, before anything changes."""
    charge.check_publisher()
    found = find_versions(slug)
    wanted = next((each for each in found if each.number == number), None) or abort(404)
    current = next((each for each in found if each.is_current), None) or abort(404)
    if wanted.is_current:
        return redirect_to(".versions", slug=slug)
    changes = told(catalogue.differences(reading(), current.id, wanted.id))
    return page("authoring/back.html", slug=slug, wanted=wanted, current=current, changes=changes, form=SureForm())


@bp.post("/authoring/courses/<slug>/versions/<int:number>/back")
@open_to(Role.AUTHOR)
def go_back(slug: str, number: int) -> ResponseReturnValue:
    """Give newcomers an earlier version again."""
    charge.check_publisher()
    find_versions(slug)
    try:
        with transaction() as db:
            actions.roll_back(db, slug, number, now(), actor_id=me().person_id)
    except Conflict as problem:
        flash(in_words(problem), "mind")
        return redirect_to(".versions", slug=slug)
    flash(_("Version %(number)s is the current one again. Whoever learns stays with theirs.", number=number), "ok")
    return redirect_to(".versions", slug=slug)


def _page(slug: str, form: RedoForm) -> str:
    db, found = reading(), find_versions(slug)
    acts = queries.acts(db, [each.id for each in found])
    rows = [
        Told(
            version,
            acts[version.id],
            told(catalogue.differences(db, found[at + 1].id, version.id)) if _compared(at, found) else [],
            _compared(at, found),
        )
        for at, version in enumerate(found)
    ]
    return page(
        "authoring/versions.html",
        slug=slug,
        current=next((each for each in found if each.is_current), found[0]),
        rows=rows,
        drafts=[each for each in drafts.drafts(db, slug) if not each.published_as],
        may_publish=charge.may_publish(),
        form=form,
        sure=SureForm(),
    )


def _compared(at: int, found: list[Version]) -> bool:
    return at < _MOST_COMPARED and at + 1 < len(found)
