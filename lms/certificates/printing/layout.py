"""Lays a certificate out with WeasyPrint.

The page may use what its form brings and nothing else: whatever address stands in a name or a title, nothing is fetched
from disk or network. The file is PDF/A-3a and PDF/UA-1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from lms.certificates.codes import grouped
from lms.certificates.printing import accessible, finishing, qr
from lms.certificates.printing.lifting import Lifted, picture_of_page
from lms.certificates.printing.words import ems, identifier
from lms.certificates.rules import Facts
from lms.certificates.templates.form import CannotPrint, DoesNotFit, Fetches, Form, Rectangle, built_in
from lms.press import OwnFilesOnly, one_at_a_time

_SRGB = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
_SIZES = (13.5, 13, 12, 11, 10)  # points; a long text is set smaller as a whole
_NO_ORNAMENTS = CSS(string="@page { background: none !important }")
_PLACE_OF_QR = Markup('<svg viewBox="0 0 1 1"><title>{title}</title></svg>')


@contextmanager
def _fetching_nothing() -> Iterator[None]:
    """Say in our words what WeasyPrint says in a way that it does not catch itself."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise Fetches(str(error)) from error


class Press:
    """What is made once for a form and used for every page. One page at a time: see :data:`lms.press.one_at_a_time`."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.fonts = FontConfiguration()
        self.fetcher = OwnFilesOnly(form.assets)
        with _fetching_nothing():
            self.style = CSS(string=form.css, font_config=self.fonts, url_fetcher=self.fetcher)
        self.images: dict[str, Any] = {}
        plain = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self.template = plain.from_string(form.html)

    @cached_property
    def backdrop(self) -> Lifted:
        """The empty page with its ornaments; drawing them takes longer than laying out and drawing all the text."""
        return picture_of_page(self._laid_out("<title></title>", self.style, colours={}).write_pdf())

    def lay_out(self, words: Mapping[str, Any], size: float) -> Any:
        """The pages that text of a size makes, not yet drawn."""
        html = self.template.render(**words, qr=_PLACE_OF_QR.format(title=qr.title(words["facts"].address)), size=size)
        return self._laid_out(html, self.style, _NO_ORNAMENTS)

    def write(self, document: Any, identifier: bytes, finish: Callable[[Any, Any], None]) -> bytes:
        """Draw the pages; ``finish`` is given the document and what is about to be written."""
        accessible.declare(document)

        def checked(document: Any, pdf: Any) -> None:
            _refuse_substitutes(document, self.form.fonts)
            finishing.put_behind(pdf, self.backdrop)
            finish(document, pdf)

        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier,
            output_intent="ours",  # the profile above; with "srgb" WeasyPrint opens the same file and leaves it open
            finisher=checked,
        )
        return pdf

    def _laid_out(self, html: str, *styles: CSS, colours: dict[str, ColorProfile] | None = None) -> Any:
        with _fetching_nothing():
            return HTML(string=html, url_fetcher=self.fetcher).render(
                font_config=self.fonts,
                stylesheets=styles,
                color_profiles={"srgb": _colours()} if colours is None else colours,
                cache=self.images,
            )


@lru_cache(maxsize=16)
def press_of(form: Form) -> Press:
    """The press for a form."""
    return Press(form)


def printed(
    facts: Facts,
    form: Form | None = None,
    badge: bytes | None = None,
    *,
    seal: Rectangle | None = None,
    qr_text: str | None = None,
) -> bytes:
    """The certificate as a PDF, laid out on the built-in form unless another is given.

    ``badge`` is embedded as ``credential.json``. ``seal`` is where the signature will be seen; without it the field for
    the signature is there and invisible. ``qr_text`` is what the QR code holds if it is more than the address.
    Raises :class:`CannotPrint` when a font or a letter is missing: another font in its place would go unnoticed.
    """

    def finish(document: Any, pdf: Any) -> None:
        finishing.draw_qr(pdf, facts.address, qr_text or facts.address)
        finishing.repair_figures(pdf, document.pages[0].height)
        finishing.add_signature_field(pdf, seal)
        if badge is not None:
            finishing.attach_badge(pdf, badge, facts.issued_at)

    with one_at_a_time:
        press = press_of(form or built_in())
        document, _ = on_one_page(press, facts)
        return press.write(document, identifier(facts), finish)


def on_one_page(press: Press, facts: Facts) -> tuple[Any, float]:
    """The page, and the size its text must have to stand on it."""
    for size in _SIZES:
        document = press.lay_out(plain_words(facts, size), size)
        if len(document.pages) == 1:
            return document, size
    raise DoesNotFit("the text does not fit on one page")


def plain_words(facts: Facts, size: float) -> dict[str, Any]:
    """What the template of a form is told of a person's facts."""
    holder_em, course_em = ems(facts, size)
    return {"facts": facts, "code": grouped(facts.code), "holder_em": holder_em, "course_em": course_em}


def _colours() -> ColorProfile:
    """The profile PDF/A asks for, anew for every page: writing it changes it."""
    return ColorProfile(BytesIO(_SRGB), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _refuse_substitutes(document: Any, allowed: frozenset[str]) -> None:
    fonts = document.fonts.values()
    strange = sorted({font.family for font in fonts} - allowed)
    if strange:
        raise CannotPrint(
            f"{', '.join(strange)} would have taken the place of a font that is missing or lacks a letter; needed are "
            f"{', '.join(sorted(allowed))} (Debian: fonts-liberation2 fonts-noto-core)"
        )
    missing = sorted({f"U+{codepoint:04X}" for font in fonts for codepoint in font.missing})
    if missing:
        raise CannotPrint(f"no font holds {', '.join(missing)}")
