"""Certificates are PDF/A-3a and PDF/UA-1 at once: an independent judge says so, and knows what is not."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from weasyprint import HTML

from lms.certificates.printing import printed
from tests.certificates.conftest import Judge
from tests.certificates.paper import some_facts
from tests.certificates.samples import builders
from tests.certificates.vera import FLAVOURS

PICTURE = "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\" alt=\"{}\">"
PAGE = '<!doctype html><html lang="vi"><title>Giấy</title><body><h1>Giấy</h1>'


def test_every_certificate_may_be_kept_for_ever_and_read_aloud(vera: Judge, tmp_path: Path) -> None:
    """Every kind the rooms know, in one run: a run costs seconds, a file in it little."""
    papers = {}
    for name, build in builders().items():
        folder = tmp_path / name
        folder.mkdir()
        papers[name] = folder / f"{name}.pdf"
        papers[name].write_bytes(build(folder))

    verdicts = vera(papers.values())

    assert {name: verdicts[paper] for name, paper in papers.items()} == {
        name: {flavour: [] for flavour in FLAVOURS} for name in papers
    }


def _plain(html: str, variant: str | None = "pdf/ua-1") -> Callable[[], bytes]:
    return lambda: HTML(string=html).write_pdf(pdf_variant=variant)


def _split() -> bytes:
    """What tools that take pages apart make of a certificate: the page, without what tells what is on it."""
    part, out = pikepdf.new(), BytesIO()
    with pikepdf.open(BytesIO(printed(some_facts()))) as whole:
        page = whole.pages[0]
        del page.Annots
        part.pages.append(page)
        part.save(out)
    return out.getvalue()


PLANTED = {
    "no language": (_plain(PAGE.replace(' lang="vi"', "")), "ua1", "7.2 t29"),
    "no title": (_plain(PAGE.replace("<title>Giấy</title>", "")), "ua1", "7.1 t9"),
    "a picture nobody describes": (_plain(PAGE + PICTURE.format("")), "ua1", "7.3 t1"),
    "a plain file": (_plain(PAGE, None), "3a", "6.6.2.1 t1"),
    "a file that is only to be read aloud": (_plain(PAGE), "3a", "6.6.4 t1"),
    "a page taken out of a certificate": (_split, "ua1", "7.1 t11"),
    "a page taken out of a certificate, kept": (_split, "3a", "6.7.3.3 t1"),
}


def test_the_judge_sees_what_is_planted(vera: Judge, tmp_path: Path) -> None:
    papers = {name: tmp_path / f"{name}.pdf" for name in PLANTED}
    for name, (build, _, _) in PLANTED.items():
        papers[name].write_bytes(build())

    verdicts = vera(papers.values())

    assert [
        (name, verdicts[papers[name]][flavour])
        for name, (_, flavour, clause) in PLANTED.items()
        if clause not in verdicts[papers[name]][flavour]
    ] == []


def test_a_picture_that_is_described_is_no_reason_to_fail(vera: Judge, tmp_path: Path) -> None:
    paper = tmp_path / "described.pdf"
    paper.write_bytes(_plain(PAGE + PICTURE.format("Hình vuông"))())

    assert vera([paper], ["ua1"])[paper] == {"ua1": []}
