"""A draft as learners would see it, for authors only: by the templates and rules of the learners' own pages."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, make_response, url_for
from flask.typing import ResponseReturnValue

from lms.authoring.blueprint import bp
from lms.authoring.drafts.shown import as_published
from lms.authoring.views.drafts import Found, find_draft
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.catalogue.views import as_file
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.explaining import tell
from lms.learning.rules.progress import FINAL
from lms.learning.rules.responses import is_multiple, is_typed, right_answer
from lms.learning.rules.showing import choices_of, rows_of
from lms.roles import Role
from lms.web import open_to, page

_NAME = re.compile(r"([0-9a-f]{64})\.(svg|png|jpg|webp)")


@bp.get("/authoring/drafts/<uuid:public_id>/<module>/<int:position>")
@open_to(Role.AUTHOR)
def draft_screen(public_id: Any, module: str, position: int) -> ResponseReturnValue:
    """One screen of a draft."""
    found = find_draft(public_id)
    course, _pool = _shown(found)
    the_module = course.module(module) or abort(404)
    screen = next((each for each in the_module.screens if each.position == position), None) or abort(404)
    last = len(the_module.screens)
    onward = (
        url_for(".draft_screen", public_id=found.draft.public_id, module=module, position=position + 1)
        if position < last
        else url_for(".draft_question", public_id=found.draft.public_id, module=module, number=1)
    )
    return _unlisted(
        page("authoring/screen.html", draft=found.listed, shown=course, module=the_module, screen=screen, onward=onward)
    )


@bp.get("/authoring/drafts/<uuid:public_id>/<module>/quiz/<int:number>")
@open_to(Role.AUTHOR)
def draft_question(public_id: Any, module: str, number: int) -> ResponseReturnValue:
    """One question of a draft as it is asked, and below it what is said when it is answered right."""
    found = find_draft(public_id)
    course, pool = _shown(found)
    items = _items(course, pool, module)
    if not 1 <= number <= len(items):
        abort(404)
    item = items[number - 1]
    order = fixed_order(item)
    return _unlisted(
        page(
            "authoring/question.html",
            draft=found.listed,
            module=course.module(module),
            item=item,
            number=number,
            count=len(items),
            slug=module,
            choices=choices_of(item, order),
            rows=rows_of(item, order),
            is_typed=is_typed(item),
            is_multiple=is_multiple(item),
            told=tell(item, order, right_answer(item)),
        )
    )


@bp.get("/authoring/drafts/<uuid:public_id>/media/<name>")
@open_to(Role.AUTHOR)
def draft_picture(public_id: Any, name: str) -> ResponseReturnValue:
    """A picture of a draft; learners have no way to it."""
    parts = _NAME.fullmatch(name) or abort(404)
    proof = find_draft(public_id).read.proof or abort(404)
    picture = proof.media.get(parts[1]) or abort(404)
    if picture.suffix != parts[2]:
        abort(404)
    response = as_file(picture.content, picture.sha256, picture.suffix)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _shown(found: Found) -> tuple[PublishedCourse, tuple[PublishedItem, ...]]:
    """The course of the draft; while it has faults there is nothing to see."""
    proof = found.read.proof or abort(404)
    return as_published(proof, url_for(".draft_picture", public_id=found.draft.public_id, name="x")[:-1])


def _items(course: PublishedCourse, pool: tuple[PublishedItem, ...], module: str) -> tuple[PublishedItem, ...]:
    if module == FINAL:
        return pool
    return (course.module(module) or abort(404)).practice


def _unlisted(text: str) -> ResponseReturnValue:
    """The page, and that no machine should remember it."""
    response = make_response(text)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
