"""Coming in with a recovery code: who it is and the code, then a new password.

The QR code on a card of a class says both. As with cards its address carries them only to a cookie of five minutes and
away from there; looking at it compares nothing, and whoever holds the card still presses the button.
"""

from __future__ import annotations

from flask import Response, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.clock import now
from lms.people import actions as ways_in
from lms.people import passwords, phones, queries
from lms.people.blueprint import bp
from lms.people.carrying import Carrier
from lms.people.coming import Coming, coming, keep
from lms.people.limits import CODE
from lms.people.models import Login
from lms.people.papers import actions, rules
from lms.people.papers import queries as papers
from lms.people.papers.forms import CodeForm, NewPasswordForm
from lms.people.papers.models import RecoveryCode
from lms.people.refusals import headers_of
from lms.people.rules import password_key
from lms.people.sign_in import destination, let_in
from lms.problems import N_, Conflict, Problem, TooMany
from lms.web import EVERYONE, open_to, page, reading, redirect_to, transaction
from lms.web.failures import count_failure
from lms.web.sessions import end_sessions

_AS_MANY_AS = 2
_CARRIER = Carrier("code", "people.sign_in_code")


@bp.get("/code/<carried>")
@open_to(EVERYONE)
def code(carried: str) -> ResponseReturnValue:
    """Where the QR code leads: take name and digits out of the address."""
    return _CARRIER.arrive(carried if rules.carried(carried) else "")


@bp.get("/sign-in/code")
@open_to(EVERYONE)
def sign_in_code() -> ResponseReturnValue:
    """Ask who it is and for the code; whose name was tapped, or who holds a card, has said so already."""
    carried = rules.carried(request.cookies.get(_CARRIER.cookie, ""))
    if carried and "chosen" not in request.args:
        digits, login = carried
        form = CodeForm(formdata=None, data={"login": login, "code": rules.shown_code(digits)})
        return make_response(_code_page(form, is_card=True), 200, {"Cache-Control": "no-store"})
    return _code_page(_code_form())


@bp.post("/sign-in/code")
@open_to(EVERYONE)
def sign_in_code_submit() -> ResponseReturnValue:
    """Compare the code; if it is right, a new password can be chosen."""
    form = _code_form()
    if not form.validate():
        return _code_page(form), 422
    typed = coming().login if form.is_chosen else form.login.data or ""
    try:
        right = _opened(typed, rules.code(form.code.data or ""))
    except Problem as problem:
        form.take(problem)
        html = _code_page(form, blocked=isinstance(problem, TooMany))
        return html, problem.status, headers_of(problem)
    onwards = coming().next if form.is_chosen else request.args.get("next") or ""
    keep(Coming(typed, next=onwards), code_id=right.id)
    response: Response = redirect(url_for("people.new_password"), 303)  # type: ignore[assignment]
    if _CARRIER.cookie in request.cookies:
        _CARRIER.carry(response, "")
    return response


@bp.get("/sign-in/code/password")
@open_to(EVERYONE)
def new_password() -> ResponseReturnValue:
    """Offer a new password."""
    login = _login(coming())
    if login is None:
        return redirect_to("people.sign_in_code")
    suggested = passwords.passphrase()
    return _page(login, NewPasswordForm(login.name, data={"password": suggested, "suggested": suggested}))


@bp.post("/sign-in/code/password")
@open_to(EVERYONE)
def new_password_submit() -> ResponseReturnValue:
    """Keep the new password, end every session there was, and begin one."""
    said = coming()
    login = _login(said)
    if login is None:
        return redirect_to("people.sign_in_code")
    form = NewPasswordForm(login.name)
    if not form.validate():
        return _page(login, form)
    try:
        password_hash = passwords.hashed(password_key(form.password.data or ""))
        with transaction() as db:
            login = actions.use_code(db, said.code_id, password_hash, now())
            end_sessions(db, [login.id])
            ways_in.forgive_tries(db, [login], said.login, now(), CODE, is_alone=not phones.as_typed(said.login))
    except Conflict as problem:
        code_form = CodeForm(formdata=None, data={"login": said.login})
        code_form.take(problem)
        return _code_page(code_form), problem.status
    except Problem as problem:
        form.take(problem)
        return _page(login, form, problem)
    let_in(login, is_shared=bool(form.shared.data), way="code")
    flash(_("The new password is kept. Everywhere else you have been signed out."), "ok")
    return redirect(destination(said.next), 303)


def _code_form() -> CodeForm:
    return CodeForm(is_chosen="chosen" in request.args and bool(coming().called))


def _code_page(form: CodeForm, *, blocked: bool = False, is_card: bool = False) -> str:
    return page("people/sign_in_code.html", form=form, called=coming().called, blocked=blocked, is_card=is_card)


def _opened(typed: str, digits: str) -> RecoveryCode:
    """The code that was given to one of those meant. Raises the same for a wrong code, an old one and an unknown name."""
    meant = queries.logins_meant(reading(), typed)
    with transaction() as db:
        tried = ways_in.count_try(db, typed, now(), CODE)
        codes = actions.count_code_tries(db, [login.id for login in meant], now())
    right = [code for code in codes if passwords.matches(code.code_hash, digits)]
    for _missing in range(len(codes), _AS_MANY_AS):
        passwords.matches(None, digits)
    if not right:
        count_failure("codes")
        raise _refusal(tried)
    return right[0]


def _refusal(tried: ways_in.Tried) -> Problem:
    if tried.wait:
        sentence = N_("The name or the code is not right. You can try again in %(minutes)s min.")
        return Problem(sentence, field="code", minutes=int(tried.wait.total_seconds()) // 60)
    sentence = N_(
        "The name or the code is not right, or the code has ended: it holds for a day, on a card of a class for 14 days; for one use and five tries."
    )
    return Problem(sentence, field="code")


def _login(said: Coming) -> Login | None:
    given = papers.code(reading(), said.code_id) if said.code_id else None
    return queries.login(reading(), given.login_id) if given else None


def _page(login: Login, form: NewPasswordForm, refused: Problem | None = None) -> Response:
    """The page with what was typed; it holds a password, so no browser may keep a copy."""
    if not passwords.is_passphrase(form.suggested.data or ""):
        form.suggested.data = passwords.passphrase()
    status = refused.status if refused else 422 if form.errors else 200
    html = page("people/new_password.html", form=form, login=login)
    return make_response(html, status, {"Cache-Control": "no-store", **headers_of(refused)})
