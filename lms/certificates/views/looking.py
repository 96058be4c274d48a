"""What an official looks for in the register: the form, what may be chosen in it, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types

from lms.certificates import queries
from lms.certificates.forms import RegisterForm
from lms.certificates.rules import Order, Wanted
from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.web import me, reading


@dataclass(frozen=True, slots=True)
class Look:
    """A look into the register: the form, what it asks for, and what is in the visitor's charge."""

    form: RegisterForm
    wanted: Wanted
    units: tuple[OrgUnit, ...]
    place: OrgUnit | None
    """One of them, or below one of them, if only that is looked at."""

    @property
    def label(self) -> str:
        """Of where the certificates are, in words."""
        return self.place.name if self.place else self.names

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The keys of the units in the visitor's charge."""
        return tuple(unit.id for unit in self.units)

    @property
    def names(self) -> str:
        """«Xã Lâm Thao, Xã Thổ Tang»."""
        return ", ".join(unit.name for unit in self.units)

    @property
    def asked(self) -> dict[str, str]:
        """What the address of another page of the same look carries."""
        values = {name: str(value) for name, value in self.form.data.items() if value}
        return {name: value for name, value in values.items() if (name, value) != ("order", Order.NEWEST)}

    @property
    def is_narrowed(self) -> bool:
        """Whether one of the less common fields is used: then the page shows them."""
        fields = ("group", "mode", "status", "since", "until")
        return any(getattr(self.form, name).data or getattr(self.form, name).errors for name in fields)


def look() -> Look:
    """What the address asks for, within what is in the visitor's charge; 404 for what is not in the register.

    A day that is none leaves its sentence at the field, and nothing is left out because of it.
    """
    found = (places.unit(reading(), unit_id) for unit_id in me().units(Role.OFFICIAL))
    units = tuple(unit for unit in found if unit is not None)
    form = RegisterForm(request.args)
    held = queries.courses_in_register(reading(), [unit.id for unit in units], local_date(now()))
    form.course.choices = [SelectChoice("", _("Every course")), *(SelectChoice(*course) for course in held)]
    nearer = _places_to_choose(units, form.unit.data or "")
    form.unit.choices = [SelectChoice("", _("Everything in my charge")), *nearer]
    form.order.data = form.order.data or Order.NEWEST
    for field in (form.unit, form.course, form.group, form.mode, form.status):
        field.data = field.data or ""
    if not form.validate() and form.asks_for_what_is_not_here:
        abort(404)
    place = places.unit_by_code(reading(), form.unit.data, local_date(now())) if form.unit.data else None
    return Look(form, _wanted(form, place), units, place)


def _wanted(form: RegisterForm, place: OrgUnit | None) -> Wanted:
    are_days = not (form.since.errors or form.until.errors)
    return Wanted(
        words=form.q.data or "",
        course=form.course.data,
        unit_id=place.id if place else None,
        group=form.group.data,
        mode=form.mode.data,
        status=form.status.data,
        since=form.since.data if are_days else None,
        until=form.until.data if are_days else None,
        order=Order(form.order.data),
    )


def _places_to_choose(units: tuple[OrgUnit, ...], chosen: str) -> list[SelectChoice]:
    """What lies right below the official's units; and where one of those is looked at, what lies below it."""
    db, today = reading(), local_date(now())
    looked_at = places.unit_by_code(db, chosen, today) if chosen else None
    opened = (looked_at.id, places.parent_id(db, looked_at.id, today)) if looked_at else ()
    options = []
    for child in (child for unit in units for child in places.children(db, unit.id, today)):
        options.append(SelectChoice(child.code, child.name))
        if child.id in opened:
            lower = places.children(db, child.id, today)
            options += [SelectChoice(unit.code, f"{child.name}: {unit.name}") for unit in lower]
    return options
