"""Who people are to the platform. A role is always granted at a place, and holds for all below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a signed-in person may be; everybody signed in is a learner."""

    LEARNER = "learner"
    TEACHER = "teacher"
    TEAM = "village-team"
    """Of the community's digital team of a village, who go from door to door; held at a village only."""
    AUTHOR = "author"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


GRANTED = (Role.TEACHER, Role.TEAM, Role.AUTHOR, Role.OFFICIAL, Role.ADMINISTRATOR)
"""The roles somebody has to be given; the first is everybody's."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role at a place, holding for all below it."""

    role: Role
    org_unit_id: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """The signed-in person of this request, as plain values. What Flask-Login asks of a user is here too."""

    login_id: int
    person_id: int
    name: str
    session_key: str
    """What the session holds of this visitor: the login and its epoch."""
    grants: tuple[Grant, ...] = field(default=())
    news: int = 0
    """How many notices the visitor has not seen."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The key Flask-Login keeps in the session."""
        return self.session_key

    def has(self, role: Role) -> bool:
        """Whether the visitor has the role anywhere; everybody signed in is a learner."""
        return role is Role.LEARNER or any(grant.role is role for grant in self.grants)

    def units(self, *roles: Role) -> tuple[int, ...]:
        """The org units at which the visitor has one of the roles."""
        return tuple(dict.fromkeys(grant.org_unit_id for grant in self.grants if grant.role in roles))
