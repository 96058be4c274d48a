"""The register, for officials: the certificates of the units they are in charge of, and of no other."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.actions import record_export
from lms.certificates.blueprint import bp
from lms.certificates.export import register_table
from lms.certificates.lines import whole_register
from lms.certificates.views import words
from lms.certificates.views.looking import Look, look
from lms.clock import local_date, now
from lms.roles import Role
from lms.web import database, me, open_to, page, reading, transaction

PER_PAGE = 50


@bp.get("/register")
@open_to(Role.OFFICIAL)
def register() -> ResponseReturnValue:
    """Look something up in the register, fifty rows a page."""
    return shown(look())


def shown(seen: Look, refused: str = "") -> ResponseReturnValue:
    """The page of what was looked up; 422 when something in the form, or what was asked for it, was refused."""
    today = local_date(now())
    count = queries.count_register(reading(), seen.unit_ids, today, seen.wanted)
    last = max(1, -(-count // PER_PAGE))
    number = min(last, max(1, request.args.get("page", 1, type=int)))
    found = queries.register(reading(), seen.unit_ids, today, seen.wanted, skip=PER_PAGE * (number - 1), most=PER_PAGE)
    answer = page(
        "certificates/register.html",
        look=seen,
        rows=[(certificate, certificate.facts, words.status_word(certificate)) for certificate in found],
        count=count,
        number=number,
        last=last,
        refused=refused,
    )
    return (answer, 422) if refused or seen.form.errors else answer


@bp.get("/register.csv")
@open_to(Role.OFFICIAL)
def register_csv() -> ResponseReturnValue:
    """What was looked up, whole, for a spreadsheet. Who took it is noted in the audit record before it is sent."""
    seen, at = look(), now()
    count = queries.count_register(reading(), seen.unit_ids, local_date(at), seen.wanted)
    with transaction() as db:
        record_export(db, me().person_id, seen.unit_ids, seen.wanted, count, at)
    lines = whole_register(database(), seen.unit_ids, local_date(at), seen.wanted)
    response = Response(register_table(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="so-cap-{local_date(at).isoformat()}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
