"""Lets the look of pages follow the person: kept when it is chosen, brought back at the next sign-in.

On a machine that is shared it leaves with the person, too: the next one finds pages as they come.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, after_this_request, request

from lms.people.view.actions import keep_view
from lms.people.view.queries import chosen_view
from lms.web import reading, transaction
from lms.web.language import chosen_here, forget_view, set_view
from lms.web.visitors import visitor_or_none


def init_following(app: Flask) -> None:
    """Keep what is chosen while somebody is signed in; bring it to every browser they sign in with."""
    app.extensions.setdefault("lms.after_view_chosen", []).append(_keep)
    app.extensions.setdefault("lms.after_sign_in", []).append(_bring)


def leave_behind_nothing() -> None:
    """Take the look of pages away with whoever signs out here."""

    @after_this_request
    def forget(response: Response) -> Response:
        forget_view(response)
        return response


def _keep(chosen: Mapping[str, str]) -> None:
    visitor = visitor_or_none()
    if visitor is not None:
        with transaction() as db:
            keep_view(db, visitor.person_id, chosen)


def _bring(person_id: int) -> None:
    """What the person chose comes to this browser; whoever never chose keeps what the browser shows."""
    kept = chosen_view(reading(), person_id)
    if not kept:
        with transaction() as db:
            keep_view(db, person_id, chosen_here(request))
        return

    @after_this_request
    def bring(response: Response) -> Response:
        set_view(response, kept)
        return response
