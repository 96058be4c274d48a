"""What a person sees or hears of a page, word by word, and which of the words are English."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from babel.messages.pofile import read_po

from lms.config import ROOT

PO = ROOT / "lms" / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
_EVERYDAY = """
about after again all and answer any are back because been before begin but certificate check choose code course day done
error every everybody fail failed file find first for from good have help here his how into invalid its learn lesson login
more must name next not nothing number of open other our out page password person please question read right save send show
sign since some submit that their them there these they this those try type unit until up wait was what when where which who
will with word wrong year yes you your
"""
COMMON = frozenset(_EVERYDAY.split())
"""English words of every day that are no Vietnamese ones."""
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "use"}
_SPOKEN = {"aria-label", "title", "alt", "placeholder", "data-l", "data-show", "data-hide", "data-stop"}
_HOLE = re.compile(r"%\(\w+\)s|%%|\{\w+\}")
_WORD = re.compile(r"(?<![\w./@:-])[a-z]{2,}(?![\w/@-]|\.\w)", re.IGNORECASE)


class Reader(HTMLParser):
    """Collects the text of a page that is said to be Vietnamese; what carries another language is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._languages: list[tuple[str, str]] = [("", "vi")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language of the element and what it says by its attributes."""
        given = dict(attrs)
        language = "" if tag in ("script", "style") else given.get("lang") or self._languages[-1][1]
        if language == "vi":
            self.said += [given[name] or "" for name in _SPOKEN & set(given)]
        if tag not in _VOID:
            self._languages.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        """Go back to the language around the element; ends that HTML allows to leave out are passed over."""
        opened = [at for at, (name, _language) in enumerate(self._languages) if name == tag]
        if opened:
            del self._languages[opened[-1] :]

    def handle_data(self, data: str) -> None:
        """Keep what is said in Vietnamese."""
        if self._languages[-1][1] == "vi":
            self.said.append(data)


def english_words(html: str) -> set[str]:
    """The English words a Vietnamese page says."""
    reader = Reader()
    reader.feed(html)
    words = {word.lower() for said in reader.said for word in _WORD.findall(said) if not word.isupper()}
    return words & (COMMON | english_only())


@cache
def english_only() -> frozenset[str]:
    """The words of the program's English sentences that no Vietnamese sentence holds."""
    with PO.open("rb") as file:
        catalogue = [message for message in read_po(file, locale="vi") if message.id]
    english = {word for message in catalogue for word in _words(message.id)}
    vietnamese = {word for message in catalogue for word in _words(message.string)}
    return frozenset(word for word in english - vietnamese if len(word) > 2)


def everyday_words(sentence: str) -> set[str]:
    """The everyday English words in a sentence, apart from the names of its holes."""
    return _words(sentence) & COMMON


def _words(sentences: object) -> set[str]:
    text = sentences if isinstance(sentences, str) else " ".join(sentences)  # type: ignore[arg-type]
    return {word.lower() for word in _WORD.findall(_HOLE.sub(" ", text))}
