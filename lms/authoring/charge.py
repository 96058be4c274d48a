"""What an author may do: any author writes drafts; what the whole province learns is published by its authors."""

from __future__ import annotations

from flask import abort

from lms.authoring.drafts.models import Draft
from lms.clock import local_date, now
from lms.places import queries as places
from lms.roles import Role
from lms.web import me, reading


def may_publish() -> bool:
    """Whether the visitor is an author for the whole province: a course is for everybody in it."""
    province = places.province(reading(), local_date(now()))
    return province is not None and province.id in me().units(Role.AUTHOR)


def check_publisher() -> None:
    """Whoever may not publish does not find the page."""
    if not may_publish():
        abort(404)


def may_throw_away(draft: Draft) -> bool:
    """Whether the visitor brought the draft, or may publish."""
    return draft.brought_by == me().person_id or may_publish()
