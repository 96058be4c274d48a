"""How numbers, days and names are written on the paper, and which letters it can show."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import date

from lms.problems import N_, Problem
from lms.vietnamese import fold, tidy

_MARKS = " -–'’.,\u0306"  # the last is the combining breve of Ê̆, Ô̆: there is no single letter for them
_LATIN = ((0x41, 0x250), (0x1E00, 0x1F00))


def register_number(number_format: str, number: int, year: int) -> str:
    """«00127/2026/GCN-BCĐ» from ``{number:05d}/{year}/GCN-BCĐ``."""
    return number_format.format(number=number, year=year)


def number_format_complaint(number_format: str) -> str | None:
    """What is wrong with a format: it must hold the number and the year, and nothing that reaches into objects."""
    try:
        holes = {name for _, name, _, _ in string.Formatter().parse(number_format) if name is not None}
        if holes != {"number", "year"}:
            return "number_format phải có {number} và {year}, không có chỗ trống nào khác"
        register_number(number_format, 1, 2026)
    except ValueError as error:
        return f"number_format: {error}"
    return None


def place_and_date(place: str, on: date) -> str:
    """«Phú Thọ, ngày 05 tháng 02 năm 2026»: days below 10 and the months 1 and 2 have a leading 0."""
    month = f"{on.month:02d}" if on.month in (1, 2) else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def hours(half_hours: int) -> str:
    """«6 giờ» or «1,5 giờ»."""
    return f"{half_hours / 2:g} giờ".replace(".", ",")


def masked(name: str) -> str:
    """«N***** T** A*»: enough to recognise a name one knows, too little to learn one."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())


def check_printed_name(name: str) -> None:
    """Refuse a name the paper cannot show; to be called before a name is confirmed.

    Raises :class:`Problem` that names the letters.
    """
    strange = unprintable(name)
    if strange or not name.strip():
        raise Problem(
            N_("A certificate cannot show this: %(letters)s. Write the name in letters only."),
            field="printed_name",
            letters=" ".join(strange) or "–",
        )


def unprintable(text: str) -> list[str]:
    """The characters of a text, each once, that the paper cannot show: all but Latin letters, blanks and a few marks."""
    return [letter for letter in dict.fromkeys(tidy(text)) if not _is_printable(letter)]


def _is_printable(letter: str) -> bool:
    return letter in _MARKS or (letter.isalpha() and any(first <= ord(letter) < after for first, after in _LATIN))


def ems_that_fit(text: str, width: float, largest: float, smallest: float = 1.0) -> float:
    """How large bold serif letters may be to stay within ``width`` on one line; all in ems of the text around."""
    needed = sum(_ems(letter) for letter in text)
    return max(smallest, min(largest, round(width / max(needed, 1), 2)))


def _ems(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if base == " ":
        return 0.28
    if base in "MWmw@%":
        return 1.08
    return 0.8 if base.isupper() else 0.64


def file_name(number: str, holder: str) -> str:
    """A name for the downloaded file that every system takes: «giay-chung-nhan-00127-2026-nguyen-thi-an.pdf»."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(f"{number.rpartition('/')[0] or number} {holder}"))
    return f"giay-chung-nhan-{plain.strip('-')[:80]}.pdf"
