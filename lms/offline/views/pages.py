"""The pages a telephone shows when there is no network. They are the same for everybody and kept from the first visit."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from lms.offline.blueprint import bp
from lms.web import EVERYONE, open_to, page

ENDPOINTS = ("offline.no_network", "offline.kept", "offline.not_kept", "offline.unsent", "offline.signed_out")


@bp.get("/offline")
@open_to(EVERYONE)
def no_network() -> ResponseReturnValue:
    """This page is not on the telephone; here is what is."""
    return page("offline/no_network.html")


@bp.get("/offline/kept")
@open_to(EVERYONE)
def kept() -> ResponseReturnValue:
    """The answer is kept on the telephone, and the way to the next question."""
    return page("offline/kept.html")


@bp.get("/offline/not-kept")
@open_to(EVERYONE)
def not_kept() -> ResponseReturnValue:
    """Nothing could be sent, and nobody's telephone may keep it."""
    return page("offline/not_kept.html")


@bp.get("/offline/unsent")
@open_to(EVERYONE)
def unsent() -> ResponseReturnValue:
    """What waits on this telephone, and how to take it to somebody who has a network."""
    return page("offline/unsent.html")


@bp.get("/offline/signed-out")
@open_to(EVERYONE)
def signed_out() -> ResponseReturnValue:
    """Signed out on this telephone; the server hears of it later."""
    return page("offline/signed_out.html")
