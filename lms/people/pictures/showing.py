"""Coming in by pictures: one tap a page, and no page shows which pictures were tapped before."""

from __future__ import annotations

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.people import actions, queries
from lms.people.blueprint import bp
from lms.people.coming import Coming, admit, coming, keep
from lms.people.limits import PICTURES as LIMIT
from lms.people.models import Login
from lms.people.pictures.rules import LENGTH, PICTURES, keyed
from lms.people.pictures.words import NAMES
from lms.people.proof import opened_by
from lms.people.refusals import headers_of
from lms.people.sign_in import destination
from lms.problems import N_, Problem, TooMany
from lms.web import EVERYONE, open_to, page, reading, redirect_to
from lms.web.failures import count_failure
from lms.web.pages import in_words
from lms.web.visitors import visitor_or_none


@bp.get("/sign-in/pictures")
@open_to(EVERYONE)
def sign_in_pictures() -> ResponseReturnValue:
    """Show the twelve pictures, for the first, the second or the third tap."""
    said = coming()
    if visitor_or_none() or not said.login:
        return redirect_to("people.sign_in", next=destination(said.next) if said.next else None)
    return _page(said)


@bp.post("/sign-in/pictures")
@open_to(EVERYONE)
def sign_in_pictures_submit() -> ResponseReturnValue:
    """Keep a picture; compare after the third one. Nothing of them is left in the session then."""
    said, picture = coming(), request.form.get("picture", "")
    if not said.login:
        return redirect_to("people.sign_in")
    if "again" in request.form:
        keep(said, pictures=())
        return redirect_to("people.sign_in_pictures")
    if picture not in PICTURES:
        return _page(said, _("Tap one of the twelve pictures.")), 422
    pictures = (*said.pictures, picture)
    if len(pictures) < LENGTH:
        keep(said, pictures=pictures)
        return redirect_to("people.sign_in_pictures")
    said = keep(said, pictures=())
    try:
        return admit(_opened(said.login, pictures), said)
    except Problem as problem:
        blocked = isinstance(problem, TooMany) or "hours" in problem.values
        return _page(said, in_words(problem), blocked=blocked), problem.status, headers_of(problem)


def _opened(typed: str, pictures: tuple[str, ...]) -> list[Login]:
    secret: str = current_app.config["SECRET_KEY"]
    return opened_by(typed, lambda login_id: keyed(secret, login_id, pictures), _kept, LIMIT, _refusal)


def _kept(login: Login) -> str | None:
    """The hash of the pictures; whoever has been given a role since cannot come in by them any more."""
    if login.pictures_hash and queries.is_staff(reading(), login.person_id, local_date(now())):
        return None
    return login.pictures_hash


def _refusal(tried: actions.Tried) -> Problem:
    count_failure("pictures")
    if tried.wait:
        sentence = N_("The pictures did not fit, so they are locked for %(hours)s h. Another way in is still open.")
        return Problem(sentence, hours=int(tried.wait.total_seconds()) // 3600)
    return Problem(N_("The pictures did not fit. Begin again with the first; tries left: %(left)s."), left=tried.left)


def _page(said: Coming, complaint: str = "", *, blocked: bool = False) -> str:
    return page(
        "people/sign_in_pictures.html",
        said=said,
        number=len(said.pictures) + 1,
        names=NAMES,
        complaint=complaint,
        blocked=blocked,
    )
