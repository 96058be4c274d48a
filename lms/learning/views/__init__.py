"""The pages of learning: courses, screens, questions, results, the final."""

from lms.learning.blueprint import bp
from lms.learning.views import course, feedback, final, going_over, name, questions, quizzes, results, screens
from lms.learning.views.guests import listen

bp.record_once(listen)

__all__ = ["bp", "course", "feedback", "final", "going_over", "name", "questions", "quizzes", "results", "screens"]
