"""Whether a Vietnamese reader can say a word aloud as it is written."""

from __future__ import annotations

import re

from lms.catalogue.finding.letters import places
from lms.vietnamese import fold

_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_MOST_CAPITALS = 1


def is_read_as_written(text: str) -> bool:
    """Whether every word is one Vietnamese syllable. Capitals side by side are letters to be spelled out."""
    return all(_is_syllable(text[start:end]) for start, end, _word in places(text))


def _is_syllable(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return capitals <= _MOST_CAPITALS and _SYLLABLE.fullmatch(fold(word)) is not None
