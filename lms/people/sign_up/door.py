"""Who may open a page of sign-up, and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask.typing import ResponseReturnValue

from lms.people.sign_up.draft import draft
from lms.web import redirect_to
from lms.web.visitors import visitor_or_none

Page = Callable[[], ResponseReturnValue]


def of_guests(view: Page) -> Page:
    """Whoever is signed in has an account already; whoever skips a page is led back to it."""
    here = f"people.{view.__name__}".removesuffix("_submit")

    @wraps(view)
    def guarded() -> ResponseReturnValue:
        if visitor_or_none():
            return redirect_to("people.account")
        said = draft()
        if not said.is_open(here):
            return redirect_to(said.unfinished or "people.sign_up")
        return view()

    return guarded
