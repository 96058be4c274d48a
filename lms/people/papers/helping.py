"""Teachers, officials and administrators help the people of their places to sign in. Elsewhere nobody is found."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.people import passwords, queries
from lms.people.activation.paper import print_start
from lms.people.activation.queries import may_start
from lms.people.blueprint import bp
from lms.people.forms import showable
from lms.people.models import Login, Person
from lms.people.papers import actions, rules
from lms.people.papers import queries as papers
from lms.people.papers.paper import print_card
from lms.people.roles import queries as scope
from lms.places import queries as places
from lms.roles import Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction

_HELPERS = (Role.TEACHER, Role.OFFICIAL, Role.ADMINISTRATOR)
_LONGEST_SEARCH = 100


@bp.get("/people/help")
@open_to(*_HELPERS)
def help_people() -> ResponseReturnValue:
    """Find a person of the own places."""
    typed = showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    found = scope.people_found(reading(), typed, _units(), _today()) if typed else []
    return page("people/help.html", typed=typed, found=found, most=scope.MOST)


@bp.get("/people/<uuid:public_id>/help")
@open_to(*_HELPERS)
def help_person(public_id: UUID) -> ResponseReturnValue:
    """What can be done for one person."""
    person = _person(public_id)
    home = queries.residence(reading(), person.id, _today())
    return page(
        "people/help_person.html",
        person=person,
        place=places.line(reading(), home, _today()) if home else "",
        may_help=_may_help(person),
        may_start=bool(may_start(reading(), me().person_id, [person.id], _units(), _today())),
        is_staff=queries.is_staff(reading(), person.id, _today()),
        ways_in=papers.ways_in(reading(), person.id, now()),
    )


@bp.post("/people/<uuid:public_id>/code")
@open_to(*_HELPERS)
def give_code(public_id: UUID) -> ResponseReturnValue:
    """Give a recovery code and show it, once."""
    person, login = _person_and_login(public_id)
    digits = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
    code_hash = passwords.hashed(digits)
    with transaction() as db:
        code = actions.give_code(db, me().person_id, login.id, code_hash, now())
    return page("people/code.html", person=person, login=login, digits=rules.shown_code(digits), until=code.expires_at)


@bp.post("/people/<uuid:public_id>/card")
@open_to(*_HELPERS)
def make_card(public_id: UUID) -> ResponseReturnValue:
    """Make a card for a learner and show it, once."""
    person, login = _person_and_login(public_id)
    paper = print_card(me().person_id, login, person.name)
    return page("people/card_paper.html", paper=paper, back=url_for("people.help_person", public_id=public_id))


@bp.post("/people/<uuid:public_id>/start")
@open_to(*_HELPERS)
def make_start(public_id: UUID) -> ResponseReturnValue:
    """Make a card that begins an account, for somebody who has none, and show it, once."""
    person = _person(public_id)
    if not may_start(reading(), me().person_id, [person.id], _units(), _today()):
        abort(404)
    paper = print_start(me().person_id, person)
    return page("people/activation/paper.html", paper=paper, back=url_for("people.help_person", public_id=public_id))


@bp.post("/people/<uuid:public_id>/card/end")
@open_to(*_HELPERS)
def end_card(public_id: UUID) -> ResponseReturnValue:
    """End the card of somebody who has lost it."""
    _person_found, login = _person_and_login(public_id)
    with transaction() as db:
        actions.end_card(db, me().person_id, login.id, now())
    flash(_("The card has ended. Nobody can come in with it any more."), "ok")
    return redirect_to("people.help_person", public_id=str(public_id))


def _today() -> date:
    return local_date(now())


def _units() -> tuple[int, ...]:
    return me().units(*_HELPERS)


def _person(public_id: UUID) -> Person:
    return scope.person_in_scope(reading(), str(public_id), _units(), _today()) or abort(404)


def _may_help(person: Person) -> bool:
    return queries.may_help(reading(), me().person_id, person.id, _today())


def _person_and_login(public_id: UUID) -> tuple[Person, Login]:
    """The person, and which of their ways in the form means; everything else does not exist."""
    person = _person(public_id)
    if not _may_help(person):
        abort(404)
    logins = [way_in.login for way_in in papers.ways_in(reading(), person.id, now())]
    return person, next((login for login in logins if str(login.id) == request.form.get("login")), None) or abort(404)
