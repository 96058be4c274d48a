"""What is said of an event that does not count. Whoever answered is always told; nothing disappears without a word."""

from __future__ import annotations

from lms.offline.models import Outcome
from lms.problems import N_

WHY = {
    Outcome.DONE: N_("It counts."),
    Outcome.OTHER_VERSION: N_(
        "This part of the course was rewritten meanwhile, so it does not count. Do it once more."
    ),
    Outcome.OTHER_PERSON: N_("These questions belong to another account, so it does not count."),
    Outcome.UNKNOWN: N_("The course has no such page or question, so it does not count."),
    Outcome.REFUSED: N_("It was handed in or answered otherwise before; what was saved first stands."),
}
