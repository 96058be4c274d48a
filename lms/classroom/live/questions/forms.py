"""What comes in with an answer to a question asked in class."""

from __future__ import annotations

from wtforms import HiddenField

from lms.learning.forms import ChoiceForm


class LiveAnswerForm(ChoiceForm):
    """An answer, with the number of the own answer that the page showed (0: none)."""

    seen = HiddenField()
