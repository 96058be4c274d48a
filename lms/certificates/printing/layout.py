"""Lays a certificate out with WeasyPrint, which only this module knows.

The page may use what its form brings and nothing else: whatever address stands in a name or a title, nothing is fetched
from disk or network. The file is PDF/A-3a and PDF/UA-1.
"""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from mimetypes import guess_type
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from lms.certificates.codes import grouped
from lms.certificates.printing import finishing, qr
from lms.certificates.printing.lifting import Lifted, picture_of_page
from lms.certificates.rules import Facts
from lms.certificates.templates.form import CannotPrint, Form, Rectangle, built_in
from lms.certificates.wording import ems_that_fit

_SRGB = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
_TEXT_WIDTH = 640.0  # points between the margins of the page
_SIZES = (13.5, 13, 12, 11, 10)  # points; a long text is set smaller as a whole
_NO_ORNAMENTS = CSS(string="@page { background: none !important }")
_PLACE_OF_QR = Markup('<svg viewBox="0 0 1 1"><title>{title}</title></svg>')
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    b'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)
"""What declares PDF/UA-1 beside PDF/A: WeasyPrint can say one or the other."""


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Hands out the pictures of the form; any other address ends the printing."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.own = {f"own:{name}": content for name, content in form.assets.items()}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self.own:
            raise FatalURLFetchingError(f"a certificate must not fetch {url}")
        kind = guess_type(url.partition(":")[2])[0] or "application/octet-stream"
        return URLFetcherResponse(url, self.own[url], {"Content-Type": kind})


class _Press:
    """What is made once for a form and used for every page."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.fonts = FontConfiguration()
        self.fetcher = _OwnFilesOnly(form)
        self.style = CSS(string=form.css, font_config=self.fonts, url_fetcher=self.fetcher)
        self.images: dict[str, Any] = {}
        self.template = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
            form.html
        )

    @cached_property
    def backdrop(self) -> Lifted:
        """The empty page with its ornaments; drawing them takes longer than laying out and drawing all the text."""
        return picture_of_page(self.laid_out("<title></title>", self.style).write_pdf())

    def laid_out(self, html: str, *styles: CSS) -> Any:
        """Pages, not yet drawn."""
        return HTML(string=html, url_fetcher=self.fetcher).render(
            font_config=self.fonts,
            stylesheets=styles,
            color_profiles={"srgb": _colours()},
            cache=self.images,
        )


_one_at_a_time = threading.Lock()
"""The font machinery is not made for threads."""


@lru_cache(maxsize=16)
def _press(form: Form) -> _Press:
    return _Press(form)


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
    the signature is there and invisible. ``qr_text`` is what the QR code holds if it is more than the address. Raises :class:`CannotPrint` when a font or a letter is missing: another font
    in its place would go unnoticed.
    """
    with _one_at_a_time:
        press = _press(form or built_in())
        document = _on_one_page(press, facts)
        _declare_accessible(document)

        def finish(document: Any, pdf: Any) -> None:
            _refuse_substitutes(document, press.form.fonts)
            finishing.put_behind(pdf, press.backdrop)
            finishing.draw_qr(pdf, facts.address, qr_text or facts.address)
            finishing.repair_figures(pdf, document.pages[0].height)
            finishing.add_signature_field(pdf, seal)
            if badge is not None:
                finishing.attach_badge(pdf, badge, facts.issued_at)

        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=_identifier(facts),
            output_intent="ours",  # the profile above; with "srgb" WeasyPrint opens the same file and leaves it open
            finisher=finish,
        )
    return pdf


def _on_one_page(press: _Press, facts: Facts) -> Any:
    try:
        document = next((laid for size in _SIZES if len((laid := _laid_out(press, facts, size)).pages) == 1), None)
    except FatalURLFetchingError as error:
        raise CannotPrint(str(error)) from error
    if document is None:
        raise CannotPrint("the text does not fit on one page")
    return document


def _laid_out(press: _Press, facts: Facts, size: float) -> Any:
    html = press.template.render(
        facts=facts,
        code=grouped(facts.code),
        qr=_PLACE_OF_QR.format(title=qr.title(facts.address)),
        size=size,
        holder_em=ems_that_fit(facts.holder, _TEXT_WIDTH / size, 2.6),
        course_em=ems_that_fit(facts.course_title, _TEXT_WIDTH / size, 1.5, smallest=1.15),
    )
    return press.laid_out(html, press.style, _NO_ORNAMENTS)


def _colours() -> ColorProfile:
    """The profile PDF/A asks for, anew for every page: writing it changes it."""
    return ColorProfile(BytesIO(_SRGB), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _identifier(facts: Facts) -> bytes:
    """Names the document for ever, whoever prints it."""
    return hashlib.sha256(f"{facts.form} {facts.address} {facts.number}".encode()).digest()[:16]


def _declare_accessible(document: Any) -> None:
    plain = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *about: plain(*about).replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")


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
