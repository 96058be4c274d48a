"""What a name, a year of birth, a login name and a password must be, and how long somebody stays signed in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.problems import N_, Problem
from lms.vietnamese import fold, tidy

EARLIEST_YEAR = 1900
ADULT_FROM = 18
"""Counted from 1 January of the year in which somebody turns so old (decision 0003)."""
LONGEST_NAME = 100
SHORTEST_LOGIN, LONGEST_LOGIN = 3, 40
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 200
_ALONE_FROM = 16
_STAFF_LONGEST = timedelta(hours=8)
_SHARED_LONGEST = timedelta(hours=4)
_YEAR = re.compile(r"(?:\d{1,2}[/.-]\d{1,2}[/.-])?(\d{4})")
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]*")
_GUESSED_FIRST = """
123456789 1234567890 12345678 87654321 0987654321 11111111 88888888 00000000 12341234 11223344 abcd1234 abc12345
a1234567 a12345678 aa123456 1q2w3e4r qwertyui qwerty123 password matkhau1 matkhau123 matkhau12 iloveyou 25251325
anhyeuem emyeuanh
"""


def full_name(text: str) -> str:
    """A person's name as it was written, tidied: one word is enough, and capitals are left alone.

    Raises a problem on anything no identity card could carry.
    """
    name = tidy(text)
    if not name:
        raise Problem(N_("Type the full name."))
    if len(name) > LONGEST_NAME:
        raise Problem(N_("The name is longer than %(most)s letters. Leave something out."), most=LONGEST_NAME)
    kinds = {unicodedata.category(character)[0] for character in name}
    if "N" in kinds:
        raise Problem(N_("A name has no digits in it. Type it as on the identity card."))
    if kinds & {"C", "S"} or "L" not in kinds:
        raise Problem(N_("A name is made of letters. Type it as on the identity card."))
    return name


def birth_year(text: str, this_year: int) -> int:
    """The year of birth; a whole date (1/2/1958) is understood too. Raises a problem that says what is wrong."""
    written = unicodedata.normalize("NFKC", tidy(text)).replace(" ", "")
    if not written:
        raise Problem(N_("Type the year of birth, for example 1958."))
    found = _YEAR.fullmatch(written)
    if found is None:
        raise Problem(N_("The year of birth is four digits, for example 1958."))
    year = int(found[1])
    if year < EARLIEST_YEAR:
        raise Problem(N_("%(year)s is too long ago. Look at the year of birth again."), year=year)
    if year > this_year:
        raise Problem(N_("%(year)s has not come yet. Look at the year of birth again."), year=year)
    return year


def day_typed(text: str) -> date:
    """The day somebody typed as dd/mm/yyyy. Raises :class:`Problem` when it is none."""
    try:
        return datetime.strptime(text.strip().replace(" ", ""), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Problem(N_("Type the day with four digits of the year, for example 05/02/2026."), field="on") from None


def told_day(day: date) -> str:
    """A day as people read it, for a sentence that is made outside of a page."""
    return day.strftime("%d/%m/%Y")


def past_day(on: date, birth_year: int, today: date) -> date:
    """A day of somebody's life that has come. Raises :class:`Problem` when it is none."""
    if on > today:
        raise Problem(N_("This day has not come yet. Choose today or an earlier day."), field="on")
    if on.year < birth_year:
        raise Problem(
            N_("The person was born in %(year)s; the day cannot lie before that."), field="on", year=birth_year
        )
    return on


def short_name(name: str) -> str:
    """The given name and the first letter of the family name: «An N.», enough for the person and for nobody else."""
    words = name.split()
    return f"{words[-1]} {words[0][0]}." if len(words) > 1 else name


def needs_guardian(born: int, this_year: int) -> bool:
    """Whether a parent or guardian has to agree as well: until the year in which the person turns sixteen."""
    return this_year - born < _ALONE_FROM


def login_key(text: str) -> str:
    """What login names are compared by: «Hoà 58» and «hoa58» are one."""
    return "".join(
        character
        for character in fold(unicodedata.normalize("NFKC", text))
        if character.isprintable() and character != " "
    )


def login_name(text: str) -> str:
    """A login name one can type on any keyboard. Raises a problem that says what is wrong."""
    key = login_key(text)
    if not key:
        raise Problem(N_("Type a login name."))
    if not SHORTEST_LOGIN <= len(key) <= LONGEST_LOGIN:
        raise Problem(
            N_("A login name has %(least)s to %(most)s characters."), least=SHORTEST_LOGIN, most=LONGEST_LOGIN
        )
    if not _LOGIN.fullmatch(key):
        raise Problem(N_("A login name is made of letters and digits, for example hoa58."))
    return key


def login_ideas(name: str, born: int) -> list[str]:
    """Login names that are easy to remember, the shortest first: hoa58, thoa58, nthoa58, hoa1958."""
    words = [re.sub(r"[^a-z0-9]", "", word) for word in fold(name).split()]
    words = [word for word in words if word] or ["hoc"]
    given = words[-1][:20]
    heads = [word[0] for word in words[:-1]]
    stems = list(dict.fromkeys(["", heads[-1] if heads else "", "".join(heads)[-6:]]))
    return [f"{stem}{given}{year}" for year in (f"{born % 100:02d}", str(born)) for stem in stems]


def password_key(text: str) -> str:
    """A password as it is hashed: one spelling for one sequence of letters, and no blank at either end.

    Keyboards of phones put a blank after a word that nobody sees.
    """
    return unicodedata.normalize("NFC", text).strip()


def password(text: str, login: str) -> str:
    """A password somebody may choose, ready to be hashed. Raises a problem that says what is wrong."""
    key = password_key(text)
    if not key:
        raise Problem(N_("Type a password."))
    if len(key) < SHORTEST_PASSWORD:
        raise Problem(
            N_("The password has %(count)s characters; it needs at least %(least)s. A few words in a row are good."),
            count=len(key),
            least=SHORTEST_PASSWORD,
        )
    if len(key) > LONGEST_PASSWORD:
        raise Problem(N_("The password is longer than %(most)s characters."), most=LONGEST_PASSWORD)
    plain = login_key(key)
    if plain in _GUESSED_FIRST.split() or plain == login_key(login) or len(set(plain)) < len("ab"):
        raise Problem(N_("This password is guessed first by thieves. Choose another one."), field="password")
    return key


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a browser stays signed in: unused, at the longest, and whether closing it ends the stay."""

    idle_minutes: int
    longest: timedelta
    outlives_browser: bool


def stay(*, is_staff: bool, is_shared: bool, staff_minutes: int, shared_minutes: int, own_days: int) -> Stay:
    """Whoever may see other people's data stays briefly; a learner stays long on the own telephone."""
    if is_staff:
        return Stay(staff_minutes, _STAFF_LONGEST, outlives_browser=False)
    if is_shared:
        return Stay(shared_minutes, _SHARED_LONGEST, outlives_browser=False)
    return Stay(own_days * 24 * 60, timedelta(days=own_days), outlives_browser=True)
