"""What is kept of people, in plain words: the list is made from the tables themselves, so that it cannot be wrong."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.home import queries
from lms.home.blueprint import bp
from lms.home.inventory.subjects import SUBJECTS
from lms.home.inventory.words import WORDS
from lms.home.rules import kept
from lms.web import EVERYONE, open_to, page


@bp.get("/privacy")
@open_to(EVERYONE)
def privacy() -> ResponseReturnValue:
    """What is kept, why, how long, who sees it, and what everybody may ask for."""
    return page("home/privacy.html", kept=kept(queries.columns(), SUBJECTS, WORDS), in_words=gettext)
