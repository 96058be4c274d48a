"""The words people meet on a telephone, each explained in a sentence or two."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from lms.catalogue.finding import glossary
from lms.catalogue.finding.views.blueprint import bp
from lms.catalogue.queries import current_all
from lms.web import EVERYONE, open_to, page, reading


@bp.get("/glossary")
@open_to(EVERYONE)
def words() -> ResponseReturnValue:
    """All words in the order of the Vietnamese alphabet, with its letters to jump to."""
    lessons = {
        (course.slug, module.slug): module.title for course in current_all(reading()) for module in course.modules
    }
    return page("catalogue/finding/glossary.html", letters=glossary.read().letters, lessons=lessons)
