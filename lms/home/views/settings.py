"""How the pages look and how one signs in, in one place."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.home.blueprint import bp
from lms.roles import Role
from lms.web import open_to, page


@bp.get("/account/settings")
@open_to(Role.LEARNER)
def settings() -> ResponseReturnValue:
    """The size of the letters, contrast, language, and the ways to what one signs in with."""
    ways_in = [
        (url_for("people.password"), _("Change the password"), "lock"),
        (url_for("people.pictures"), _("Sign in with pictures"), "eye"),
        (url_for("people.own_card"), _("Sign-in card"), "key"),
    ]
    return page("home/settings.html", ways_in=ways_in)
