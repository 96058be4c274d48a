"""Two entries are one person: choose the other, read what will be, then it is done; and back again."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.people.blueprint import bp
from lms.people.doubles import actions, queries
from lms.people.homes.finding import IN_CHARGE, find_other, own_units, today
from lms.people.models import Person
from lms.problems import Problem
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

_LONGEST = 300


@bp.get("/people/<uuid:public_id>/same")
@open_to(*IN_CHARGE)
def same(public_id: UUID) -> ResponseReturnValue:
    """Who may be the same person, and who was found to be."""
    return _asked(find_other(public_id))


@bp.post("/people/<uuid:public_id>/same")
@open_to(*IN_CHARGE)
def join(public_id: UUID) -> ResponseReturnValue:
    """Say what will be; when that was read and confirmed, join the two."""
    kept = find_other(public_id)
    other, reason = _other(kept), tidy(request.form.get("reason", ""))[:_LONGEST]
    if other is None:
        return _asked(kept, _("Choose the other entry of this person."), reason, 422)
    if not reason:
        return _asked(kept, _("Write how you know that the two are one person."), reason, 422)
    if request.form.get("sure") != "yes":
        return page("people/doubles/sure.html", person=kept, other=other, reason=reason)
    try:
        with transaction() as db:
            actions.join(db, kept, other, reason, me().person_id, now())
    except Problem as problem:
        return _asked(kept, in_words(problem), reason, problem.status)
    flash(_("The two are one person now, and count once."), "ok")
    return redirect_to("people.same", public_id=str(public_id))


@bp.post("/people/<uuid:public_id>/same/<int:decision_id>/take-apart")
@open_to(*IN_CHARGE)
def take_apart(public_id: UUID, decision_id: int) -> ResponseReturnValue:
    """It was a mistake: the two are two."""
    kept = find_other(public_id)
    with transaction() as db:
        actions.take_apart(db, kept, decision_id, me().person_id, now())
    flash(_("The two are two again, and count each by itself."), "ok")
    return redirect_to("people.same", public_id=str(public_id))


def _other(kept: Person) -> Person | None:
    """The entry that was chosen among those offered; nobody joins themselves."""
    wanted = request.form.get("other", "")
    found = next((one for one, _place in _alike(kept) if one.public_id == wanted), None)
    if found is not None and found.id == me().person_id:
        abort(404)
    return found


def _alike(kept: Person) -> list[tuple[Person, str]]:
    return queries.alike(reading(), kept, own_units(), today())


def _asked(kept: Person, refused: str = "", reason: str = "", status: int = 200) -> Response:
    return make_response(
        page(
            "people/doubles/same.html",
            person=kept,
            alike=[(one, place) for one, place in _alike(kept) if one.id != me().person_id],
            chosen=request.form.get("other", ""),
            joined=queries.joined(reading(), kept.id),
            refused=refused,
            reason=reason,
        ),
        status,
    )
