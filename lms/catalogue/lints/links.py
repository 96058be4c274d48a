"""Links that can be clicked lead only where somebody vouches for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.declared import hosts
from lms.catalogue.lints.passages import lesson_file, passages, translated
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course
from lms.catalogue.prose import links_in
from lms.catalogue.words import safety as say

_ADDRESS = re.compile(r"https?://[^\s<>\"')]+")
_NOBODYS = (".example", ".invalid", ".test")
"""Endings that are kept free for examples: a scam is shown with one of them."""


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Write down every clickable link that nothing in the course vouches for."""
    vouched = {module.slug: _hosts_of(module.lesson.facts.sources) for module in course.modules}
    for passage in (*passages(course), *translated(course)):
        for line, text in passage.lines():
            for target in links_in(text):
                _look_at(target, vouched.get(passage.module, set()), line, sheet.of(passage.file))
    for module in course.modules:
        _look_at_sources(module.lesson.facts.sources, lesson_file(module), around, sheet)


def _look_at(target: str, vouched: set[str], line: int, sheet: Sheet) -> None:
    host = host_of(target)
    if f".{host}".endswith(_NOBODYS):
        sheet.add(line, say.SCAM_LINK, host=host)
    elif host and host not in vouched and not is_declared(host):
        sheet.add(line, say.UNDECLARED_LINK, host=host)


def _look_at_sources(sources: Iterable[str], file: str, around: Surroundings, sheet: Sheet) -> None:
    """The pages under a lesson can be clicked too."""
    for host in sorted(_hosts_of(sources)):
        if f".{host}".endswith(_NOBODYS):
            lines = around.texts.get(file, "").split("\n")
            line = next((number for number, text in enumerate(lines, 1) if host in text.casefold()), 1)
            sheet.of(file).add(line, say.SCAM_LINK, host=host)


def host_of(target: str) -> str:
    """The site a link leads to; nothing for a telephone number."""
    if target.startswith("mailto:"):
        return target.rpartition("@")[2].casefold()
    try:
        return (urlsplit(target).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_declared(host: str) -> bool:
    """Whether every lesson may link there."""
    return f".{host}".endswith(tuple(f".{name}" for name in hosts()))


def _hosts_of(sources: Iterable[str]) -> set[str]:
    return {host_of(address) for source in sources for address in _ADDRESS.findall(source)} - {""}
