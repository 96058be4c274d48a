"""Prints pages of ours: HTML in, the bytes of a tagged PDF out. Nothing is fetched for them from disk or network."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from mimetypes import guess_type
from typing import Any

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

one_at_a_time = threading.Lock()
"""To be held while anything is laid out: the font machinery is not made for threads."""


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Hands out the files that belong to a page, at ``own:<name>``; any other address ends the printing."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.own = {f"own:{name}": content for name, content in files.items()}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self.own:
            raise FatalURLFetchingError(url)
        kind = guess_type(url.partition(":")[2])[0] or "application/octet-stream"
        return URLFetcherResponse(url, self.own[url], {"Content-Type": kind})


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Leave cycles of garbage alone for so long: pages are made of boxes that live to the end, searched in vain."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def printed(html: str, identifier: bytes, files: Mapping[str, bytes] | None = None) -> tuple[bytes, int]:
    """The bytes of a page, PDF/UA-1, and how many sheets it has; the same page gives the same bytes."""
    with one_at_a_time, _collecting_later():
        document: Any = HTML(string=html, url_fetcher=OwnFilesOnly(files or {})).render()
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier), len(document.pages)
