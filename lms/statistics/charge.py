"""Who is in charge of the whole province."""

from __future__ import annotations

from flask import abort

from lms.clock import local_date, now
from lms.places import queries as places
from lms.roles import Role
from lms.web import me, reading


def is_of_the_province(*roles: Role) -> bool:
    """Whether the visitor has one of these roles for the whole province."""
    province = places.province(reading(), local_date(now()))
    return province is not None and province.id in me().units(*roles)


def check_province(*roles: Role) -> None:
    """Whoever is not does not find the page."""
    if not is_of_the_province(*roles):
        abort(404)
