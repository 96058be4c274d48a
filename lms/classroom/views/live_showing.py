"""A question asked in class as a screen shows it: in the words of the reader, its options in the order all see."""

from __future__ import annotations

from typing import Any

from lms.catalogue.languages.readers import question as in_my_words
from lms.classroom.live.questions import queries
from lms.classroom.live.questions.models import LiveAnswer, LiveQuestion
from lms.classroom.live.questions.rules import bars
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.explaining import tell
from lms.learning.rules.responses import UNKNOWN, Chosen, is_multiple, is_typed
from lms.learning.rules.showing import choices_of, rows_of
from lms.web import reading


def on_phone(question: LiveQuestion, own: LiveAnswer | None) -> dict[str, Any]:
    """What a telephone shows: what can be chosen, what was, and, when the teacher says so, what is right and why."""
    placed = queries.placed(reading(), question)
    item, order = in_my_words(placed.course, placed.module, placed.item), fixed_order(placed.item)
    chosen: Chosen = own.chosen if own else ()
    typed = is_typed(item)
    marked = [UNKNOWN] if own and not own.chosen else [str(order.index(int(one))) for one in chosen if not typed]
    return {
        "item": item,
        "choices": choices_of(item, order, marked),
        "rows": rows_of(item, order, marked),
        "is_typed": typed,
        "is_multiple": is_multiple(item),
        "text": str(next(iter(chosen), "")) if typed else "",
        "knows_not": UNKNOWN in marked,
        "told": tell(item, order, chosen) if question.shows_answer else None,
    }


def on_wall(question: LiveQuestion) -> dict[str, Any]:
    """What the wall shows: the question, how many have answered, and the bars; of people nothing."""
    placed = queries.placed(reading(), question)
    item = in_my_words(placed.course, placed.module, placed.item)
    answers = queries.answers(reading(), question.id).values()
    return {
        "item": item,
        "bars": bars(item, [one.chosen for one in answers]),
        "answered": len(answers),
        "rows": rows_of(item, fixed_order(item)),
        "told": tell(item, fixed_order(item), ()) if question.shows_answer else None,
    }
