"""Plain text as Markdown, and Markdown that is plain text after all. Pure."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

ESCAPABLE = r"\\`*_{}\[\]()>#+\-.!"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ufeff\ud800-\udfff]")
_MARKUP = re.compile(
    rf"""(?P<backslash>\\(?=[{ESCAPABLE}]))
    |(?P<mark>[*`])
    |(?P<bracket>!\[|\]\s*[(\[])
    |(?P<underline>(?<![^\W_])_|_(?![^\W_]))
    |(?P<tag><(?=[A-Za-z/!?]))
    |(?P<entity>&(?=\#?\w+;))""",
    re.VERBOSE,
)
_OPENING = re.compile(r"(#|>|[-+*](?=\s|$)|-(?=--)|!(?=!!))|(\d{1,9})([.)])(?=\s|$)|(=)|(\|)")
_TOKEN = re.compile(rf"\\([{ESCAPABLE}])|(&\#?\w+;)|([*`])")
_MARKED_UP = re.compile(r"!\[|\]\s*[(\[]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])")
_BLOCK = re.compile(r"(?:#|>|[-+*]\s|\d{1,9}[.)]\s|\||=|-{3}|!!!|\s{4})")


def clean(text: str) -> str:
    """The text in NFC, with plain line ends and without characters nobody can see."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _CONTROL.sub("", unicodedata.normalize("NFC", text).expandtabs(4))


def escaped(text: str) -> str:
    """One line of plain text in Markdown that says nothing else."""
    return opened(_MARKUP.sub(_written, text))


def escaped_inside(text: str) -> str:
    """The same for words in the middle of a line."""
    return _MARKUP.sub(_written, text)


def opened(line: str) -> str:
    """A line of Markdown that is a paragraph, whatever it begins with."""
    return _OPENING.sub(_opening, line, count=1) if _OPENING.match(line) else line


def _written(found: re.Match[str]) -> str:
    if found["bracket"]:
        return f"{found[0][:-1]}\\{found[0][-1]}"
    if found["tag"]:
        return "&lt;"
    return "&amp;" if found["entity"] else f"\\{found[0]}"


def _opening(found: re.Match[str]) -> str:
    sign, number, dot, equals, _bar = found.groups()
    if sign:
        return f"\\{sign}"
    if number:
        return f"{number}\\{dot}"
    return "&#61;" if equals else "&#124;"


def is_paragraph(markdown: str) -> bool:
    """Whether one block of Markdown is words, not a list, table, quotation, heading or frame."""
    return not any(_BLOCK.match(line) for line in markdown.split("\n"))


def plain(markdown: str) -> str | None:
    """The words of one line of Markdown without emphasis; nothing when it holds links, pictures or markup."""
    if _MARKED_UP.search(_TOKEN.sub("\0", markdown)):
        return None
    return _TOKEN.sub(lambda token: token[1] or (unescape(token[2]) if token[2] else ""), markdown)


def has_marks(markdown: str) -> bool:
    """Whether one line of Markdown emphasises something, or shows it as typed."""
    return any(token[3] for token in _TOKEN.finditer(markdown))
