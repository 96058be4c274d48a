"""Who is asking. The people room makes the visitor; every room may ask what the visitor may do."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask_login import current_user
from werkzeug.local import LocalProxy

from lms.roles import Role


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


def me() -> Visitor:
    """The visitor of this request; only for routes that are not open to everyone."""
    visitor = current_user._get_current_object() if isinstance(current_user, LocalProxy) else current_user  # noqa: SLF001
    if not isinstance(visitor, Visitor):
        raise LookupError("nobody is signed in")
    return visitor


def visitor_or_none() -> Visitor | None:
    """The visitor, or nothing for a guest."""
    return me() if current_user.is_authenticated else None
