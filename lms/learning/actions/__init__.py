"""What a learner can do: read, answer, hand in, and so complete a course."""

from lms.learning.actions.answering import save_answer, start_attempt
from lms.learning.actions.completing import confirm_name, submit
from lms.learning.actions.reading import enrol, mark_read, take_over_guest_reading

__all__ = [
    "confirm_name",
    "enrol",
    "mark_read",
    "save_answer",
    "start_attempt",
    "submit",
    "take_over_guest_reading",
]
