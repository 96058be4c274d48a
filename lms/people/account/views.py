"""What is kept of the visitor, a new password, and whether others use the machine too."""

from __future__ import annotations

from flask import Response, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.clock import local_date, now
from lms.people import actions, passwords, queries, rules
from lms.people.blueprint import bp
from lms.people.forms import GROUP_NAMES, PasswordForm
from lms.people.limits import PASSWORD
from lms.people.papers import queries as papers
from lms.people.phones import shown
from lms.people.proof import opened_by
from lms.people.refusals import headers_of, password_refusal
from lms.people.sign_in import destination, is_on_shared_machine, let_in
from lms.places import queries as places
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.sessions import end_sessions


@bp.get("/account")
@open_to(Role.LEARNER)
def account() -> ResponseReturnValue:
    """What is kept of the visitor, as it is kept."""
    db, today = reading(), local_date(now())
    person = queries.person(db, me().person_id)
    home = queries.residence(db, me().person_id, today)
    return page(
        "people/account.html",
        person=person,
        login=queries.login(db, me().login_id),
        phone=shown(person.phone if person else None),
        place=places.line(db, home, today) if home else "",
        groups=[GROUP_NAMES[group] for group in queries.groups(db, me().person_id, today)],
        is_shared=is_on_shared_machine(),
        is_staff=bool(me().grants),
        card=papers.open_card(db, me().login_id),
    )


@bp.get("/account/password")
@open_to(Role.LEARNER)
def password() -> ResponseReturnValue:
    """Ask for a new password, and offer one."""
    suggested = passwords.passphrase()
    return _page(PasswordForm(data={"password": suggested, "suggested": suggested}))


@bp.post("/account/password")
@open_to(Role.LEARNER)
def password_submit() -> ResponseReturnValue:
    """Keep the new password; every other session of this login ends."""
    form = PasswordForm()
    login = queries.login(reading(), me().login_id)
    try:
        if login is None or not form.validate():
            return _page(form)
        chosen = rules.password(form.password.data or "", login.folded_name)
        _check_present(login.name, login.id, form.present.data or "")
        new_hash = passwords.hashed(chosen)
        with transaction() as db:
            login = actions.change_password(db, login.id, new_hash, now())
            end_sessions(db, [login.id])
        let_in(login, is_shared=is_on_shared_machine())
    except Problem as problem:
        form.take(problem)
        return _page(form, problem)
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


def _check_present(login_name: str, login_id: int, typed: str) -> None:
    """Raises a problem beside the field of the password so far, unless that is the password of this very login."""
    key = rules.password_key(typed)
    refusal = password_refusal(login_name, "present")
    opened = opened_by(login_name, lambda _login: key, lambda login: login.password_hash, PASSWORD, refusal)
    if login_id not in {login.id for login in opened}:
        raise refusal(actions.Tried())


def _page(form: PasswordForm, refused: Problem | None = None) -> Response:
    """The page with what was typed; a suggestion that was refused stays refused."""
    if not passwords.is_passphrase(form.suggested.data or ""):
        form.suggested.data = passwords.passphrase()
    status = refused.status if refused else 422 if form.errors else 200
    return make_response(page("people/password.html", form=form), status, headers_of(refused))
