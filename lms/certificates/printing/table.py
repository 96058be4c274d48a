"""Prints tables for the office: a page of ours in, the bytes of a tagged PDF out. Nothing is fetched for it."""

from __future__ import annotations

from typing import Any

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from lms.certificates.printing.layout import one_at_a_time


class _Nothing(URLFetcher):  # type: ignore[misc]
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        raise FatalURLFetchingError(f"a table must not fetch {url}")


def printed_table(html: str, identifier: bytes) -> tuple[bytes, int]:
    """The bytes of a page, PDF/UA-1, and how many sheets it has; the same page gives the same bytes."""
    with one_at_a_time:
        document = HTML(string=html, url_fetcher=_Nothing()).render()
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier), len(document.pages)
