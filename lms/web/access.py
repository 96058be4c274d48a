"""The door of every route. A route without a label stops the application from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.roles import Role
from lms.web.visitors import visitor_or_none

View = TypeVar("View", bound=Callable[..., object])
_LABEL = "__lms_access__"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in: everyone, or the signed-in who have one of the roles."""

    everyone: bool
    roles: frozenset[Role]

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
    access: Access = getattr(current_app.view_functions[request.endpoint], _LABEL)
    if access.everyone:
        return None
    visitor = visitor_or_none()
    if visitor is None:
        return _to_sign_in()
    if not any(visitor.has(role) for role in access.roles):
        abort(404)
    return None


def _to_sign_in() -> ResponseReturnValue:
    flash(_("Sign in to go on. What was saved is still there."), "know")
    return redirect(url_for(current_app.config["SIGN_IN_ENDPOINT"], next=_way_back()), 303)


def _way_back() -> str:
    """The page that was asked for, or the page whose form was sent when the session had ended."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    sent_from = urlsplit(request.referrer or "")
    return sent_from.path if sent_from.netloc == request.host and sent_from.path else "/"
