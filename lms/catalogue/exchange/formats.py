"""The four ways texts are written in Moodle, each as Markdown."""

from __future__ import annotations

import re
from html import unescape

from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.html import Note, PictureNamed, markdown_of
from lms.catalogue.exchange.plain import clean, escaped, is_paragraph
from lms.catalogue.exchange.question import Refused
from lms.catalogue.prose import LONGEST

HTML, AUTO, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|ul|ol|li|img|a|h[1-6]|code|pre|sub|sup|table|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def no_picture(source: str) -> str:
    """Where there are no files, a picture cannot come along."""
    missing = "không có trong tệp.", "it is not in the file."
    raise Refused(say.PICTURE, file=source[:60], why=missing[0], why_english=missing[1])


def as_markdown(text: str, form: str, note: Note, picture_named: PictureNamed = no_picture) -> str:
    """A text as paragraphs of Markdown. Raises :class:`Refused`."""
    if form == MARKDOWN:
        return clean(text).strip("\n").rstrip()
    if form == HTML or (form == AUTO and _TAG.search(text)):
        html = text if form == HTML else text.replace("\n", "<br>")
        return markdown_of(html, note, picture_named)
    if len(text) > 2 * LONGEST:
        raise Refused(say.TEXT_LONG, most=LONGEST)
    words = unescape(text) if form == AUTO else text
    lines = (" ".join(line.split()) for line in clean(words).split("\n"))
    return "\n\n".join(escaped(line) for line in lines if line)


def one_line(markdown: str) -> str:
    """Markdown on one line, as answers and rows are. Raises :class:`Refused` when it is more than words."""
    blocks = [block for block in _BLANK_LINE.split(markdown) if block.strip()]
    if not all(map(is_paragraph, blocks)) and (len(blocks) > 1 or "\n" in markdown):
        raise Refused(say.BLOCKS)
    return " ".join(markdown.split())
