"""One batch: its package, handing it over or sending it, giving it up."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.statistics.vneid.actions import batches
from lms.statistics.vneid.sealing import package_of
from lms.statistics.vneid.views.blueprint import bp
from lms.statistics.vneid.views.found import find, vneid
from lms.statistics.vneid.views.showing import batch_page
from lms.vietnamese import tidy
from lms.web import me, open_to, redirect_to, transaction
from lms.web.pages import in_words

_LONGEST = 200


@bp.get("/statistics/vneid/<uuid:public_id>")
@open_to(Role.OFFICIAL)
def batch(public_id: UUID) -> ResponseReturnValue:
    """How far it is, and what can be done with it now."""
    return batch_page(find(public_id))


@bp.get("/statistics/vneid/<uuid:public_id>/package.zip")
@open_to(Role.OFFICIAL)
def package(public_id: UUID) -> ResponseReturnValue:
    """The package. Who took it is noted before it is sent."""
    found = find(public_id)
    try:
        content = package_of(vneid(), found) or abort(404)
    except Problem as problem:
        return batch_page(found, refused=in_words(problem)), problem.status
    with transaction() as db:
        batches.record_download(db, found, me().person_id, now())
    name = f"vneid-dot-{found.id}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, mimetype="application/zip", headers=headers)


@bp.post("/statistics/vneid/<uuid:public_id>/handed-over")
@open_to(Role.OFFICIAL)
def hand_over(public_id: UUID) -> ResponseReturnValue:
    """Note with which letter the package was handed over."""
    found, paper = find(public_id), tidy(request.form.get("paper", ""))[:_LONGEST]
    if not paper:
        return batch_page(found, refused=_("Type the number of the letter with which it was handed over.")), 422
    try:
        with transaction() as db:
            batches.hand_over(db, found.id, paper, me().person_id, now())
    except Problem as problem:
        return batch_page(find(public_id), refused=in_words(problem)), problem.status
    return redirect_to("vneid.batch", public_id=str(public_id))


@bp.post("/statistics/vneid/<uuid:public_id>/send")
@open_to(Role.OFFICIAL)
def send(public_id: UUID) -> ResponseReturnValue:
    """Have it sent in the background."""
    found = find(public_id)
    if not vneid().is_connected:
        abort(404)
    try:
        with transaction() as db:
            batches.send(db, found.id, me().person_id, now())
    except Problem as problem:
        return batch_page(find(public_id), refused=in_words(problem)), problem.status
    return redirect_to("vneid.batch", public_id=str(public_id))


@bp.post("/statistics/vneid/<uuid:public_id>/again")
@open_to(Role.OFFICIAL)
def try_again(public_id: UUID) -> ResponseReturnValue:
    """Have the background try once more what failed eight times."""
    found = find(public_id)
    with transaction() as db:
        batches.try_again(db, found, me().person_id, now())
    return redirect_to("vneid.batch", public_id=str(public_id))


@bp.post("/statistics/vneid/<uuid:public_id>/discard")
@open_to(Role.OFFICIAL)
def discard(public_id: UUID) -> ResponseReturnValue:
    """Give up a batch that was not sent."""
    found = find(public_id)
    try:
        with transaction() as db:
            batches.discard(db, found.id, me().person_id, now())
    except Problem as problem:
        return batch_page(find(public_id), refused=in_words(problem)), problem.status
    return redirect_to("vneid.overview")
