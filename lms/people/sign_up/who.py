"""The first page of sign-up, and the one on which a child calls a parent or guardian."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lms.clock import local_date, now
from lms.people import phones, rules
from lms.people.blueprint import bp
from lms.people.consent import consent_text
from lms.people.sign_up.door import of_guests
from lms.people.sign_up.draft import draft, forget, keep
from lms.people.sign_up.forms import GuardianForm, WhoForm
from lms.web import EVERYONE, open_to, page, redirect_to


@bp.get("/sign-up")
@open_to(EVERYONE)
@of_guests
def sign_up() -> ResponseReturnValue:
    """Ask who it is; what was said before is still there."""
    said = draft()
    year = str(said.birth_year) if said.birth_year else ""
    form = WhoForm(data={"name": said.name, "birth_year": year, "phone": said.phone})
    return page("people/sign_up_who.html", form=form)


@bp.post("/sign-up")
@open_to(EVERYONE)
@of_guests
def sign_up_submit() -> ResponseReturnValue:
    """Keep who it is."""
    form = WhoForm()
    if not form.validate():
        return page("people/sign_up_who.html", form=form), 422
    name = rules.full_name(form.name.data or "")
    year = rules.birth_year(form.birth_year.data or "", local_date(now()).year)
    before = draft()
    said = keep(
        name=name,
        birth_year=year,
        phone=phones.shown(phones.phone(form.phone.data or "")),
        guardian=before.guardian and (before.name, before.birth_year) == (name, year),
        next=request.args.get("next") or before.next,
    )
    return redirect_to("people.sign_up_guardian" if said.needs_guardian else "people.sign_up_commune")


@bp.get("/sign-up/guardian")
@open_to(EVERYONE)
@of_guests
def sign_up_guardian() -> ResponseReturnValue:
    """Ask a child to call a parent or guardian."""
    return page("people/sign_up_guardian.html", form=GuardianForm(), consent=consent_text(str(get_locale())))


@bp.post("/sign-up/guardian")
@open_to(EVERYONE)
@of_guests
def sign_up_guardian_submit() -> ResponseReturnValue:
    """Keep that the guardian agrees."""
    form = GuardianForm()
    if not form.validate():
        return page("people/sign_up_guardian.html", form=form, consent=consent_text(str(get_locale()))), 422
    keep(guardian=True)
    return redirect_to("people.sign_up_commune")


@bp.post("/sign-up/again")
@open_to(EVERYONE)
def sign_up_again() -> ResponseReturnValue:
    """Forget what somebody else left half done on this machine."""
    back = draft().next
    forget()
    return redirect_to("people.sign_up", next=back or None)
