"""What is printed for a class: cards to come in with, sheets to sign, and the report. Files that tell of people are asked
for by a button, so that who took them stands in the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from lms.classroom import queries
from lms.classroom.blueprint import bp
from lms.classroom.papers import actions, sheets, workbook
from lms.classroom.papers import queries as papers
from lms.classroom.queries import ClassLine, Member
from lms.classroom.sessions import queries as sessions
from lms.classroom.views.own import own_class, seen_class, today, units
from lms.clock import now
from lms.config import Settings
from lms.people import passwords
from lms.people.activation.queries import may_start
from lms.people.activation.rules import carrying, new_digits, new_key
from lms.people.models import Login
from lms.people.papers import queries as ways_in
from lms.people.papers.rules import shown_code
from lms.people.pictures.words import NAMES
from lms.roles import Role
from lms.web import me, open_to, page, reading, transaction

_PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/classes/<uuid:public_id>/cards")
@open_to(Role.TEACHER)
def cards(public_id: UUID) -> ResponseReturnValue:
    """Who can be given a card, and who cannot."""
    return _choice(_living(public_id))


@bp.post("/classes/<uuid:public_id>/cards")
@open_to(Role.TEACHER)
def print_cards(public_id: UUID) -> ResponseReturnValue:
    """Give those who were ticked a new code, and answer with their cards: nothing of the codes is kept."""
    one = _living(public_id)
    members, logins, without = _members_and_ways(one)
    wanted = set(request.form.getlist("who"))
    may = logins.keys() | without
    chosen = [each for each in members if each.member.public_id in wanted and each.person.id in may]
    if not chosen:
        return _choice(one, _("Tick at least one person.")), 422
    digits = {each.person.id: new_digits() for each in chosen}
    hashes = {person_id: passwords.hashed(drawn) for person_id, drawn in digits.items()}
    keys = {person_id: new_key() for person_id in digits if person_id not in logins}
    beginnings = [actions.Beginning(person_id, key, hashes[person_id]) for person_id, key in keys.items()]
    opening = {logins[person_id].id: hashes[person_id] for person_id in digits if person_id in logins}
    at = now()
    with transaction() as db:
        until = actions.print_cards(db, one.group.id, me().person_id, opening, at, beginnings)
    handed_out = [_card(each, logins.get(each.person.id), digits[each.person.id], keys) for each in chosen]
    return _file(sheets.cards(one, handed_out, _host(), until, at), "the-vao-lop.pdf")


@bp.get("/classes/<uuid:public_id>/pictures.pdf")
@open_to(Role.TEACHER)
def picture_sheet(public_id: UUID) -> ResponseReturnValue:
    """The twelve pictures with their names, to choose three of them at home. Nobody's name and no secret is on it."""
    own_class(public_id)
    with force_locale("vi"):  # papers are in Vietnamese, whoever prints them
        names = {name: str(words) for name, words in NAMES.items()}
    return _file(sheets.picture_sheet(names, _host(), now()), "muoi-hai-hinh.pdf")


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/<any(blank, filled):which>.pdf")
@open_to(Role.TEACHER, Role.OFFICIAL)
def attendance_sheet(public_id: UUID, session: UUID, which: str) -> ResponseReturnValue:
    """The list of a session to sign: blank, or with who was marked."""
    one, _may_teach = seen_class(public_id)
    found = sessions.session_of(reading(), one.group.id, str(session)) or abort(404)
    roster, teacher = sessions.roster(reading(), found), papers.teacher_of(reading(), one.group)
    content = sheets.attendance_sheet(one, found, roster, teacher, now(), is_filled=which == "filled")
    return _file(content, "diem-danh.pdf")


@bp.get("/classes/<uuid:public_id>/report")
@open_to(Role.TEACHER, Role.OFFICIAL)
def report(public_id: UUID) -> ResponseReturnValue:
    """What the class has led to, in totals, and the files to take."""
    one, may_teach = seen_class(public_id)
    found = papers.report(reading(), one, today(), _reader(may_teach=may_teach))
    return page("classroom/report.html", one=one, report=found)


@bp.post("/classes/<uuid:public_id>/report")
@open_to(Role.TEACHER, Role.OFFICIAL)
def take_report(public_id: UUID) -> ResponseReturnValue:
    """The report as a PDF, or as a workbook."""
    one, may_teach = seen_class(public_id)
    kind = "xlsx" if request.form.get("kind") == "xlsx" else "pdf"
    with transaction() as db:
        actions.take_report(db, one.group.id, me().person_id, kind, now())
    found = papers.report(reading(), one, today(), _reader(may_teach=may_teach))
    if kind == "xlsx":
        return _file(workbook.as_xlsx(found, now()), "bao-cao-lop.xlsx", _XLSX)
    return _file(sheets.report_sheet(found, now()), "bao-cao-lop.pdf")


def _reader(*, may_teach: bool) -> int | None:
    """Whose sight the certificates in the report are in; an official's is that of the office, in whose unit they are."""
    return me().person_id if may_teach else None


def _living(public_id: UUID) -> ClassLine:
    """The class, with 404 when it is closed too: a class that is over gives no keys."""
    one = own_class(public_id)
    return one if one.group.closed_at is None else abort(404)


def _members_and_ways(one: ClassLine) -> tuple[list[Member], dict[int, Login], frozenset[int]]:
    """The people of the class, the ways in of those who may get a code, and those who may begin an account."""
    members = queries.members(reading(), one.group.id, today())
    ids, who = [each.person.id for each in members], me().person_id
    logins = ways_in.may_be_given(reading(), who, ids, units(), today())
    return members, logins, may_start(reading(), who, ids, units(), today())


def _choice(one: ClassLine, refused: str = "") -> str:
    members, logins, without = _members_and_ways(one)
    return page("classroom/cards.html", one=one, members=members, logins=logins, without=without, refused=refused)


def _card(each: Member, login: Login | None, digits: str, keys: Mapping[int, str]) -> sheets.Card:
    if login is None:
        path = url_for("people.start", carried=carrying(digits, keys[each.person.id]))
    else:
        path = url_for("people.code", carried=f"{digits}.{login.name}")
    address = _settings().base_url + path
    return sheets.Card(each.person.name, login.name if login else "", shown_code(digits), address)


def _file(content: bytes, name: str, kind: str = _PDF) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _host() -> str:
    return urlsplit(_settings().base_url).netloc
