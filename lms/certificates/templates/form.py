"""What a certificate is printed from: a page in HTML and CSS with its ornaments, as plain values that never change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FONTS = frozenset({"Liberation Serif", "Noto Serif", "Noto Serif Display"})
"""What the built-in form is set in; all hold every Vietnamese letter. Debian: fonts-liberation2, fonts-noto-core."""
FOLDER = Path(__file__).parents[1] / "data" / "forms" / "chung"
_ORNAMENTS = ("frame.svg", "drum.svg")

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""
SEAL_PLACE: Rectangle = (480.0, 76.0, 565.0, 161.0)
"""Where the seal stands on the built-in form: a third of it over the signature, as Nghị định 30/2020 has it."""


class CannotPrint(Exception):
    """The certificate would not look as it must, so it is not printed."""


class DoesNotFit(CannotPrint):
    """The text takes more than a page, however small it is set."""


class Fetches(CannotPrint):
    """The form asks for something that it does not bring."""

    def __init__(self, address: str) -> None:
        super().__init__(f"a certificate must not fetch {address}")
        self.address = address


@dataclass(frozen=True, slots=True)
class Form:
    """A version of a form. Two with the same digest print the same bytes."""

    name: str
    version: int
    html: str
    """A Jinja template; what it is given stands in :mod:`lms.certificates.templates.pages`."""
    css: str
    assets: Mapping[str, bytes]
    """Pictures by file name; the CSS finds them as ``own:<file name>``, and nothing else."""
    fonts: frozenset[str] = FONTS
    """The families it may be set in; a letter they lack is refused."""
    may_be_stamped: bool = True
    """Whether the guard found stamped pages the same to the eye as those laid out."""
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        told = hashlib.sha256()
        for part in (self.html, self.css, *sorted(self.fonts)):
            told.update(hashlib.sha256(part.encode()).digest())
        for name, content in sorted(self.assets.items()):
            told.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
        object.__setattr__(self, "digest", told.hexdigest())

    def __hash__(self) -> int:
        return hash(self.digest)


@cache
def built_in() -> Form:
    """The form that comes with the program."""
    return Form(
        name="chung",
        version=1,
        html=(FOLDER / "print.html").read_text("utf-8"),
        css=(FOLDER / "print.css").read_text("utf-8"),
        assets={name: (FOLDER / name).read_bytes() for name in _ORNAMENTS},
    )
