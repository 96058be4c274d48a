"""What was published stays as it is: audited files at addresses that never change, and a page that prints them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache

import pytest

from lms.db import Database
from lms.problems import Problem
from lms.statistics.out import faces
from lms.statistics.out.audit import audit_csv
from lms.statistics.out.described import TABLE
from lms.statistics.out.faces import CUBE
from lms.statistics.out.published.actions import Finished, Invented, NotFrozen, PublishedOtherwise, finish, publish
from lms.statistics.out.publishing import NotSafe
from lms.statistics.out.rows import Dataset
from lms.statistics.rules import Indicator
from tests.builders import NOON
from tests.pages import Browser
from tests.statistics.out import reading
from tests.statistics.out.invented import province
from tests.statistics.out.test_printing import FROZEN

AT = "/du-lieu/v1/ky/2026-T11"


@cache
def finished(revision: int = 0, seed: int = 1) -> Finished:
    """A province with villages; the report on paper is left to other tests."""
    period = replace(FROZEN, revision=revision, sha256=hashlib.sha256(f"{seed}".encode()).hexdigest())
    data: Dataset = replace(province(seed, 0.985, villages=300), period=period, is_invented=False)
    some = replace(data, rows=tuple(replace(row, period=period) for row in data.rows))
    return finish(some)


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing is slow, and tried elsewhere."""
    monkeypatch.setitem(faces.FACES, faces.REPORT, replace(faces.FACES[faces.REPORT], make=lambda *_: b"%PDF-"))


@pytest.fixture
def published(database: Database) -> None:
    """The first revision."""
    with database.transaction() as db:
        publish(db, finished(), NOON)


@pytest.mark.usefixtures("published")
def test_everybody_may_have_the_audited_files(guest: Browser) -> None:
    for name, content in finished().files.items():
        answer = guest.get(f"{AT}/r0/{name}", Accept_Encoding="identity")
        assert answer.data == content
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert hashlib.sha256(content).hexdigest() in answer.headers["ETag"]
    assert audit_csv(guest.get(f"{AT}/r0/{TABLE}").data) == []


def test_the_digest_of_what_is_kept_back_is_never_told() -> None:
    """Whoever has it could try the few values a hidden count may have until it fits."""
    made = finished()
    pages, _ = reading.of_xlsx(made.files["so-lieu.xlsx"])

    assert made.told.period.sha256 not in ("", made.frozen_sha256)
    assert made.told.period.sha256 in str(pages["Bìa"])
    assert not [name for name, file in made.files.items() if made.frozen_sha256.encode() in file]
    assert made.frozen_sha256 not in str(pages)


@pytest.mark.usefixtures("published")
def test_an_unchanged_file_is_not_sent_again(guest: Browser) -> None:
    etag = guest.get(f"{AT}/r0/{TABLE}").headers["ETag"]
    again = guest.get(f"{AT}/r0/{TABLE}", If_None_Match=etag)

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.usefixtures("published")
def test_a_correction_stands_beside_what_it_corrects(guest: Browser, database: Database) -> None:
    before = guest.get(f"{AT}/r0/{TABLE}").data
    with database.transaction() as db:
        publish(db, finished(1, seed=2), NOON)

    assert guest.get(f"{AT}/moi-nhat/{TABLE}").location == f"{AT}/r1/{TABLE}"
    assert guest.get(f"{AT}/r0/{TABLE}").data == before
    assert guest.get(f"{AT}/r1/{TABLE}").data != before
    listed = guest.get("/du-lieu/v1/ky.json").json
    assert [(one["ky"], one["sua_doi"], one["so_lieu"]) for one in listed] == [("2026-T11", 1, f"{AT}/r1/{TABLE}")]


@pytest.mark.usefixtures("published")
def test_publishing_twice_is_once_and_never_otherwise(database: Database) -> None:
    with database.transaction() as db:
        publish(db, finished(), NOON)
    other = finished(0, seed=2)
    with pytest.raises(PublishedOtherwise), database.transaction() as db:
        publish(db, other, NOON)


def test_only_what_is_frozen_is_published() -> None:
    with pytest.raises(NotFrozen) as refused:
        finish(province(1, 0.8))
    assert isinstance(refused.value, Problem)


def test_invented_numbers_are_not_published() -> None:
    data = province(1, 0.985, villages=300)
    assert data.is_invented
    with pytest.raises(Invented):
        finish(replace(data, period=FROZEN))


def test_a_file_that_tells_what_must_be_kept_back_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (TABLE, CUBE):
        everything = faces.FACES[name].make(province(1, 0.985, villages=300), Indicator.ADULT)
        with monkeypatch.context() as patched:
            patched.setitem(faces.FACES, name, replace(faces.FACES[name], make=lambda *_, told=everything: told))
            with pytest.raises(NotSafe):
                finished.__wrapped__()


def test_before_anything_is_published_the_page_says_so(guest: Browser) -> None:
    assert guest.get("/du-lieu").status_code == 200
    assert guest.get("/du-lieu/v1/ky.json").json == []


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("indicator", [Indicator.ADULT, Indicator.PRIMARY_PUPIL])
def test_the_page_prints_the_numbers_of_the_file(guest: Browser, indicator: Indicator) -> None:
    figures = reading.of_csv(finished().files[TABLE])
    told = finished().told

    rows = reading.of_page(guest.get(f"/du-lieu?indicator={indicator}").text)
    below = [row for row in told.below(indicator) if row.unit.parent == "25"]

    assert [row[2] for row in rows[:6]] == [figures["25", one.value] for one in Indicator]
    assert [row[2] for row in rows[6:]] == [figures[row.unit.code, indicator] for row in below]


@pytest.mark.usefixtures("published")
def test_villages_are_on_the_page_of_their_commune(guest: Browser) -> None:
    told = finished().told
    village = next(row for row in told.rows if row.unit.parent not in ("", "25"))
    page = guest.get(f"/du-lieu?unit={village.unit.parent}").text
    of_pupils = guest.get(f"/du-lieu?unit={village.unit.parent}&indicator=primary-pupil").text

    assert village.unit.name in page
    assert village.unit.name not in of_pupils


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "path",
    [f"{AT}/r1/{TABLE}", f"{AT}/r0/khac.csv", "/du-lieu/v1/ky/2026-T10/moi-nhat/so-lieu.csv", "/du-lieu?unit=99999",
     "/du-lieu?indicator=nobody", "/du-lieu?period=2020"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(guest: Browser, path: str) -> None:
    assert guest.get(path).status_code == 404
