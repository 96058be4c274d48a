"""The last pages of sign-up: groups, then login name, password and consent, then what to write into the notebook."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lms.clock import local_date, now
from lms.people import actions, passwords, phones, queries, rules
from lms.people.blueprint import bp
from lms.people.consent import consent_text
from lms.people.forms import GROUP_NAMES
from lms.people.models import Group
from lms.people.sign_in import destination, is_on_shared_machine, let_in
from lms.people.sign_up.door import of_guests
from lms.people.sign_up.draft import Draft, draft, keep
from lms.people.sign_up.forms import GroupsForm, LoginForm
from lms.people.sign_up.where import chosen_commune
from lms.places import queries as places
from lms.problems import N_, Problem, TooMany
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, reading, redirect_to, transaction


@bp.get("/sign-up/groups")
@open_to(EVERYONE)
@of_guests
def sign_up_groups() -> ResponseReturnValue:
    """Offer the groups; nothing is ticked beforehand."""
    return _groups_page(GroupsForm(data={"groups": list(draft().groups or ())}))


@bp.post("/sign-up/groups")
@open_to(EVERYONE)
@of_guests
def sign_up_groups_submit() -> ResponseReturnValue:
    """Keep the groups."""
    form = GroupsForm()
    if not form.validate():
        return _groups_page(form), 422
    keep(groups=tuple(group.value for group in form.chosen()))
    return redirect_to("people.sign_up_login")


@bp.get("/sign-up/login")
@open_to(EVERYONE)
@of_guests
def sign_up_login() -> ResponseReturnValue:
    """Suggest a login name and a password, and ask for consent."""
    said, suggested = draft(), passwords.passphrase()
    login = queries.free_login(reading(), said.name, said.birth_year)
    return _login_page(LoginForm(data={"login": login, "password": suggested, "suggested": suggested}))


@bp.post("/sign-up/login")
@open_to(EVERYONE)
@of_guests
def sign_up_login_submit() -> ResponseReturnValue:
    """Keep the new person and let them in."""
    said, form = draft(), LoginForm()
    home = places.unit_by_code(reading(), said.village, local_date(now()))
    if home is None:  # merged into another one since it was chosen
        return redirect_to("people.sign_up_commune")
    if not form.validate():
        return _login_page(form)
    try:
        new = _new_person(said, form, home.id)
        with transaction() as db:
            login = actions.sign_up(db, new, now())
    except Problem as problem:
        form.take(_with_a_free_name(problem, said))
        return _login_page(form, problem)
    let_in(login, is_shared=False)
    _welcome(login.person_id, destination(said.next))
    return redirect_to("people.sign_up_done", next=destination(said.next))


@bp.get("/sign-up/done")
@open_to(Role.LEARNER)
def sign_up_done() -> ResponseReturnValue:
    """Say what to write into the notebook."""
    onwards = destination(request.args.get("next"))
    login = queries.login(reading(), me().login_id)
    return page("people/sign_up_done.html", login=login, onwards=onwards, is_shared=is_on_shared_machine())


def _welcome(person_id: int, onwards: str) -> None:
    """Tell other rooms who has come, and where they were going: it may have been a page that invited them."""
    welcomes: list[Callable[[int, str], None]] = current_app.extensions.get("lms.after_sign_up", [])
    for welcome in welcomes:
        welcome(person_id, onwards)


def _groups_page(form: GroupsForm) -> str:
    commune = chosen_commune(draft().commune)
    return page("people/sign_up_groups.html", form=form, group_names=GROUP_NAMES, commune=commune)


def _new_person(said: Draft, form: LoginForm, home_id: int) -> actions.NewPerson:
    login = rules.login_name(form.login.data or "")
    if queries.is_login_taken(reading(), login):
        raise actions.LoginTaken(login)
    return actions.NewPerson(
        name=said.name,
        birth_year=said.birth_year,
        org_unit_id=home_id,
        login=login,
        password_hash=passwords.hashed(rules.password(form.password.data or "", login)),
        agreed=actions.Agreed(consent_text(str(get_locale())), "self-with-guardian" if said.needs_guardian else "self"),
        phone=phones.phone(said.phone),
        groups=tuple(Group(value) for value in said.groups or ()),
    )


def _with_a_free_name(problem: Problem, said: Draft) -> Problem:
    if not isinstance(problem, actions.LoginTaken):
        return problem
    free = queries.free_login(reading(), said.name, said.birth_year)
    sentence = N_("Somebody already has the login name %(login)s. %(free)s is still free.")
    return Problem(sentence, field="login", login=problem.values["login"], free=free)


def _login_page(form: LoginForm, refused: Problem | None = None) -> Response:
    """The page with what was typed; it holds a password, so no browser may keep a copy."""
    if not passwords.is_passphrase(form.suggested.data or ""):
        form.suggested.data = passwords.passphrase()
    status = refused.status if refused else 422 if form.errors else 200
    words = consent_text(str(get_locale()))
    response = make_response(page("people/sign_up_login.html", form=form, consent=words), status)
    response.headers["Cache-Control"] = "no-store"
    if isinstance(refused, TooMany):
        response.headers["Retry-After"] = str(refused.retry_after)
    return response
