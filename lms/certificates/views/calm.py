"""What whoever checks a paper reads when the register does not answer: that says nothing against the paper."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.exc import InterfaceError, OperationalError

from lms.certificates.blueprint import bp
from lms.certificates.codes import bare, grouped, is_well_formed
from lms.certificates.forms import CodeForm
from lms.certificates.rules import Verdict
from lms.certificates.views import words
from lms.certificates.views.unseen import unseen, unseen_json, wait
from lms.web.errors import database_away
from lms.web.pages import page

_PAGES = ("certificates.look_up", "certificates.verify", "certificates.compare_name", "certificates.compare_file")
_JSON = ("certificates.verify_json", "certificates.check_keys", "certificates.check_ended")
_A_MOMENT = 30


@bp.errorhandler(OperationalError)
@bp.errorhandler(InterfaceError)
def cannot_check(error: Exception) -> Response:
    """The database is away: other pages of this room say so as every page does."""
    answer = database_away(error)
    if request.endpoint in _JSON:
        return wait(unseen_json({"status": Verdict.UNREACHABLE}, 503), _A_MOMENT)
    if request.endpoint not in _PAGES:
        return answer
    code = bare((request.view_args or {}).get("code", ""))
    form = CodeForm(formdata=None, code=grouped(code) if is_well_formed(code) else "")
    shown = page("certificates/look_up.html", form=form, said=words.unreachable())
    return wait(unseen(shown, 503), _A_MOMENT)
