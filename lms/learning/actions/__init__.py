"""What a learner can do: read, answer, hand in, and so complete a course."""

from lms.learning.actions.answering import save_answer, start_attempt
from lms.learning.actions.completing import confirm_name, submit
from lms.learning.actions.going_over import go_over
from lms.learning.actions.practising import answer_practice, hand_in_practice
from lms.learning.actions.reading import enrol, mark_read
from lms.learning.actions.taking_over import take_over_guest_work

__all__ = [
    "answer_practice",
    "confirm_name",
    "enrol",
    "go_over",
    "hand_in_practice",
    "mark_read",
    "save_answer",
    "start_attempt",
    "submit",
    "take_over_guest_work",
]
