"""Where one is signed in, ending it there, and handing the machine to the next person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.audit.actions import record
from lms.clock import now
from lms.people import queries
from lms.people.blueprint import bp
from lms.people.sign_in import DEVICE, WAY, browser_session
from lms.people.stays.words import DEVICES, WAYS
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, reading, redirect_to, transaction
from lms.web.sessions import end_session, sessions_of
from lms.web.visitors import visitor_or_none


@dataclass(frozen=True, slots=True)
class StayShown:
    """One browser in which the visitor is signed in."""

    handle: str
    device: str
    way: str
    since: datetime
    seen: datetime
    is_here: bool


@bp.get("/account/sessions")
@open_to(Role.LEARNER)
def sessions() -> ResponseReturnValue:
    """The browsers in which the visitor is signed in, this one first."""
    return page("people/sessions.html", stays=_stays())


@bp.post("/account/sessions/<handle>/end")
@open_to(Role.LEARNER)
def end_stay(handle: str) -> ResponseReturnValue:
    """End one of them."""
    _end([stay for stay in _stays() if stay.handle == handle])
    flash(_("Signed out there."), "ok")
    return redirect_to("people.sessions")


@bp.post("/account/sessions/end-others")
@open_to(Role.LEARNER)
def end_other_stays() -> ResponseReturnValue:
    """End all but this one."""
    _end([stay for stay in _stays() if not stay.is_here])
    flash(_("Everywhere else you have been signed out."), "ok")
    return redirect_to("people.sessions")


@bp.get("/switch")
@open_to(EVERYONE)
def switch() -> ResponseReturnValue:
    """Ask whether the next person may sit down; the button there signs out. For a guest that has happened already."""
    return page("people/switch.html") if visitor_or_none() else redirect_to("people.sign_in")


def _stays() -> list[StayShown]:
    rows = sessions_of(reading(), queries.logins_of(reading(), me().person_id), now())
    here = browser_session().handle
    shown = [
        StayShown(
            row.key[: len(here)],
            str(DEVICES.get(row.data.get(DEVICE, ""), DEVICES["other"])),
            str(WAYS.get(row.data.get(WAY, ""), WAYS["password"])),
            row.created_at,
            row.seen_at,
            row.key.startswith(here),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda stay: not stay.is_here)


def _end(stays: list[StayShown]) -> None:
    login_ids = queries.logins_of(reading(), me().person_id)
    with transaction() as db:
        for stay in stays:
            end_session(db, login_ids, stay.handle)
        if stays:
            record(
                db, "people.end_sessions", f"person:{me().person_id}", now(), actor_id=me().person_id, count=len(stays)
            )
