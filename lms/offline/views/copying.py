"""Makes the copies that telephones keep: every page as a guest sees it, the same bytes for everybody."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, current_app, request
from flask.blueprints import BlueprintSetupState

from lms.config import Settings
from lms.offline.views import pages, questions
from lms.web.copies import begin_copy
from lms.web.form_tokens import form_tokens

_OWN: dict[str, Callable[..., str]] = {
    "learning.quiz": questions.quiz,
    "learning.question": questions.question,
    "learning.feedback": questions.feedback,
}
"""Pages of a quiz depend on who answers; a copy has pages of its own at the same addresses."""
_AS_THEY_ARE = ("learning.course", "learning.screen", *pages.ENDPOINTS)
_FORMS = ("learning.read_screen", "learning.answer", "learning.submit", "people.sign_out", "web.choose_view")
"""Where the forms of copies go when no worker catches them."""


def accept_forms(state: BlueprintSetupState) -> None:
    """Let the forms of copies in."""
    form_tokens(state.app).accept_copies(*_FORMS)


def copy_of(path: str) -> str:
    """The copy of the page at this address; 404 for a page of which there is none."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    settings: Settings = app.config["SETTINGS"]
    # Contexts of their own: nothing of the visitor who asks for the copy is known in them
    with app.app_context(), app.test_request_context(path, base_url=settings.base_url):
        begin_copy()
        endpoint, values = request.endpoint or "", request.view_args or {}
        if endpoint in _OWN:
            return _OWN[endpoint](**values)
        if endpoint not in _AS_THEY_ARE:
            abort(404)
        made: str = app.view_functions[endpoint](**values)
        return made
