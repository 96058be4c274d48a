"""Words as they are compared: as they are spelled, with one place for each tone, and folded, without any mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.vietnamese import fold, tidy

_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_OLDER = {
    newer + tone: older
    for newer, tones, olders in (
        ("o", "àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa")),
        ("o", "èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe")),
        ("u", "ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy")),
    )
    for tone, older in zip(tones, olders, strict=True)
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word in its two forms: «Hoà» is spelled «hòa» and folded «hoa»."""

    spelled: str
    folded: str

    @property
    def has_marks(self) -> bool:
        """Whether it carries a tone, a hat, a hook or a bar."""
        return self.spelled != self.folded


def word(text: str) -> Word:
    """The two forms of a single word. Both schools of placing the tone (hoà, hòa) are one spelling."""
    spelled = tidy(text).casefold()
    older = _OLDER.get(spelled[-2:])
    if older and not spelled[:-2].endswith("q"):
        spelled = spelled[:-2] + older
    return Word(spelled, fold(text))


def places(text: str) -> Iterator[tuple[int, int, Word]]:
    """Where each word of a text begins and ends."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), word(found[0])


def words(text: str) -> list[Word]:
    """The words of a text, in their order; whatever is no letter and no digit stands between them."""
    return [each for _start, _end, each in places(tidy(text))]


def spelled_line(found: list[Word]) -> str:
    """Words between single spaces, one before and one after: « mật khẩu » can be looked for as a whole."""
    return f" {' '.join(each.spelled for each in found)} "


def folded_line(found: list[Word]) -> str:
    """The same without marks."""
    return f" {' '.join(each.folded for each in found)} "
