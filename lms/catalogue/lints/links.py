"""Links that can be clicked lead only where somebody vouches for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.declared import hosts
from lms.catalogue.lints.passages import Passage, lesson_file, noted, passages, translated
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course
from lms.catalogue.prose import links_in
from lms.catalogue.render import TooTangled, links
from lms.catalogue.words import safety as say

_ADDRESS = re.compile(r"https?://[^\s<>\"')]+")
_NOBODYS = (".example", ".invalid", ".test")
"""Endings that are kept free for examples: a scam is shown with one of them."""


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Write down every clickable link that nothing in the course vouches for."""
    vouched = {module.slug: _hosts_of(module.lesson.facts.sources) for module in course.modules}
    for passage in (*passages(course), *noted(course), *translated(course)):
        for line, target in (*_written(passage), *_shown(passage)):
            _look_at(target, vouched.get(passage.module, set()), line, sheet.of(passage.file))
    for module in course.modules:
        _look_at_sources(module.lesson.facts.sources, lesson_file(module), around, sheet)


def _written(passage: Passage) -> list[tuple[int, str]]:
    """The links an author meant, with their lines."""
    return [(line, target) for line, text in passage.lines() for target in links_in(text)]


def _shown(passage: Passage) -> list[tuple[int, str]]:
    """The links to other sites that come out when the text is rendered, however they were written."""
    if not any(mark in passage.prose.text for mark in ("](", "<http", "<mailto:")):
        return []
    known = {host_of(target) for _, target in _written(passage)}
    try:
        targets = links(passage.prose)
    except TooTangled:
        return []
    return [(_line_of(target, passage), target) for target in targets if host_of(target) not in known]


def _line_of(target: str, passage: Passage) -> int:
    host = host_of(target)
    return next((line for line, text in passage.lines() if host in text.casefold()), passage.prose.line)


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
