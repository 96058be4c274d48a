"""Coming in with a card, and the page under one's account on which it is made and ended.

The address in the QR code carries the secret only to a cookie of five minutes and away from there, so that it stays
neither in the history of the browser nor in what is sent on as referrer. Looking at it signs nobody in.
"""

from __future__ import annotations

from flask import Response, abort, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.clock import local_date, now
from lms.people import queries
from lms.people.blueprint import bp
from lms.people.carrying import Carrier
from lms.people.models import Login, Person
from lms.people.papers import actions, rules
from lms.people.papers import queries as papers
from lms.people.papers.paper import print_card
from lms.people.rules import short_name
from lms.people.sign_in import destination, let_in
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, reading, redirect_to, transaction
from lms.web.failures import count_failure

_CARRIER = Carrier("card", "people.sign_in_card")


@bp.get("/card/<secret>")
@open_to(EVERYONE)
def card(secret: str) -> ResponseReturnValue:
    """Where the QR code leads: take the secret out of the address."""
    return _CARRIER.arrive(secret if rules.is_secret(secret) else "")


@bp.get("/sign-in/card")
@open_to(EVERYONE)
def sign_in_card() -> ResponseReturnValue:
    """Ask whether it is the one the card was made for, by the given name and one letter."""
    _login, person = _holder()
    return _no_copy(page("people/sign_in_card.html", name=short_name(person.name)))


@bp.post("/sign-in/card")
@open_to(EVERYONE)
def sign_in_card_submit() -> ResponseReturnValue:
    """Begin a session; a short one, unless it is said that the machine is the own one."""
    login, _person = _holder()
    let_in(login, is_shared=request.form.get("machine") != "own", way="card")
    response: Response = redirect(destination(None), 303)  # type: ignore[assignment]
    _CARRIER.carry(response, "")
    return response


@bp.get("/account/card")
@open_to(Role.LEARNER)
def own_card() -> ResponseReturnValue:
    """Say whether there is a card, and offer a new one."""
    return page("people/card.html", card=papers.open_card(reading(), me().login_id), is_staff=bool(me().grants))


@bp.post("/account/card")
@open_to(Role.LEARNER)
def own_card_submit() -> ResponseReturnValue:
    """Make a card and show it, once."""
    login = queries.login(reading(), me().login_id) or abort(404)
    paper = print_card(me().person_id, login, me().name)
    return page("people/card_paper.html", paper=paper, back=url_for("people.own_card"))


@bp.post("/account/card/end")
@open_to(Role.LEARNER)
def end_own_card() -> ResponseReturnValue:
    """The card signs nobody in any more."""
    with transaction() as db:
        actions.end_card(db, me().person_id, me().login_id, now())
    flash(_("The card has ended. Nobody can come in with it any more."), "ok")
    return redirect_to("people.own_card")


def _holder() -> tuple[Login, Person]:
    secret = request.cookies.get(_CARRIER.cookie, "")
    found = papers.holder(reading(), secret, local_date(now()))
    if found is None:
        if secret:
            count_failure("cards")
        abort(_no_copy(page("people/card_ended.html"), 404))
    return found


def _no_copy(html: str, status: int = 200) -> Response:
    return make_response(html, status, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
