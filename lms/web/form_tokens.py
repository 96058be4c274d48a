"""The token of every form, and the few forms that a page kept on a telephone may send without one."""

from __future__ import annotations

from flask import Flask, g, request
from flask.sansio.app import App
from flask_wtf.csrf import CSRFProtect

from lms.web.copies import COPY
from lms.web.headers import is_from_here

_EXTENSION = "csrf"


class FormTokens(CSRFProtect):
    """Asks every form for its token. A copy of a page cannot carry one: its form is believed where the browser itself
    says that it was sent from this site (Fetch Metadata, Origin), and only at the addresses named for it.
    """

    def __init__(self, app: Flask) -> None:
        self._copied: set[str] = set()
        super().__init__(app)  # type: ignore[no-untyped-call]

    def accept_copies(self, *endpoints: str) -> None:
        """Name addresses whose forms stand on pages that are kept on telephones."""
        self._copied.update(endpoints)

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002 - as Flask-WTF calls it
        """Let the request pass, or raise ``CSRFError``."""
        if request.endpoint in self._copied and request.form.get("csrf_token") == COPY and is_from_here():
            g.csrf_valid = True
        else:
            super().protect(apply_exemptions=apply_exemptions)  # type: ignore[no-untyped-call]


def form_tokens(app: App) -> FormTokens:
    """Who asks for the tokens in this application."""
    found: FormTokens = app.extensions[_EXTENSION]
    return found
