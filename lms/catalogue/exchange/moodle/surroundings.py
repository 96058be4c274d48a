"""What stands around a Moodle question and has no place here: points, penalties, hints, tags, common feedback."""

from __future__ import annotations

from decimal import Decimal

from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.html import Note
from lms.catalogue.exchange.moodle.tree import Node
from lms.catalogue.exchange.numbers import percent
from lms.catalogue.exchange.plain import clean
from lms.catalogue.exchange.question import Refused, told
from lms.catalogue.render import plain

_USUAL_PENALTIES = {Decimal(text) for text in ("0", "0.1", "0.3333333", "1")}
_COMMON = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_USUAL = {
    *("your answer is correct.", "your answer is partially correct.", "your answer is incorrect."),
    *("câu trả lời của bạn đúng.", "câu trả lời của bạn đúng một phần.", "câu trả lời của bạn sai."),
    *("câu trả lời của bạn là đúng.", "câu trả lời của bạn không đúng.", "câu trả lời của bạn chính xác."),
}
"""What Moodle writes itself."""


def look_around(node: Node, note: Note) -> None:
    """Tell what is left behind. Raises :class:`Refused` for a picture of the oldest kind."""
    if node.first("image_base64").words.strip():
        raise Refused(say.MEDIA, tag="image_base64")
    grade, penalty = (node.first(tag).words.strip() for tag in ("defaultgrade", "penalty"))
    if grade and percent(grade) != 1:
        note(say.GRADE, grade=_short_number(grade))
    if penalty and percent(penalty) not in _USUAL_PENALTIES:
        note(say.PENALTY, penalty=_short_number(penalty))
    for tag in _COMMON:
        text = _words(node.first(tag))
        if text and text.casefold() not in _USUAL:
            note(say.COMMON, text=told(text))
    for hint in node.all("hint"):
        if text := _words(hint):
            note(say.HINT, text=told(text))
    tags = [_words(tag) for tag in node.first("tags").all("tag")]
    tags += [node.first("idnumber").words]
    if any(tag.strip() for tag in tags):
        note(say.TAGS, text=told(", ".join(tag.strip() for tag in tags if tag.strip())))


def _words(node: Node) -> str:
    return " ".join(plain(clean(node.first("text").words)[:2_000]).split())


def _short_number(text: str) -> str:
    return f"{percent(text).normalize():f}"[:20]
