"""What somebody asked to have at once: the asking, how far it is, and the files; for nobody but who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from flask import Response, abort, current_app, make_response, request
from flask.typing import ResponseReturnValue

from lms.certificates.blueprint import bp
from lms.certificates.bulk import actions, queries
from lms.certificates.bulk.models import Export
from lms.certificates.bulk.rules import Caps, Kind, State
from lms.certificates.bulk.scopes import UNITS, Scope
from lms.certificates.rules import Wanted
from lms.certificates.views import words
from lms.certificates.views.looking import look
from lms.certificates.views.register import shown
from lms.clock import local_date, now
from lms.config import Settings
from lms.jobs.queries import named
from lms.problems import Problem
from lms.roles import Role
from lms.web import database, me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words
from lms.web.ranges import LargeFile, asked_span, sent

LOOK_AGAIN_SECONDS = "5"
_TYPES = {Kind.ZIP: "application/zip", Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An export as the pages show it."""

    export: Export
    name: str
    state: tuple[str, str]

    @property
    def asked_on(self) -> date:
        """The day it was asked for."""
        return local_date(self.export.asked_at)

    @property
    def until(self) -> date:
        """The last day on which it can surely be downloaded."""
        return local_date(self.export.expires_at)

    @property
    def percent(self) -> int:
        """How far it is; the last step takes its time too."""
        return 100 * self.export.done // (self.export.total + 1)


@bp.post("/register/exports")
@open_to(Role.OFFICIAL)
def ask_for_register() -> ResponseReturnValue:
    """Ask for what was looked up in the register; the filter stands in the address as on the page it comes from."""
    seen = look()
    kind = asked_kind()
    if seen.form.errors:
        return shown(seen)
    unit_id = seen.wanted.unit_id
    scope = Scope(UNITS, (unit_id,) if unit_id is not None else seen.unit_ids)
    try:
        return ask(scope, kind, seen.wanted, seen.label)
    except Problem as problem:
        return shown(seen, in_words(problem))


def asked_kind() -> Kind:
    """Which of the outputs the pressed button asks for; 404 for one that no button has."""
    kind = request.form.get("kind", "")
    return Kind(kind) if kind in set(Kind) else abort(404)


def ask(scope: Scope, kind: Kind, wanted: Wanted, label: str) -> ResponseReturnValue:
    """Have it made, and show how far it is. Raises a problem when it is nothing or too much."""
    settings: Settings = current_app.config["SETTINGS"]
    caps, with_ended = Caps(settings.export_papers, settings.export_rows), bool(request.form.get("ended"))
    with transaction() as db:
        export = actions.ask(
            db, me().person_id, scope, kind, wanted, now(), label=label, caps=caps, with_ended=with_ended
        )
        actions.begin(db, export, now())
    return redirect_to("certificates.export", public_id=export.public_id)


@bp.get("/exports")
@open_to(Role.OFFICIAL, Role.TEACHER)
def exports() -> ResponseReturnValue:
    """Everything one has asked for and can still have."""
    found = queries.of_person(reading(), me().person_id, now())
    mine = [export for export in found if queries.is_theirs(reading(), export, local_date(now()))]
    return _while_making(page("certificates/exports.html", exports=[_shown(one) for one in mine]), mine)


@bp.get("/exports/<uuid:public_id>")
@open_to(Role.OFFICIAL, Role.TEACHER)
def export(public_id: UUID) -> ResponseReturnValue:
    """How far an export is, and its files. The page looks again by itself while something is being made."""
    found = _find(public_id)
    job = named(reading(), actions.dedup(found)) if found.state == State.MAKING else None
    parts = queries.parts(reading(), found.id)
    answer = page(
        "certificates/export.html",
        one=_shown(found),
        parts_made=parts,
        sizes={part.number: words.size(part.size) for part in parts},
        trouble=words.trouble_with(job) if job else None,
        is_dead=job is not None and job.state == "dead",
    )
    return _while_making(answer, [found])


@bp.get("/exports/<uuid:public_id>/<int:number>")
@open_to(Role.OFFICIAL, Role.TEACHER)
def export_file(public_id: UUID, number: int) -> ResponseReturnValue:
    """One file, or the rest of it. Who took it is noted in the audit record before it is sent."""
    found = _find(public_id)
    part = queries.part(reading(), found.id, number) if number > 0 else None
    if part is None:
        abort(404)
    with transaction() as db:
        actions.record_download(db, found, part, asked_span(), me().person_id, now())
    content = partial(queries.content, database(), found.id, number)
    kind = _TYPES.get(Kind(found.kind), "application/pdf")
    return sent(LargeFile(part.name, kind, part.size, part.sha256, content))


@bp.post("/exports/<uuid:public_id>/remove")
@open_to(Role.OFFICIAL, Role.TEACHER)
def remove_export(public_id: UUID) -> ResponseReturnValue:
    """Take it away before its time: no copy lies about that nobody needs."""
    found = _find(public_id)
    with transaction() as db:
        actions.remove(db, found, me().person_id, now())
    return redirect_to("certificates.exports")


@bp.post("/exports/<uuid:public_id>/again")
@open_to(Role.OFFICIAL, Role.TEACHER)
def try_export_again(public_id: UUID) -> ResponseReturnValue:
    """Have the background try once more what failed eight times."""
    found = _find(public_id)
    with transaction() as db:
        actions.try_again(db, found, now())
    return redirect_to("certificates.export", public_id=found.public_id)


def _find(public_id: UUID) -> Export:
    """The visitor's own export, all of which is still in their charge; whoever lost that finds nothing."""
    found = queries.find(reading(), str(public_id), me().person_id, now())
    if found is None:
        abort(404)
    if not queries.is_theirs(reading(), found, local_date(now())):
        with transaction() as db:
            actions.record_refusal(db, found, me().person_id, now())
        abort(404)
    return found


def _shown(export: Export) -> Shown:
    return Shown(export, words.name_of_export(export), words.state_of_export(export))


def _while_making(answer: str, shown_: list[Export]) -> Response:
    response = make_response(answer)
    if any(one.state == State.MAKING for one in shown_):
        response.headers["Refresh"] = LOOK_AGAIN_SECONDS
    return response
