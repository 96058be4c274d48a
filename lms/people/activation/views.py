"""From a card to an account: whose card it is and what one agrees to, then three pictures or a password.

The QR code says whose card it is and has the digits. As with other cards its address carries them only to a cookie of
five minutes and away from there; looking compares nothing and makes nothing. Whoever has no camera taps their name on
the page of the class and types the digits. The account is made by the last button, never before.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Response, abort, current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from werkzeug.utils import redirect

from lms.clock import local_date, now
from lms.people import passwords, queries
from lms.people import rules as persons
from lms.people.actions import Agreed
from lms.people.activation import actions, rules
from lms.people.activation import queries as cards
from lms.people.activation.forms import AgreeForm, OwnPasswordForm, OwnPicturesForm
from lms.people.activation.models import ActivationCode
from lms.people.blueprint import bp
from lms.people.carrying import Carrier
from lms.people.coming import Coming, coming, keep
from lms.people.consent import consent_text
from lms.people.models import Login, Person
from lms.people.papers.rules import code as as_digits
from lms.people.papers.rules import shown_code
from lms.people.pictures import actions as picturing
from lms.people.pictures.rules import chosen, keyed
from lms.people.refusals import headers_of
from lms.people.sign_in import destination, let_in
from lms.problems import N_, Problem
from lms.web import EVERYONE, open_to, page, reading, redirect_to, transaction
from lms.web.failures import count_failure

_CARRIER = Carrier("start", "people.activate")


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose card somebody holds."""

    card: ActivationCode
    person: Person
    digits: str
    """As they were scanned; nothing when they are to be typed."""

    @property
    def needs_guardian(self) -> bool:
        return persons.needs_guardian(self.person.birth_year, local_date(now()).year)


def begin_here(person: Person, made_by: int, onwards: str) -> Response | None:
    """Lead somebody who has no way in straight to making one, as if a card of theirs had been scanned.

    Nothing for anybody else. Only a room that knows of a teacher beside the telephone may ask for this.
    """
    if queries.first_login(reading(), person.id) is not None:
        return None
    digits, key = rules.new_digits(), rules.new_key()
    code_hash = passwords.hashed(digits)
    with transaction() as db:
        actions.print_card(db, made_by, person.id, key, code_hash, now())
    keep(Coming(next=onwards))
    response: Response = redirect(url_for("people.activate"), 303)  # type: ignore[assignment]
    _CARRIER.carry(response, rules.carrying(digits, key))
    return response


@bp.get("/start/<carried>")
@open_to(EVERYONE)
def start(carried: str) -> ResponseReturnValue:
    """Where the QR code leads: take key and digits out of the address."""
    return _CARRIER.arrive(carried if rules.carried(carried) else "")


@bp.get("/sign-up/card")
@open_to(EVERYONE)
def activate() -> ResponseReturnValue:
    """Ask whether it is the one the card was made for, and show what one agrees to."""
    holder = _holder()
    form = AgreeForm(needs_guardian=holder.needs_guardian, formdata=None)
    form.code.data = shown_code(holder.digits) if holder.digits else ""
    return _agree_page(holder, form)


@bp.post("/sign-up/card")
@open_to(EVERYONE)
def activate_submit() -> ResponseReturnValue:
    """Compare the digits; if they are right, the secret can be chosen. Nothing is made yet."""
    holder = _holder()
    form = AgreeForm(needs_guardian=holder.needs_guardian)
    if not form.validate():
        return _agree_page(holder, form, 422)
    try:
        right = _opened(holder.card, as_digits(form.code.data or ""))
    except Problem as problem:
        form.take(problem)
        return _agree_page(holder, form, problem.status, headers_of(problem))
    keep(Coming(agreed=str(get_locale()), next=coming().next), start_id=right.id)
    response: Response = redirect(url_for("people.activate_pictures"), 303)  # type: ignore[assignment]
    if _CARRIER.cookie in request.cookies:
        _CARRIER.carry(response, "")
    return response


@bp.get("/sign-up/card/pictures")
@open_to(EVERYONE)
def activate_pictures() -> ResponseReturnValue:
    """Offer the twelve pictures three times."""
    return _no_copy(_pictures_page(_agreed(), OwnPicturesForm()))


@bp.post("/sign-up/card/pictures")
@open_to(EVERYONE)
def activate_pictures_submit() -> ResponseReturnValue:
    """Make the account, which opens with three pictures: its password is known to nobody."""
    code, form, onwards = _agreed(), OwnPicturesForm(), destination(coming().next)
    try:
        three = chosen(form.chosen())
        login = _begin(code, secrets.token_urlsafe(32), is_own=bool(form.own.data))
    except Problem as problem:
        form.take(problem)
        return _no_copy(_pictures_page(code, form), problem.status)
    try:
        pictures_hash = passwords.hashed(keyed(current_app.config["SECRET_KEY"], login.id, three))
        with transaction() as db:
            picturing.choose_pictures(db, login.id, pictures_hash, now())
    except Problem:  # so many sign in at this moment that nothing more was hashed: they are in, and choose once more
        return redirect_to("people.pictures")
    return redirect_to("people.sign_up_done", next=onwards)


@bp.get("/sign-up/card/password")
@open_to(EVERYONE)
def activate_password() -> ResponseReturnValue:
    """Offer a password instead."""
    code, suggested = _agreed(), passwords.passphrase()
    form = OwnPasswordForm(_name_of(code), data={"password": suggested, "suggested": suggested})
    return _no_copy(page("people/activation/password.html", form=form))


@bp.post("/sign-up/card/password")
@open_to(EVERYONE)
def activate_password_submit() -> ResponseReturnValue:
    """Make the account, which opens with this password."""
    code, onwards = _agreed(), destination(coming().next)
    form = OwnPasswordForm(_name_of(code))
    status = 422
    if form.validate():
        try:
            _begin(code, persons.password_key(form.password.data or ""), is_own=bool(form.own.data))
        except Problem as problem:
            form.take(problem)
            status = problem.status
        else:
            return redirect_to("people.sign_up_done", next=onwards)
    if not passwords.is_passphrase(form.suggested.data or ""):
        form.suggested.data = passwords.passphrase()
    return _no_copy(page("people/activation/password.html", form=form), status)


def _begin(code: ActivationCode, password: str, *, is_own: bool) -> Login:
    """Make the account and let its holder in. Raises a problem in words when the card ended meanwhile."""
    person, name, said = _person(code), _name_of(code), coming()
    password_hash = passwords.hashed(password)
    has_guardian = persons.needs_guardian(person.birth_year, local_date(now()).year)
    agreed = Agreed(consent_text(said.agreed), "card-with-guardian" if has_guardian else "card")
    with transaction() as db:
        login = actions.activate(db, code.id, name, password_hash, agreed, now())
    let_in(login, is_shared=not is_own, way="card")
    return login


def _holder() -> _Holder:
    """Whose card it is: by the QR code, or by the name that was tapped. Else there is no such card."""
    scanned = rules.carried(request.cookies.get(_CARRIER.cookie, ""))
    tapped = coming().person_id
    found = None
    if scanned:
        found = cards.open_code(reading(), now(), key=scanned[1])
    elif tapped:
        found = cards.open_code(reading(), now(), person_id=tapped)
    if found is None:
        if scanned:
            count_failure("cards")
        abort(_no_copy(page("people/activation/ended.html"), 404))
    return _Holder(found, _person(found), scanned[0] if scanned else "")


def _opened(card: ActivationCode, digits: str) -> ActivationCode:
    with transaction() as db:
        tried = actions.count_try(db, card.id, now())
    if not passwords.matches(tried.code_hash if tried else None, digits) or tried is None:
        count_failure("codes")
        raise Problem(N_("The code is not right. Compare every digit with your card; five tries end it."), field="code")
    return tried


def _agreed() -> ActivationCode:
    """The card of somebody who has just agreed; others begin with the card again."""
    said = coming()
    found = cards.code(reading(), said.start_id) if said.start_id and said.agreed else None
    if found is None or found.ended_at is not None:
        abort(redirect(url_for("people.activate"), 303))
    return found


def _person(code: ActivationCode) -> Person:
    return queries.person(reading(), code.person_id) or abort(404)


def _name_of(code: ActivationCode) -> str:
    """The login name the account will have."""
    person = _person(code)
    return queries.free_login(reading(), person.name, person.birth_year)


def _agree_page(holder: _Holder, form: AgreeForm, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    html = page(
        "people/activation/agree.html",
        form=form,
        name=persons.short_name(holder.person.name),
        is_scanned=bool(holder.digits),
        consent=consent_text(str(get_locale())),
    )
    return _no_copy(html, status, headers)


def _pictures_page(code: ActivationCode, form: OwnPicturesForm) -> str:
    return page("people/activation/pictures.html", form=form, name=persons.short_name(_person(code).name))


def _no_copy(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    kept = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", **(headers or {})}
    return make_response(html, status, kept)
