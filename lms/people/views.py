"""Signing in and out, and the page on which people see what is kept of them."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.clock import local_date, now
from lms.people import actions, passwords, queries, rules
from lms.people.blueprint import bp
from lms.people.forms import GROUP_NAMES, PasswordForm, SignInForm
from lms.people.models import Login
from lms.people.phones import shown
from lms.people.roles import views as roles
from lms.people.sign_in import browser_session, destination, is_on_shared_machine, let_in, wrong
from lms.people.sign_up import last, where, who
from lms.places import queries as places
from lms.problems import N_, Problem, TooMany
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, reading, redirect_to, transaction
from lms.web.sessions import end_sessions
from lms.web.visitors import visitor_or_none

PAGES = (who, where, last, roles)
"""The other modules whose routes belong to this room's blueprint."""


@bp.get("/sign-in")
@open_to(EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Ask for login name and password; whoever is signed in goes on."""
    if visitor_or_none():
        return redirect(destination(request.args.get("next")), 303)
    return page("people/sign_in.html", form=SignInForm(), blocked=False)


@bp.post("/sign-in")
@open_to(EVERYONE)
def sign_in_submit() -> ResponseReturnValue:
    """Compare the password and begin a session."""
    form = SignInForm()
    try:
        if not form.validate():
            return page("people/sign_in.html", form=form, blocked=False), 422
        login = _proven(rules.login_key(form.login.data or ""), form.password.data or "")
        let_in(login, is_shared=bool(form.shared.data))
    except Problem as problem:
        form.take(problem)
        return _refused("people/sign_in.html", form, problem)
    return redirect(destination(request.args.get("next")), 303)


@bp.post("/sign-out")
@open_to(EVERYONE)
def sign_out() -> ResponseReturnValue:
    """End the session: its row goes, and the cookie is worth nothing, wherever it was copied to."""
    browser_session().end()
    return redirect_to("people.signed_out")


@bp.get("/sign-out")
@open_to(EVERYONE)
def signed_out() -> ResponseReturnValue:
    """Say goodbye; whoever is still signed in finds the button here."""
    return page("people/signed_out.html")


@bp.get("/account")
@open_to(Role.LEARNER)
def account() -> ResponseReturnValue:
    """What is kept of the visitor, as it is kept."""
    db, today = reading(), local_date(now())
    person = queries.person(db, me().person_id)
    login = queries.login(db, me().login_id)
    home = queries.residence(db, me().person_id, today)
    return page(
        "people/account.html",
        person=person,
        login=login,
        phone=shown(person.phone if person else None),
        place=places.line(db, home, today) if home else "",
        groups=[GROUP_NAMES[group] for group in queries.groups(db, me().person_id, today)],
        is_shared=is_on_shared_machine(),
    )


@bp.get("/account/password")
@open_to(Role.LEARNER)
def password() -> ResponseReturnValue:
    """Ask for a new password."""
    return page("people/password.html", form=PasswordForm(), blocked=False)


@bp.post("/account/password")
@open_to(Role.LEARNER)
def password_submit() -> ResponseReturnValue:
    """Keep the new password; every other session of this login ends."""
    form = PasswordForm()
    login = queries.login(reading(), me().login_id)
    try:
        if login is None or not form.validate():
            return page("people/password.html", form=form, blocked=False), 422
        chosen = rules.password(form.password.data or "", login.folded_name)
        _proven(login.folded_name, form.present.data or "", "present")
        new_hash = passwords.hashed(chosen)
        with transaction() as db:
            login = actions.change_password(db, login.id, new_hash, now())
            end_sessions(db, [login.id])
        let_in(login, is_shared=is_on_shared_machine())
    except Problem as problem:
        form.take(problem)
        return _refused("people/password.html", form, problem)
    flash(_("The new password is kept. Everywhere else you have been signed out."), "ok")
    return redirect_to("people.account")


@bp.post("/account/shared-machine")
@open_to(Role.LEARNER)
def share_machine() -> ResponseReturnValue:
    """Others use this machine too: the session becomes a short one."""
    login = queries.login(reading(), me().login_id)
    if login is not None:
        let_in(login, is_shared=True)
        flash(_("This machine will sign you out by itself."), "ok")
    return redirect(destination(request.form.get("next")), 303)


def _proven(login_name: str, password: str, field: str = "password") -> Login:
    """The login whose password this is; forgets earlier failures.

    Raises the same problem for a wrong password and an unknown name, and one with a wait when it was tried too often.
    """
    login = queries.login_named(reading(), login_name)
    with transaction() as db:
        wait = actions.count_try(db, login_name, now())
    key = rules.password_key(password)
    if not passwords.matches(login.password_hash if login else None, key) or login is None:
        raise _wait_told(wait, field) if wait else _at(wrong(), field)
    new_hash = passwords.hashed(key) if passwords.is_outdated(login.password_hash) else None
    with transaction() as db:
        actions.sign_in(db, login.id, login_name, new_hash)
    return login


def _at(problem: Problem, field: str) -> Problem:
    problem.field = field
    return problem


def _wait_told(wait: timedelta, field: str) -> Problem:
    return Problem(
        N_("The login name or the password is not right. You can try again in %(minutes)s min."),
        field=field,
        minutes=int(wait.total_seconds()) // 60,
    )


def _refused(template: str, form: object, problem: Problem) -> ResponseReturnValue:
    """The same page with what was typed, told why, and when to come back if there is a time."""
    too_many = isinstance(problem, TooMany)
    headers = {"Retry-After": str(problem.retry_after)} if isinstance(problem, TooMany) else {}
    return page(template, form=form, blocked=too_many), problem.status, headers
