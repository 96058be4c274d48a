"""Telephone numbers of Việt Nam: taken in any form, kept as +84…, shown as 0912 345 678."""

from __future__ import annotations

import re
import unicodedata

from lms.problems import N_, Problem

_ABROAD = re.compile(r"^(?:\+|00)?840?")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")
_MOBILE_DIGITS, _LANDLINE_DIGITS = 10, 11
_FEWEST_DIGITS = 8
"""Whoever types fewer may well mean a login name."""
_BEFORE_2018 = {
    **{f"016{digit}": f"03{digit}" for digit in "23456789"},
    **dict(zip(("0120", "0121", "0122", "0126", "0128"), ("070", "079", "077", "076", "078"), strict=True)),
    **dict(zip(("0123", "0124", "0125", "0127", "0129"), ("083", "084", "085", "081", "082"), strict=True)),
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
"""The mobile prefixes of eleven-digit numbers, and what became of them in September 2018."""


def phone(text: str) -> str | None:
    """A telephone number as +84…; nothing for an empty line.

    Raises a problem that says how many digits are missing, or what the number is called today.
    """
    number = _from_zero(text)
    if not number:
        return None
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return "+84" + number[1:]
    if len(number) == _LANDLINE_DIGITS and number[:4] in _BEFORE_2018:
        today = shown("+84" + _BEFORE_2018[number[:4]][1:] + number[4:])
        raise Problem(N_("This number has a prefix from before 2018. Today it is probably %(number)s."), number=today)
    raise _wrong(number)


def as_typed(text: str) -> str | None:
    """The number that was typed as +84…, or nothing when it is none, for example a login name."""
    try:
        return phone(text)
    except Problem:
        return None


def advice(text: str) -> Problem | None:
    """What is wrong with something that was surely meant as a telephone number; nothing for anything else."""
    plain = unicodedata.normalize("NFKC", text)
    if re.search(r"[^\W\d_]", plain[1:]) or len(re.sub(r"\D", "", plain)) < _FEWEST_DIGITS:
        return None
    try:
        phone(text)
    except Problem as problem:
        return problem
    return None


def shown(number: str | None) -> str:
    """A kept number the way people write it: 0912 345 678."""
    if not number:
        return ""
    digits = "0" + number.removeprefix("+84")
    return f"{digits[:4]} {digits[4:-3]} {digits[-3:]}"


def _from_zero(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"^[oO](?=[0-9\s.-])", "0", plain)
    if re.search(r"[^\W\d_]", plain):
        raise Problem(N_("A telephone number is made of digits, for example 0912 345 678."))
    digits = re.sub(r"[^0-9+]", "", plain)
    if digits.startswith(("+84", "0084")) or (digits.startswith("84") and len(digits) > _MOBILE_DIGITS):
        digits = "0" + _ABROAD.sub("", digits)
    if len(digits) == _MOBILE_DIGITS - 1 and digits[0] in "35789":
        digits = "0" + digits
    return digits


def _wrong(number: str) -> Problem:
    wanted = _LANDLINE_DIGITS if number.startswith("02") else _MOBILE_DIGITS
    if not number.startswith(("02", "03", "05", "07", "08", "09")):
        return Problem(N_("This is not a telephone number of Việt Nam. Example: 0912 345 678."))
    if len(number) < wanted:
        return Problem(N_("Digits missing in the telephone number: %(count)s."), count=wanted - len(number))
    return Problem(N_("Digits too many in the telephone number: %(count)s."), count=len(number) - wanted)
