"""The teacher's classes: all of them, one of them, and its code on the wall."""

from __future__ import annotations

from math import ceil
from urllib.parse import urlsplit
from uuid import UUID

import segno
from flask import current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom import actions, codes, queries
from lms.classroom.blueprint import bp
from lms.classroom.live.queries import running_in
from lms.classroom.papers.evening import left_to_do
from lms.classroom.papers.queries import teacher_of
from lms.classroom.queries import ClassLine
from lms.classroom.teachers import queries as teachers
from lms.classroom.views.own import own_class, seen_class, today
from lms.clock import now
from lms.config import Settings
from lms.people.forms import showable
from lms.roles import Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction

_LONGEST_SEARCH = 100
_LAST_PAGE = 10_000


@bp.get("/classes")
@open_to(Role.TEACHER, Role.OFFICIAL)
def classes() -> ResponseReturnValue:
    """The classes of a teacher; those within the units of an official, a page of them."""
    visitor, typed = me(), showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    number = max(1, min(request.args.get("page", 1, int), _LAST_PAGE))
    is_in_charge = visitor.has(Role.OFFICIAL)
    units = visitor.units(Role.OFFICIAL)
    total, found = teachers.in_charge(reading(), units, typed, today(), number) if is_in_charge else (0, [])
    return page(
        "classroom/classes.html",
        classes=queries.classes_of(reading(), visitor.person_id) if visitor.has(Role.TEACHER) else [],
        is_teacher=visitor.has(Role.TEACHER),
        is_in_charge=is_in_charge,
        total=total,
        found=found,
        typed=typed,
        number=number,
        last=max(1, ceil(total / teachers.PER_PAGE)),
        today=today(),
    )


@bp.get("/classes/<uuid:public_id>")
@open_to(Role.TEACHER, Role.OFFICIAL)
def one_class(public_id: UUID) -> ResponseReturnValue:
    """One class: its code, who is in it, and what can be done; for an official who is in it and nothing to be done."""
    one, may_teach = seen_class(public_id)
    members = queries.members(reading(), one.group.id, today())
    return page(
        "classroom/class.html" if may_teach else "classroom/class_seen.html",
        one=one,
        members=members,
        teacher=teacher_of(reading(), one.group),
        beside=teachers.beside(reading(), one.group.id),
        code=codes.grouped(one.group.code),
        today=today(),
        host=_host(),
        left=left_to_do(reading(), one.group, me().person_id, today()) if may_teach else None,
        running=running_in(reading(), one.group.id, now()),
    )


@bp.get("/classes/<uuid:public_id>/wall")
@open_to(Role.TEACHER)
def wall(public_id: UUID) -> ResponseReturnValue:
    """The code as large as the wall allows, without any name."""
    one = own_class(public_id)
    address = _settings().base_url + url_for("classroom.names", code=one.group.code)
    qr = segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=8)
    return page("classroom/wall.html", one=one, code=codes.grouped(one.group.code), qr=qr, host=_host(), today=today())


@bp.post("/classes/<uuid:public_id>/code")
@open_to(Role.TEACHER)
def renew_code(public_id: UUID) -> ResponseReturnValue:
    """A new code, because the one before has come to people it was not meant for."""
    one = own_class(public_id)
    with transaction() as db:
        actions.renew_code(db, one.group.id, now(), by=me().person_id)
    flash(_("The class has a new code. The one before opens nothing any more."), "ok")
    return _back(one)


@bp.post("/classes/<uuid:public_id>/door")
@open_to(Role.TEACHER)
def change_door(public_id: UUID) -> ResponseReturnValue:
    """Let people come in by the code, or not."""
    one, by_code = own_class(public_id), request.form.get("open") == "1"
    with transaction() as db:
        actions.open_door(db, one.group.id, now(), by_code=by_code, by=me().person_id)
    flash(
        _("People can come in with the code.")
        if by_code
        else _("Nobody can come in with the code, and no name is shown."),
        "ok",
    )
    return _back(one)


@bp.post("/classes/<uuid:public_id>/close")
@open_to(Role.TEACHER)
def close_class(public_id: UUID) -> ResponseReturnValue:
    """The class is over."""
    one = own_class(public_id)
    with transaction() as db:
        actions.close_class(db, one.group.id, now(), by=me().person_id)
    flash(_("The class is closed."), "ok")
    return _back(one)


def _back(one: ClassLine) -> ResponseReturnValue:
    return redirect_to("classroom.one_class", public_id=one.group.public_id)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _host() -> str:
    return urlsplit(_settings().base_url).netloc
