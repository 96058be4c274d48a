"""The press leaves the process as it found it."""

from __future__ import annotations

import gc

import pytest
from weasyprint.urls import FatalURLFetchingError

from lms.press import printed

_PAGE = "<html lang=vi><title>Trang</title><p>Một trang."


def test_garbage_is_collected_again_when_a_page_is_printed() -> None:
    printed(_PAGE, b"x" * 16)

    assert gc.isenabled()


def test_and_when_it_could_not_be_printed() -> None:
    with pytest.raises(FatalURLFetchingError):
        printed(f"{_PAGE}<img src='https://elsewhere.example/a.png' alt=''>", b"x" * 16)

    assert gc.isenabled()
