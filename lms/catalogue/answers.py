"""What somebody typed, held against what is right: texts compared folded, numbers as exact decimals. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from lms.catalogue.published import Accepted
from lms.vietnamese import fold, tidy

LONGEST = 100
"""Characters that may be typed or accepted."""
_BLANKS = re.compile(r"\s")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,6})?", re.ASCII)
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)
_ENGLISH_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d{1,6})?|[1-9]\d{0,2}(?:,\d{3})+\.\d{1,6}", re.ASCII)
_SIGNS = str.maketrans("−–", "--")
_MONEY = {"dong": ("dong", "d", "vnd")}
"""Units that are written in several ways."""


def folded(text: str) -> str:
    """The form in which typed texts are compared: without marks, case, blanks and a closing dot."""
    return _BLANKS.sub("", fold(text)).rstrip(".")


def number_in(text: str, unit: str = "") -> Decimal | None:
    """The number somebody wrote the Vietnamese way, with or without its unit; nothing when it is none.

    Dots and blanks group thousands, a comma opens the decimals: «1.950.000», «1 950 000», «2,5». A dot that groups
    nothing is a comma: «2.5»; commas that can only group do: «1,950,000».
    """
    said = tidy(text[:LONGEST]).translate(_SIGNS)
    sign, said = (said[0], said[1:].strip()) if said[:1] in ("-", "+") else ("", said)
    said = _without_unit(said, unit)
    if _ENGLISH_GROUPS.fullmatch(said):
        plain = said.replace(",", "")
    elif grouped := _GROUPED.fullmatch(said):
        plain = _ungrouped(said, grouped[1])
    elif _PLAIN.fullmatch(said):
        plain = said.replace(",", ".")
    else:
        return None
    return Decimal(f"{sign}{plain}") if len(plain) <= LONGEST // 4 else None


def plain_number(number: Decimal) -> str:
    """The number in plain decimals, without closing zeros: «1950000», «2.5»."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def number_as_written(number: str) -> str:
    """A number in plain decimals as it is written in Vietnamese: 1.950.000, -2,5."""
    whole, _, decimals = plain_number(Decimal(number)).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return sign + f"{int(digits):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def is_accepted(accepted: Accepted, typed: str) -> bool:
    """Whether what somebody typed is right."""
    if accepted.number:
        number = number_in(typed, accepted.unit)
        return number is not None and abs(number - Decimal(accepted.number)) <= Decimal(accepted.tolerance)
    said = folded(typed[:LONGEST])
    return bool(said) and any(folded(text) == said for text in accepted.texts)


def _ungrouped(said: str, group: str) -> str:
    """«1,950» has one comma, and a comma opens decimals; everything else that groups is taken out."""
    if group == "," and said.count(",") == 1:
        return said.replace(",", ".")
    return said.replace(group, "").replace(",", ".")


def _without_unit(said: str, unit: str) -> str:
    """The digits alone, when what follows them is the unit."""
    found = re.fullmatch(r"([\d., ]*\d)\s*(\D+)", said)
    wanted = folded(unit)
    if found and wanted and folded(found[2]) in _MONEY.get(wanted, (wanted,)):
        return found[1]
    return said
