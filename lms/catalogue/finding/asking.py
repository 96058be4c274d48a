"""What somebody looks for, taken out of what they typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from lms.catalogue.finding.letters import Word, folded_line, spelled_line, words

MOST_WORDS = 12
"""Words of a question that are looked for; whoever writes more is understood by the first dozen."""
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
ASKING = frozenset(("cach", "cho", "co", "de", "duoc", "dau", "gi", "la", "lam", "nao", "o", "the", "thi", "toi", "va"))
"""Words with which people ask rather than what they ask for: «làm thế nào để …»."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. The last word may be the beginning of one."""

    words: tuple[Word, ...]
    quoted: tuple[str, ...] = ()

    @cached_property
    def spelled(self) -> str:
        """All of it as one line to look for."""
        return spelled_line(list(self.words))

    @cached_property
    def folded(self) -> str:
        """The same without marks."""
        return folded_line(list(self.words))

    @cached_property
    def has_marks(self) -> bool:
        """Whether it was typed with marks; who types without means every word that looks like it."""
        return any(word.has_marks for word in self.words)


def asked(typed: str) -> Asked:
    """The words of a question, each once. Quotes are not needed; what stands in them must stand together."""
    found = list(dict.fromkeys(words(typed)))[:MOST_WORDS]
    quoted = (folded_line(words(part)) for part in _QUOTED.findall(typed))
    return Asked(tuple(found), tuple(line for line in quoted if line.strip()))


def without_asking(question: Asked) -> Asked:
    """The question without the words of asking, if others are left: «OTP là gì» asks for «OTP»."""
    left = tuple(word for word in question.words if word.folded not in ASKING)
    return replace(question, words=left or question.words)
