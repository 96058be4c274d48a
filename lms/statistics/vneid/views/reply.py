"""The reply to a batch: looked through first, taken when somebody says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.statistics.vneid.actions import replies
from lms.statistics.vneid.views.blueprint import bp
from lms.statistics.vneid.views.found import find, vneid
from lms.statistics.vneid.views.showing import batch_page
from lms.tables.reading import BadFile
from lms.vietnamese import tidy
from lms.web import me, open_to, reading, redirect_to, transaction
from lms.web.pages import in_words

_LARGEST_REPLY = 8 * 1024 * 1024


@bp.post("/statistics/vneid/<uuid:public_id>/reply")
@open_to(Role.OFFICIAL)
def look_through(public_id: UUID) -> ResponseReturnValue:
    """Look through a reply: what is wrong, row by row, or what it would do. Nothing is taken yet."""
    found, sent = find(public_id), request.files.get("file")
    if sent is None or not sent.filename:
        return batch_page(found, refused=_("Choose the file with the reply, then press the button.")), 422
    content = sent.read()
    try:
        replies.look_through(reading(), found, content, vneid(), now())
        with transaction() as db:
            replies.put_by(db, found, tidy(sent.filename), content, vneid(), me().person_id, now())
    except BadFile as problem:
        return batch_page(found, refused=in_words(problem), complaints=problem.complaints), 422
    except Problem as problem:
        return batch_page(found, refused=in_words(problem)), problem.status
    return redirect_to("vneid.batch", public_id=str(public_id), _anchor="reply")


@bp.post("/statistics/vneid/<uuid:public_id>/reply/take")
@open_to(Role.OFFICIAL)
def take_reply(public_id: UUID) -> ResponseReturnValue:
    """Take the reply that was looked through; pressing twice is pressing once."""
    found = find(public_id)
    try:
        with transaction() as db:
            replies.take_waiting(db, found.id, request.form.get("sha256", ""), vneid(), me().person_id, now())
    except BadFile as problem:
        return batch_page(find(public_id), refused=in_words(problem), complaints=problem.complaints), 422
    except Problem as problem:
        return batch_page(find(public_id), refused=in_words(problem)), problem.status
    flash(_("The reply is taken."), "ok")
    return redirect_to("vneid.batch", public_id=str(public_id))


@bp.url_value_preprocessor
def take_whole_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A reply is larger than any form."""
    if endpoint == "vneid.look_through":
        request.max_content_length = _LARGEST_REPLY
