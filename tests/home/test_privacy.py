"""Nothing is kept of people that the privacy page does not tell."""

from __future__ import annotations

import pytest

import lms.app  # noqa: F401 - every room's tables must be known
from lms.home.inventory.subjects import SUBJECTS
from lms.home.inventory.words import WORDS
from lms.home.queries import columns
from lms.home.rules import Column, Subject, kept, unclassified
from tests.pages import Browser

SUBJECT = Subject("Who you are", "why", "how long")


def test_every_column_says_how_private_it_is() -> None:
    assert unclassified(columns()) == []


def test_everything_private_has_words() -> None:
    assert kept(columns(), SUBJECTS, WORDS)


def test_every_word_is_of_a_column_that_exists() -> None:
    known = {f"{column.table}.{column.name}" for column in columns()} | {column.name for column in columns()}

    assert set(WORDS) - known == set()
    assert set(SUBJECTS) - {column.table for column in columns()} == set()


def test_a_new_private_column_without_words_is_noticed() -> None:
    with pytest.raises(KeyError, match="religion"):
        kept([Column("person", "religion", "sensitive")], {"person": SUBJECT}, {})


def test_public_columns_and_secrets_of_nobody_are_not_told() -> None:
    some = [
        Column("person", "name", "personal"),
        Column("person", "is_demonstration", "public"),
        Column("item", "options", "secret"),
    ]

    assert [line.items for line in kept(some, {"person": SUBJECT}, {"person.name": "full name"})] == [("full name",)]


def test_the_same_thing_is_told_once() -> None:
    some = [Column("person", "name", "personal"), Column("person", "folded_name", "personal")]
    words = {"person.name": "full name", "person.folded_name": "full name"}

    assert kept(some, {"person": SUBJECT}, words)[0].items == ("full name",)


def test_a_guest_reads_it(guest: Browser) -> None:
    text = guest.get("/privacy").text

    assert "91/2025/QH15" in text
    assert "356/2025/NĐ-CP" in text


def test_it_leads_to_what_one_may_ask_for(an: Browser) -> None:
    assert 'href="/account/requests"' in an.get("/privacy").text
