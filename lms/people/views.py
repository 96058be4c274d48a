"""Signing in and out."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.clock import local_date, now
from lms.people import chosen, queries
from lms.people.account import views as account
from lms.people.activation import views as activation
from lms.people.blueprint import bp
from lms.people.coming import Coming, admit, coming, keep
from lms.people.doubles import joining
from lms.people.forms import SignInForm
from lms.people.groups import answering, declaring
from lms.people.homes import finding, leaving, moving
from lms.people.models import Login
from lms.people.papers import cards, codes, helping
from lms.people.pictures import choosing, showing
from lms.people.proof import opened_by_password
from lms.people.refusals import headers_of, password_refusal
from lms.people.roles import views as roles
from lms.people.sign_in import browser_session, destination, is_on_shared_machine, let_in, meant_elsewhere
from lms.people.sign_up import last, where, who
from lms.people.stays import views as stays
from lms.people.view.following import leave_behind_nothing
from lms.problems import Problem, TooMany
from lms.web import EVERYONE, open_to, page, reading, redirect_to, same_site_path
from lms.web.visitors import visitor_or_none

PAGES = (
    who,
    where,
    last,
    roles,
    account,
    activation,
    cards,
    codes,
    helping,
    choosing,
    showing,
    stays,
    chosen,
    finding,
    leaving,
    moving,
    declaring,
    answering,
    joining,
)
"""The other modules whose routes belong to this room's blueprint."""


@bp.get("/sign-in")
@open_to(EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Ask for login name or telephone number and password; whoever is signed in goes on."""
    if visitor_or_none():
        return redirect(destination(request.args.get("next")), 303)
    return page("people/sign_in.html", form=SignInForm(), blocked=False)


@bp.post("/sign-in")
@open_to(EVERYONE)
def sign_in_submit() -> ResponseReturnValue:
    """Compare the password and begin a session, or lead to the pictures."""
    form = SignInForm()
    said = Coming(form.login.data or "", bool(form.shared.data), request.args.get("next") or "")
    elsewhere = meant_elsewhere(said.login)
    if elsewhere and not form.password.data:
        return redirect(elsewhere, 303)
    if request.form.get("way") == "pictures":
        if not form.login.validate(form):
            return page("people/sign_in.html", form=form, blocked=False), 422
        keep(said, way="pictures")
        return redirect_to("people.sign_in_pictures")
    try:
        if not form.validate():
            return page("people/sign_in.html", form=form, blocked=False), 422
        return admit(opened_by_password(said.login, form.password.data or "", password_refusal(said.login)), said)
    except Problem as problem:
        if elsewhere:  # the browser had filled in a password of its own
            return redirect(elsewhere, 303)
        form.take(problem)
        shown = page("people/sign_in.html", form=form, blocked=isinstance(problem, TooMany))
        return shown, problem.status, headers_of(problem)


@bp.get("/sign-in/who")
@open_to(EVERYONE)
def sign_in_who() -> ResponseReturnValue:
    """Ask which of the people it is whose secret was right; their names are shown to nobody else."""
    said = coming()
    people = _fitting(said)
    return page("people/sign_in_who.html", people=people) if people else redirect_to("people.sign_in")


@bp.post("/sign-in/who")
@open_to(EVERYONE)
def sign_in_who_submit() -> ResponseReturnValue:
    """Begin a session for the one who was chosen."""
    said = coming()
    people = _fitting(said)
    if not people:
        return redirect_to("people.sign_in")
    login = next((login for login, _name in people if str(login.id) == request.form.get("who")), None)
    if login is None:
        return page("people/sign_in_who.html", people=people, complaint=_("Choose your name.")), 422
    let_in(login, is_shared=said.is_shared, way=said.way or "password")
    return redirect(destination(said.next), 303)


@bp.post("/sign-out")
@open_to(EVERYONE)
def sign_out() -> ResponseReturnValue:
    """End the session: its row goes, and the cookie is worth nothing, wherever it was copied to."""
    if is_on_shared_machine():
        leave_behind_nothing()
    browser_session().end()
    onwards = request.form.get("next", "")
    if onwards == "sign-in":
        return redirect_to("people.sign_in")
    return redirect(same_site_path(onwards, url_for("people.signed_out")), 303)


@bp.get("/sign-out")
@open_to(EVERYONE)
def signed_out() -> ResponseReturnValue:
    """Say goodbye; whoever is still signed in finds the button here."""
    return page("people/signed_out.html")


def _fitting(said: Coming) -> list[tuple[Login, str]]:
    """The ways in that were opened, with the names of their people; those that ended meanwhile are left out."""
    visitors = [queries.visitor(reading(), key, local_date(now())) for key in said.fits]
    found = [(queries.login(reading(), visitor.login_id), visitor.name) for visitor in visitors if visitor]
    return [(login, name) for login, name in found if login]
