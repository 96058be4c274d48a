"""The name on the certificate is looked at and confirmed before the final."""

from __future__ import annotations

import pytest

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.conftest import rows
from tests.pages import Browser

NAME = "/courses/tiny/final/name"


def test_the_name_is_shown_as_it_would_be_printed(an: Browser, course: PublishedCourse, count) -> None:
    text = an.get(NAME).text

    assert '<p class="who">Nguyễn Thị An</p>' in text
    assert 'value="Nguyễn Thị An"' in text
    assert count("enrolment") == 0


def test_looking_at_a_name_keeps_nothing(an: Browser, course: PublishedCourse, count) -> None:
    shown = an.post(NAME, printed_name="  NGUYỄN   THỊ AN ", look="1")

    assert shown.status_code == 200
    assert '<p class="who">NGUYỄN THỊ AN</p>' in shown.text
    assert count("enrolment") == 0


def test_a_confirmed_name_is_kept_and_may_be_changed(an: Browser, course: PublishedCourse, database: Database) -> None:
    an.post(NAME, printed_name="Nguyễn Thị An")
    confirmed = an.post(NAME, printed_name="Nguyễn Thị Ân")

    assert confirmed.location == "/courses/tiny/final"
    assert rows(database, "SELECT printed_name FROM enrolment") == [("Nguyễn Thị Ân",)]
    assert '<p class="who">Nguyễn Thị Ân</p>' in an.get(NAME).text


@pytest.mark.parametrize("name", ["", "   ", "An 58", "A" * 101, "<b>An</b>", "Nguyễn 😀", "Дмитрий"])
@pytest.mark.parametrize("more", [{}, {"look": "1"}])
def test_what_cannot_be_printed_is_refused_and_stays_in_the_field(
    an: Browser, course: PublishedCourse, name: str, more: dict[str, str], count
) -> None:
    refused = an.post(NAME, printed_name=name, **more)

    assert refused.status_code == 422
    assert 'href="#printed_name"' in refused.text
    assert count("enrolment") == 0


@pytest.mark.parametrize(
    "name", ["NGUYỄN THỊ AN", "Nguyen Thi An", "Nguyễn An", "Nguyễn Thị Ngọc An", "Nguyễn Thị Anh"]
)
def test_marks_capitals_and_slips_may_be_put_right(an: Browser, course: PublishedCourse, name: str) -> None:
    assert an.post(NAME, printed_name=name).status_code == 303


def test_a_certificate_for_somebody_else_is_not_to_be_had(an: Browser, course: PublishedCourse, count) -> None:
    refused = an.post(NAME, printed_name="Trần Văn Bình")

    assert refused.status_code == 422
    assert "Nguyễn Thị An" in refused.text
    assert count("enrolment") == 0


def test_guests_have_no_name_to_confirm(guest: Browser, course: PublishedCourse) -> None:
    assert "/sign-in" in guest.get(NAME).location
