"""Telephone and identity numbers that could be somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from lms.catalogue.complaints import Sheet, Words
from lms.catalogue.lints.declared import numbers
from lms.catalogue.lints.passages import COURSE, FINAL, lesson_file
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course, Mention, Picture
from lms.catalogue.words import safety as say

_GAP = r"[ .\-\u00a0]?"
_IDENTITY = re.compile(rf"(?<!\d)0(?:{_GAP}\d){{11}}(?!{_GAP}\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)84\)?{_GAP}(?:\(0\))?{_GAP}|84|0{_GAP})[35789](?:{_GAP}\d){{8}}(?!{_GAP}\d)")
_FIXED = re.compile(rf"(?<!\d)(?:\(?(?:(?:\+|00)84{_GAP}|0)2(?:\d{{1,2}}\)?){_GAP}\d(?:{_GAP}\d){{6,7}})(?!{_GAP}\d)")
_LINE = re.compile(r"(?<![\d.])1[89]00(?:[ .]?\d){4,6}(?![ .]?\d)")
_SHORT = re.compile(
    r"(?:\bgọi|\bnhắn|tổng đài|đường dây nóng|hotline)(?: số| tới| đến)?\W{1,4}(\d{3,6})\b(?![.,/]\d| ?[x•*])(.{0,8})"
)
_COUNTED = re.compile(r"\s*(?:đồng|người|lần|phút|giờ|cuộc|tin|triệu|nghìn|%)")
_DATE = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    rf"(?:,? (?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?)?(?!{_GAP}\d)"
)
"""A day, with the time of day or without."""
_SUM = re.compile(
    r"(?<![\d+])(?<!\d[ .\-\u00a0])[1-9]\d{0,2}(?:[., \u00a0]\d{3})+ ?(?:đồng|đ|vnd|vnđ)\b", re.IGNORECASE
)
_ROW = re.compile(r"(?<!\d)0(?: [1-9]\d{0,3}){3,}(?!\d)")
_TEL = re.compile(r"\btel:([+\d .()-]+)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_DIGEST = re.compile(r'\s*(?:of|text): "?[0-9a-f]{12}"?\s*')
_EMPHASIS = re.compile(r"(?<![*_`])([*_`]{1,2})(?=[^\s*_`])([^*_`]*+)(?<=\d)\1|(\*{3}|_{3})(?=\d)([\d .\-]*+)(?<=\d)\3")
_MARK_WITHIN = re.compile(r"(?<=\d)(?:\*\*?|__?|`)(?=\d)")
"""More stars than two hide digits."""
_PROVINCES = range(1, 97)
"""The first three digits of an identity number; 000 is nobody's."""
_SVG_WORDS = re.compile(r">([^<]+)<")


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Write down every such number in the files of a course and in the words of its drawings."""
    for file, text in around.texts.items():
        for line, words in enumerate(text.split("\n"), 1):
            for complaint, number in real_numbers(words):
                sheet.of(file).add(line, complaint, number=number)
    for file, mention, picture in _pictures(course):
        drawn = " \n".join(_SVG_WORDS.findall(picture.content.decode("utf-8", "replace")))
        for _, number in (found for words in drawn.split("\n") for found in real_numbers(words)):
            sheet.of(file).add(mention.line, say.PICTURE_NUMBER, name=mention.target, number=number)


def real_numbers(line: str) -> Iterator[tuple[Words, str]]:
    """The numbers in a line that nobody declared, with what they look like."""
    if _DIGEST.fullmatch(line):
        return
    text = _without_counts(_ADDRESS.sub(" ", _as_read(line)))
    for found in _IDENTITY.finditer(text):
        if int(_digits(found[0])[:3]) in _PROVINCES:
            yield say.IDENTITY, found[0]
            text = text.replace(found[0], " ")
    for number in _called(text):
        if _digits(number) not in numbers():
            yield say.PHONE, number


def _as_read(line: str) -> str:
    """The line without the marks of Markdown and HTML that stand between the digits of a number."""
    return _MARK_WITHIN.sub("", _EMPHASIS.sub(r"\2\4", unescape(line)))


def _without_counts(text: str) -> str:
    """The text without what only looks like a number to call: days, sums of money, and the marks of a scale."""
    for pattern in (_DATE, _SUM):
        text = pattern.sub(" ", text)
    return _ROW.sub(lambda row: " " if _is_scale(row[0]) else row[0], text)


def _is_scale(row: str) -> bool:
    """Whether numbers rise by the same step."""
    return len({after - before for before, after in pairwise(map(int, row.split(" ")))}) == 1


def _called(text: str) -> Iterator[str]:
    """What can be dialled in a line, each once."""
    for pattern in (_TEL, _MOBILE, _FIXED, _LINE):
        for found in pattern.finditer(text):
            yield found[found.lastindex or 0].strip()
        text = pattern.sub(" ", text)
    for found in _SHORT.finditer(text):
        if not _COUNTED.match(found[2]):
            yield found[1]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _pictures(course: Course) -> Iterator[tuple[str, Mention, Picture]]:
    """Every drawing with the places that ask for it; those of course.md say only its first line."""
    asked = [(COURSE, Mention(target, 1), course.pictures) for target in course.pictures]
    asked += [(FINAL, mention, course.pictures) for mention in course.final.mentions]
    for module in course.modules:
        asked += [(lesson_file(module), mention, module.pictures) for mention in module.lesson.mentions]
        asked += [(f"{module.slug}/quiz.md", mention, module.pictures) for mention in module.practice.mentions]
    for file, mention, pictures in asked:
        picture = pictures.get(mention.target)
        if picture is not None and picture.suffix == "svg":
            yield file, mention, picture
