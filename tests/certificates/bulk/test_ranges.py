"""A download that broke off goes on where it stopped, and never ends in other bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lms.certificates.models import Certificate, CertificateFile
from lms.db import Database
from tests.certificates.bulk.conftest import Asking
from tests.pages import Browser


@pytest.fixture
def address(chi: Browser, asking: Asking, people_with_papers: Callable[..., list[Certificate]]) -> str:
    """A ZIP of Chi's."""
    people_with_papers(4)
    return asking.have(chi, "zip") + "/1"


def test_any_span_is_that_of_the_whole(chi: Browser, address: str) -> None:
    whole = chi.get(address)
    size = len(whole.data)

    assert whole.headers["Accept-Ranges"] == "bytes"
    assert whole.headers["Cache-Control"] == "private, no-store"
    assert whole.content_length == size
    for asked, first, last in [("0-0", 0, 0), ("1-700", 1, 700), ("650-", 650, size - 1), ("-10", size - 10, size - 1)]:
        part = chi.get(address, Range=f"bytes={asked}")
        assert part.status_code == 206
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert part.data == whole.data[first : last + 1]
        assert part.content_length == len(part.data)


def test_a_broken_download_is_resumed(chi: Browser, address: str) -> None:
    whole = chi.get(address)

    rest = chi.get(address, Range="bytes=1000-", **{"If-Range": whole.headers["ETag"]})

    assert rest.status_code == 206
    assert whole.data[:1000] + rest.data == whole.data


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=5-", "If-Range": '"another"'},
        {"Range": "bytes=5-", "If-Range": "Wed, 21 Oct 2015 07:28:00 GMT"},
        {"Range": "bytes=0-1,5-6"},
        {"Range": "lines=1-2"},
        {"Range": "bytes=abc"},
    ],
)
def test_what_cannot_be_resumed_begins_anew(chi: Browser, address: str, headers: dict[str, str]) -> None:
    answer = chi.get(address, **headers)

    assert answer.status_code == 200
    assert answer.data[:4] == b"PK\x03\x04"


def test_beyond_the_end_there_is_nothing(chi: Browser, address: str) -> None:
    size = len(chi.get(address).data)

    answer = chi.get(address, Range=f"bytes={size}-")

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"


def test_what_one_has_already_is_not_sent_again(chi: Browser, address: str) -> None:
    known = chi.get(address).headers["ETag"]

    assert chi.get(address, **{"If-None-Match": known}).status_code == 304


def test_a_paper_that_is_gone_breaks_the_download_rather_than_changing_it(
    chi: Browser, database: Database, address: str
) -> None:
    with database.transaction() as db:
        db.delete(db.query(CertificateFile).first())

    with pytest.raises(LookupError):
        chi.get(address)
