"""Who is asking. The people room makes the visitor; every room may ask what the visitor may do."""

from __future__ import annotations

from flask_login import current_user
from werkzeug.local import LocalProxy

from lms.roles import Visitor


def me() -> Visitor:
    """The visitor of this request; only for routes that are not open to everyone."""
    visitor = current_user._get_current_object() if isinstance(current_user, LocalProxy) else current_user  # noqa: SLF001
    if not isinstance(visitor, Visitor):
        raise TypeError("nobody is signed in: this route is open to everyone")
    return visitor


def visitor_or_none() -> Visitor | None:
    """The visitor, or nothing for a guest."""
    return me() if current_user.is_authenticated else None
