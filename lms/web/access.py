"""The door of every route. A route without a label stops the application from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.roles import Role, Visitor
from lms.web.pages import here
from lms.web.visitors import visitor_or_none

View = TypeVar("View", bound=Callable[..., object])
_LABEL = "__lms_access__"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in: everyone, or the signed-in who have one of the roles."""

    everyone: bool
    roles: frozenset[Role]

    def admits(self, visitor: Visitor | None) -> bool:
        """Whether the visitor has one of the roles; a guest has none."""
        return visitor is not None and any(visitor.has(role) for role in self.roles)

    def __str__(self) -> str:
        return "everyone" if self.everyone else " or ".join(sorted(self.roles))


class Everyone:
    """The word for guests and signed-in people alike."""


EVERYONE = Everyone()


class UnlabelledRoutes(Exception):
    """Some routes say nothing of who may come in."""


def open_to(*who: Role | Everyone) -> Callable[[View], View]:
    """Label a view with who may come in. ``Role.LEARNER`` is everybody who is signed in."""
    access = Access(EVERYONE in who, frozenset(role for role in who if isinstance(role, Role)))

    def label(view: View) -> View:
        setattr(view, _LABEL, access)
        return view

    return label


def access_table(app: Flask) -> dict[str, Access | None]:
    """Every endpoint of the application with its label."""
    return {endpoint: getattr(view, _LABEL, None) for endpoint, view in app.view_functions.items()}


def may_enter(endpoint: str) -> bool:
    """Whether the visitor of this request may come in there, so that no page shows a way that ends at a closed door."""
    access: Access = getattr(current_app.view_functions[endpoint], _LABEL)
    return access.everyone or access.admits(visitor_or_none())


def guard(app: Flask) -> None:
    """Refuse to start with an unlabelled route, and stand at the door of every request.

    Raises :class:`UnlabelledRoutes`.
    """
    unlabelled = sorted(endpoint for endpoint, access in access_table(app).items() if access is None)
    if unlabelled:
        raise UnlabelledRoutes(f"these routes do not say who may come in: {', '.join(unlabelled)}")
    app.before_request(_stand_at_the_door)


def _stand_at_the_door() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    if may_enter(request.endpoint):
        return None
    return abort(404) if visitor_or_none() else _to_sign_in()


def _to_sign_in() -> ResponseReturnValue:
    flash(_("Sign in to go on. What was saved is still there."), "know")
    return redirect(url_for(current_app.config["SIGN_IN_ENDPOINT"], next=here()), 303)
