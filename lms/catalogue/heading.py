"""The line a question begins with: ``## Question? {#id module=… reread="…" core}``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lms.catalogue.complaints import Sheet
from lms.catalogue.prose import plain_line
from lms.catalogue.words import quiz as say
from lms.vietnamese import tidy

_LINE = re.compile(r"##\s*(.*?)\s*(?:\{([^{}]*)\})?\s*")
_PART = re.compile(
    r"""\#(?P<key>\S*)
    |(?P<name>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|“(?P<curly>[^”]*)”|(?P<bare>[^\s"'“]+))(?=\s|$)
    |(?P<word>\S+)""",
    re.VERBOSE,
)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_KEY = 60
_LONGEST_LINE = 700


@dataclass(slots=True)
class Heading:
    """What the line says."""

    stem: str = ""
    key: str = ""
    module: str = ""
    reread: str = ""
    is_core: bool = False


def parse_heading(text: str, line: int, sheet: Sheet, *, final: bool) -> Heading:
    """The parts of the line; what is wrong stands on the sheet."""
    if len(text) > _LONGEST_LINE:
        sheet.add(line, say.STEM_LONG, length=len(text), most=_LONGEST_LINE)
        return Heading()
    found = _LINE.fullmatch(text)
    stem, inside = (found[1], found[2]) if found else (text.removeprefix("##"), None)
    heading = Heading(stem=tidy(plain_line(stem)))
    if "{" in stem or "}" in stem:
        sheet.add(line, say.BRACES, text=stem[stem.find("{") :][:60])
    elif inside is None:
        sheet.add(line, say.NO_KEY)
    for part in _PART.finditer(inside or ""):
        if not _take(part, heading):
            sheet.add(line, say.BRACES, text=part[0])
    if not heading.stem:
        sheet.add(line, say.NO_STEM)
    _look_at(heading, line, sheet, final=final, has_braces=inside is not None)
    return heading


def _take(part: re.Match[str], heading: Heading) -> bool:
    value = next((part[name] for name in ("double", "single", "curly", "bare") if part[name] is not None), "")
    if part["key"] is not None and not heading.key:
        heading.key = part["key"]
    elif part["name"] == "module" and not heading.module:
        heading.module = value
    elif part["name"] == "reread" and not heading.reread:
        heading.reread = tidy(plain_line(value))
    elif part["word"] == "core":
        heading.is_core = True
    else:
        return False
    return True


def _look_at(heading: Heading, line: int, sheet: Sheet, *, final: bool, has_braces: bool) -> None:
    if has_braces and not heading.key:
        sheet.add(line, say.NO_KEY)
    elif heading.key and (not _KEY.fullmatch(heading.key) or len(heading.key) > _LONGEST_KEY):
        sheet.add(line, say.KEY_FORM, key=heading.key)
    if not final:
        for word, is_used in (("module", heading.module), ("core", heading.is_core)):
            if is_used:
                sheet.add(line, say.ONLY_FINAL, word=word)
    elif has_braces and not heading.reread:
        sheet.add(line, say.NO_REREAD)
