"""The words people meet on a telephone, each explained in a sentence or two."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from lms.catalogue.finding import glossary
from lms.catalogue.finding.views.blueprint import bp
from lms.catalogue.queries import current_all
from lms.web import EVERYONE, open_to, page, reading


@bp.get("/glossary")
@open_to(EVERYONE)
def words() -> ResponseReturnValue:
    """All words in the order of the Vietnamese alphabet; each leads to its letter."""
    return page("catalogue/finding/glossary.html", letters=glossary.read().letters)


@bp.get("/glossary/<key>")
@open_to(EVERYONE)
def letter(key: str) -> ResponseReturnValue:
    """The words of one letter, each explained: a page for one letter stays light, however many words there are."""
    found = next((each for each in glossary.read().letters if each.key == key), None) or abort(404)
    lessons = {
        (course.slug, module.slug): module.title for course in current_all(reading()) for module in course.modules
    }
    return page("catalogue/finding/letter.html", letter=found, lessons=lessons)
