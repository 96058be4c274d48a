"""The way to a certificate's paper that others take: the quickest that gives the page it must give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lms.certificates.printing.layout import printed
from lms.certificates.rules import Facts
from lms.certificates.templates.form import Form, Rectangle


class Way(StrEnum):
    """How a page was made."""

    LAID_OUT = "laid-out"


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed certificate, and how it was made."""

    pdf: bytes
    way: Way


def paper(
    facts: Facts,
    form: Form | None = None,
    badge: bytes | None = None,
    *,
    seal: Rectangle | None = None,
    qr_text: str | None = None,
) -> Paper:
    """The certificate as a PDF on a form, the built-in one unless another is given; see :func:`printed`."""
    return Paper(printed(facts, form, badge, seal=seal, qr_text=qr_text), Way.LAID_OUT)
