"""Coming in as somebody whose name was tapped on a page of another room: nothing is left to say but the secret.

No page of this way shows the login name: whoever may see the names of a class need not learn it.
"""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from lms.clock import local_date, now
from lms.people import queries
from lms.people.actions import Tried
from lms.people.blueprint import bp
from lms.people.coming import Coming, admit, coming, keep
from lms.people.forms import SecretForm
from lms.people.models import Person
from lms.people.proof import opened_by_password
from lms.people.refusals import headers_of
from lms.problems import N_, Problem, TooMany
from lms.web import EVERYONE, open_to, page, reading, redirect_to
from lms.web.visitors import visitor_or_none


def ask_for_secret(person: Person, *, is_shared: bool, onwards: str, back: str) -> ResponseReturnValue | None:
    """Lead to where the secret of a person is asked for: pictures if they have some, else the password.

    Nothing for somebody who has no way in; who holds a card may type its digits then. ``back`` is the page on which the
    name was tapped.
    """
    login = queries.first_login(reading(), person.id)
    if login is None:
        keep(Coming(back=back), person_id=person.id)
        return None
    has_pictures = bool(login.pictures_hash) and not queries.is_staff(reading(), person.id, local_date(now()))
    said = Coming(login.name, is_shared, onwards, called=person.name, back=back)
    keep(said, way="pictures" if has_pictures else "password")
    return redirect_to("people.sign_in_pictures" if has_pictures else "people.sign_in_chosen")


@bp.get("/sign-in/password")
@open_to(EVERYONE)
def sign_in_chosen() -> ResponseReturnValue:
    """Ask for the password of the person whose name was tapped."""
    said = coming()
    if visitor_or_none() or not said.called:
        return redirect_to("people.sign_in")
    return _page(said, SecretForm())


@bp.post("/sign-in/password")
@open_to(EVERYONE)
def sign_in_chosen_submit() -> ResponseReturnValue:
    """Compare the password and begin a session."""
    said, form = coming(), SecretForm()
    if not said.called:
        return redirect_to("people.sign_in")
    said = keep(said, way="password", pictures=())
    if not form.validate():
        return _page(said, form), 422
    try:
        return admit(opened_by_password(said.login, form.password.data or "", _refusal), said)
    except Problem as problem:
        form.take(problem)
        return _page(said, form, blocked=isinstance(problem, TooMany)), problem.status, headers_of(problem)


def _refusal(tried: Tried) -> Problem:
    if tried.wait:
        sentence = N_("The password is not right. You can try again in %(minutes)s min.")
        return Problem(sentence, field="password", minutes=int(tried.wait.total_seconds()) // 60)
    return Problem(N_("The password is not right. Look at it again."), field="password")


def _page(said: Coming, form: SecretForm, *, blocked: bool = False) -> str:
    return page("people/sign_in_chosen.html", said=said, form=form, blocked=blocked)
