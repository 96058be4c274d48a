"""The register, for officials: the certificates of the units they are in charge of, and of no other."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types

from lms.certificates import queries
from lms.certificates.actions import record_export
from lms.certificates.blueprint import bp
from lms.certificates.export import register_lines
from lms.certificates.forms import RegisterForm
from lms.certificates.rules import Order, Wanted
from lms.certificates.views import words
from lms.clock import local_date, now
from lms.db import Database
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.web import database, me, open_to, page, reading, transaction

PER_PAGE = 50


@bp.get("/register")
@open_to(Role.OFFICIAL)
def register() -> ResponseReturnValue:
    """Look something up in the register, fifty rows a page."""
    form = _form()
    wanted, units, today = _wanted(form), _my_units(), local_date(now())
    count = queries.count_register(reading(), units, today, wanted)
    last = max(1, -(-count // PER_PAGE))
    number = min(last, max(1, request.args.get("page", 1, type=int)))
    found = queries.register(reading(), units, today, wanted, skip=PER_PAGE * (number - 1), most=PER_PAGE)
    return page(
        "certificates/register.html",
        form=form,
        rows=[(certificate, certificate.facts, words.status_word(certificate)) for certificate in found],
        count=count,
        number=number,
        last=last,
        asked={name: value for name, value in form.data.items() if value},
        is_filtered=bool(wanted.words or wanted.course or wanted.unit_id),
        units=", ".join(unit.name for unit in _units()),
    )


@bp.get("/register.csv")
@open_to(Role.OFFICIAL)
def register_csv() -> ResponseReturnValue:
    """What was looked up, whole, for a spreadsheet. Who took it is noted in the audit record before it is sent."""
    wanted, units, at = _wanted(_form()), _my_units(), now()
    count = queries.count_register(reading(), units, local_date(at), wanted)
    with transaction() as db:
        record_export(db, me().person_id, units, wanted, count, at)
    response = Response(_lines(database(), units, wanted), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="so-cap-{local_date(at).isoformat()}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _lines(source: Database, units: tuple[int, ...], wanted: Wanted) -> Iterator[str]:
    """The table while it is sent: it has a session of its own, as the request is over by then."""
    with source.reading() as db:
        yield from register_lines(queries.whole_register(db, units, local_date(now()), wanted))


def _my_units() -> tuple[int, ...]:
    return me().units(Role.OFFICIAL)


def _units() -> list[OrgUnit]:
    found = (places.unit(reading(), unit_id) for unit_id in _my_units())
    return [unit for unit in found if unit is not None]


def _form() -> RegisterForm:
    """The form with what may be chosen in it. A place or course that is not in the register is not found."""
    form = RegisterForm(request.args)
    held = queries.courses_in_register(reading(), _my_units(), local_date(now()))
    form.course.choices = [SelectChoice("", _("Every course")), *(SelectChoice(*course) for course in held)]
    form.unit.choices = [SelectChoice("", _("Everything in my charge")), *_places_to_choose(form.unit.data or "")]
    form.order.data = form.order.data or Order.NEWEST
    form.unit.data, form.course.data = form.unit.data or "", form.course.data or ""
    if not form.validate():
        abort(404)
    return form


def _wanted(form: RegisterForm) -> Wanted:
    unit = places.unit_by_code(reading(), form.unit.data, local_date(now())) if form.unit.data else None
    return Wanted(form.q.data or "", form.course.data, unit.id if unit else None, Order(form.order.data))


def _places_to_choose(chosen: str) -> list[SelectChoice]:
    """What lies right below the official's units; and where one of those is looked at, what lies below it."""
    db, today = reading(), local_date(now())
    looked_at = places.unit_by_code(db, chosen, today) if chosen else None
    opened = (looked_at.id, looked_at.parent_id) if looked_at else ()
    options = []
    for child in (child for unit in _units() for child in places.children(db, unit.id, today)):
        options.append(SelectChoice(child.code, child.name))
        if child.id in opened:
            lower = places.children(db, child.id, today)
            options += [SelectChoice(unit.code, f"{child.name}: {unit.name}") for unit in lower]
    return options
