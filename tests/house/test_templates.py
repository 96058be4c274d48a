"""Templates hold no script, no style, no sentence that cannot be translated, and no part that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lms.config import ROOT

FOLDER = ROOT / "templates"
STATIC = ROOT / "lms" / "static"
STYLES = (STATIC / "app.css", STATIC / "projector.css", ROOT / "lms" / "authoring" / "preview" / "data" / "preview.css")
VIETNAMESE_ONLY = {
    "home/style.html": "for those who build pages; not in production",
}
ABBREVIATIONS = {"PDF", "CSV", "QR"}
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
TRANSLATED = [name for name in TEMPLATES if name not in VIETNAMESE_ONLY]

_UNSPOKEN = re.compile(
    r"\{%-? *trans.*?endtrans *-?%\}"
    r"|\{% block width %\}\w*\{% endblock %\}"
    r'|<div class="cert" lang="vi"><div class="band"></div>.*?</div>',  # the paper on a screen speaks as the paper does
    re.DOTALL,
)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_SPOKEN = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]*)"')
_CLASS = re.compile(r'class="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_HOLE = "\0"


def source(name: str) -> str:
    """A template as it was written."""
    return (FOLDER / name).read_text("utf-8")


def bare(name: str) -> str:
    """A template with a hole for everything of Jinja."""
    return _JINJA.sub(_HOLE, _UNSPOKEN.sub("", source(name)))


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_word_goes_through_the_translators(name: str) -> None:
    text = bare(name)

    said = " ".join([_TAG.sub(" ", text), *_SPOKEN.findall(text)])

    assert [word for word in _WORD.findall(said) if word not in ABBREVIATIONS] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_script_and_no_style_inside(name: str) -> None:
    text = bare(name)

    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", text) == []


def names_asked_for(part: str) -> set[str]:
    """The icons or pictures that templates name."""
    call = re.compile(rf"\b{part}\(([^()]*)")
    return {
        name
        for path in TEMPLATES
        for call_ in call.findall(source(path))
        for name in re.findall(r"\"([\w-]+)\"", call_)
    }


@pytest.mark.parametrize(("part", "file", "prefix"), [("icon", "icons.svg", "i-"), ("picture", "pictures.svg", "p-")])
def test_every_drawing_that_is_named_exists(part: str, file: str, prefix: str) -> None:
    drawn = set(re.findall(rf'id="{prefix}([\w-]+)"', (STATIC / file).read_text("utf-8")))

    assert names_asked_for(part) - drawn == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_class_has_a_rule(name: str) -> None:
    rules = {rule for file in STYLES for rule in re.findall(r"\.([a-z][\w-]*)", file.read_text("utf-8"))}
    used = {word for value in _CLASS.findall(bare(name)) for word in value.split() if _HOLE not in word}

    assert used - rules == set()


def test_nobody_forgets_a_template_here() -> None:
    assert all((FOLDER / name).exists() for name in VIETNAMESE_ONLY)
    assert Path(FOLDER / "base.html").exists()
