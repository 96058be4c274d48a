"""The pages of sign-up that ask where somebody lives: the commune, then the village."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.people.blueprint import bp
from lms.people.forms import showable
from lms.people.sign_up import communes
from lms.people.sign_up.door import of_guests
from lms.people.sign_up.draft import draft, keep
from lms.people.sign_up.forms import VillageForm
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.vietnamese import tidy
from lms.web import EVERYONE, open_to, page, reading, redirect_to

_LONGEST_SEARCH = 60


@bp.get("/sign-up/commune")
@open_to(EVERYONE)
@of_guests
def sign_up_commune() -> ResponseReturnValue:
    """Offer the communes: those found, and all by their first letter."""
    return _commune_page()


@bp.post("/sign-up/commune")
@open_to(EVERYONE)
@of_guests
def sign_up_commune_submit() -> ResponseReturnValue:
    """Keep the commune; where no villages are known it is the residence itself."""
    commune = chosen_commune(request.form.get("commune", ""))
    if commune is None:
        return _commune_page(_("There is no such commune in this province. Choose one from the list.")), 422
    has_villages = bool(_villages(commune))
    before = draft()
    village = before.village if before.commune == commune.code else ""
    keep(commune=commune.code, village=village if has_villages else commune.code)
    return redirect_to("people.sign_up_village" if has_villages else "people.sign_up_groups")


@bp.get("/sign-up/village")
@open_to(EVERYONE)
@of_guests
def sign_up_village() -> ResponseReturnValue:
    """Offer the villages of the commune."""
    commune = chosen_commune(draft().commune)
    if commune is None:  # abolished since it was chosen
        return redirect_to("people.sign_up_commune")
    return page("people/sign_up_village.html", form=_village_form(commune), commune=commune)


@bp.post("/sign-up/village")
@open_to(EVERYONE)
@of_guests
def sign_up_village_submit() -> ResponseReturnValue:
    """Keep the village."""
    commune = chosen_commune(draft().commune)
    if commune is None:
        return redirect_to("people.sign_up_commune")
    form = _village_form(commune)
    if not form.validate():
        return page("people/sign_up_village.html", form=form, commune=commune), 422
    keep(village=form.village.data)
    return redirect_to("people.sign_up_groups")


def chosen_commune(code: str) -> OrgUnit | None:
    """The commune with this code, if there is one today."""
    return next((unit for unit in places.communes(reading(), local_date(now())) if unit.code == code), None)


def _commune_page(complaint: str = "") -> str:
    every = places.communes(reading(), local_date(now()))
    typed = showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    return page(
        "people/sign_up_commune.html",
        typed=typed,
        found=communes.found(every, typed),
        letters=communes.by_letter(every),
        chosen=next((unit for unit in every if unit.code == draft().commune), None),
        complaint=complaint,
    )


def _village_form(commune: OrgUnit) -> VillageForm:
    form = VillageForm(data={"village": draft().village or None})
    form.village.choices = [(unit.code, unit.name) for unit in _villages(commune)]
    form.village.choices.append((commune.code, _("I do not see my village here")))
    return form


def _villages(commune: OrgUnit) -> list[OrgUnit]:
    return places.children(reading(), commune.id, local_date(now()))
