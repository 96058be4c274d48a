"""Every sentence of the program has its Vietnamese, and the Vietnamese fits the sentence."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from lms.config import ROOT

PO = ROOT / "lms" / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
_HOLE = re.compile(r"%\((\w+)\)s|%%")


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What the program says, as the extractor finds it."""
    file = tmp_path_factory.mktemp("sentences") / "messages.pot"
    command = ["-q", "extract", "-F", "pyproject.toml", "-k", "lazy_gettext", "-k", "N_", "-o", str(file), "."]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *command], check=True, cwd=ROOT)
    with file.open("rb") as opened:
        return [message for message in read_po(opened) if message.id]


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    """The Vietnamese catalogue."""
    with PO.open("rb") as opened:
        return read_po(opened, locale="vi")


def test_every_sentence_is_translated(sentences: list[Message], vietnamese: Catalog) -> None:
    without = [message.id for message in sentences if not _translation(vietnamese, message)]

    assert without == []


def test_no_translation_is_left_over(sentences: list[Message], vietnamese: Catalog) -> None:
    said = {_first(message) for message in sentences}

    assert [message.id for message in vietnamese if message.id and _first(message) not in said] == []


def test_no_translation_is_in_doubt(vietnamese: Catalog) -> None:
    assert [message.id for message in vietnamese if message.id and message.fuzzy] == []


def test_holes_are_those_of_the_sentence(vietnamese: Catalog) -> None:
    differing = [
        message.id for message in vietnamese if message.id and _holes(_all(message.id)) != _holes(_all(message.string))
    ]

    assert differing == []


def test_the_catalogue_is_compiled_from_these_words() -> None:
    assert PO.with_suffix(".mo").stat().st_mtime >= PO.stat().st_mtime, "run make translations"


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _all(words: object) -> str:
    return words if isinstance(words, str) else " ".join(words)  # type: ignore[arg-type]


def _translation(catalogue: Catalog, message: Message) -> object:
    found = catalogue.get(_first(message))
    return found is not None and found.string and all([found.string] if isinstance(found.string, str) else found.string)


def _holes(words: str) -> set[str]:
    return set(_HOLE.findall(words)) - {""}
