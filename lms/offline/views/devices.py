"""The telephones that may add to somebody's courses, for that person to see and to send away."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.offline import actions, queries
from lms.offline.blueprint import bp
from lms.offline.words import WHY
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/account/devices")
@open_to(Role.LEARNER)
def devices() -> ResponseReturnValue:
    """Which telephones there are, what they sent, and what of it does not count."""
    found = queries.devices(reading(), me().person_id, now())
    return page("offline/devices.html", devices=found, why=WHY, local_date=local_date)


@bp.post("/account/devices/<int:token_id>/revoke")
@open_to(Role.LEARNER)
def revoke(token_id: int) -> ResponseReturnValue:
    """Let one of them add nothing more."""
    with transaction() as db:
        actions.revoke_token(db, me().person_id, token_id, now())
    flash(_("This telephone adds nothing more to your course. What it had sent stays."), "ok")
    return redirect_to("offline.devices")
