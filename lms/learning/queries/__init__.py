"""Every read of learning records."""

from lms.learning.queries.following import Follower, followers, given
from lms.learning.queries.missing import deciding_final, first_passed_at, without_certificate
from lms.learning.queries.redoing import done_under, must_redo
from lms.learning.queries.sittings import (
    Saved,
    Sitting,
    handed_in_at,
    is_on_paper,
    items_of,
    latest_handed_in,
    open_sitting,
    sitting,
    sitting_by_id,
    sitting_of,
)
from lms.learning.queries.studies import (
    CourseProgress,
    Study,
    certificate,
    enrolment,
    progress_of,
    study,
    version,
    was_corrected,
    work,
)

__all__ = [
    "CourseProgress",
    "Follower",
    "Saved",
    "Sitting",
    "Study",
    "certificate",
    "deciding_final",
    "done_under",
    "enrolment",
    "first_passed_at",
    "followers",
    "given",
    "handed_in_at",
    "is_on_paper",
    "items_of",
    "latest_handed_in",
    "must_redo",
    "open_sitting",
    "progress_of",
    "sitting",
    "sitting_by_id",
    "sitting_of",
    "study",
    "version",
    "was_corrected",
    "without_certificate",
    "work",
]
