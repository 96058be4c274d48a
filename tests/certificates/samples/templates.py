"""Papers in two languages, with a logo, of a commune."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lms.certificates.printing import paper, printed
from lms.certificates.rules import Facts
from lms.certificates.templates.guard import everybody
from lms.certificates.templates.shipped import shipped
from tests.certificates.samples import sample

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#a8770e"/></svg>'


def _somebody(what: str) -> Facts:
    return everybody(shipped())[what]


@sample
def in_two_languages(_: Path) -> bytes:
    return paper(_somebody("người bình thường, song ngữ"), shipped().form).pdf


@sample
def in_two_languages_laid_out(_: Path) -> bytes:
    return printed(_somebody("nơi ở và tên khóa học dài nhất, song ngữ"), shipped().form)


@sample
def with_a_logo(_: Path) -> bytes:
    facts = replace(_somebody("cơ quan có logo"), logo="logo-thu.svg")
    return paper(facts, replace(shipped().form, assets={**shipped().form.assets, "logo-thu.svg": LOGO})).pdf
