"""Settings: all complaints at once, and no server with a weak secret."""

import pytest

from lms.config import Settings, UnsafeSettings, settings_from

GOOD = {
    "DATABASE_URL": "postgresql://lms@db/lms",
    "LMS_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnop",
    "LMS_BASE_URL": "https://hoc.example.vn",
    "LMS_KEYS": "/var/lib/lms/keys",
}


def complaints(**changes: str | None) -> list[str]:
    environment = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    with pytest.raises(UnsafeSettings) as refused:
        settings_from(environment)
    return refused.value.complaints


def test_four_settings_are_enough():
    settings = settings_from(GOOD)

    assert settings.production
    assert settings.is_secure
    assert settings.host == "hoc.example.vn"


def test_an_empty_environment_is_told_everything_at_once():
    with pytest.raises(UnsafeSettings) as refused:
        settings_from({})

    assert [complaint.split()[0] for complaint in refused.value.complaints] == [
        "DATABASE_URL",
        "LMS_SECRET_KEY",
        "LMS_BASE_URL",
        "LMS_KEYS",
    ]


def test_many_faults_of_many_kinds_are_told_at_once():
    found = complaints(
        DATABASE_URL="mysql://lms@db/lms",
        LMS_SECRET_KEY="short",
        LMS_BASE_URL="http://hoc.example.vn",
        LMS_PROXIES="many",
        LMS_STAFF_MINUTES="0",
    )

    assert len(found) == 5


@pytest.mark.parametrize(
    "secret",
    ["", "secret", "x" * 64, "abcabcabc" * 8, GOOD["LMS_SECRET_KEY"][:31]],
    ids=["empty", "a-word", "one-letter", "three-letters", "too-short"],
)
def test_a_missing_or_weak_secret_is_refused(secret):
    [complaint] = complaints(LMS_SECRET_KEY=secret)

    assert complaint.startswith("LMS_SECRET_KEY is ")


@pytest.mark.parametrize("folder", [None, "", "keys", "./keys"])
def test_a_folder_of_keys_has_its_whole_path(folder):
    [complaint] = complaints(LMS_KEYS=folder)

    assert complaint.startswith("LMS_KEYS ")


def test_no_complaint_repeats_the_secret():
    assert not [c for c in complaints(LMS_SECRET_KEY="hunter2") if "hunter2" in c]


def test_a_missing_secret_is_told_how_to_make_one():
    [complaint] = complaints(LMS_SECRET_KEY=None)

    assert "token_urlsafe" in complaint


@pytest.mark.parametrize(
    "url",
    ["hoc.example.vn", "http://hoc.example.vn", "https://", "https://hoc.example.vn/lms", "https://hoc.example.vn?a=1"],
)
def test_an_address_that_cannot_be_printed_on_a_certificate_is_refused(url):
    [complaint] = complaints(LMS_BASE_URL=url)

    assert complaint.startswith("LMS_BASE_URL must be")


def test_a_slash_at_the_end_of_the_address_is_forgiven():
    assert settings_from({**GOOD, "LMS_BASE_URL": "https://hoc.example.vn/"}).base_url == "https://hoc.example.vn"


@pytest.mark.parametrize("url", ["lms.sqlite3", "mysql://lms@db/lms", "sqlite:lms.sqlite3"])
def test_a_database_of_another_kind_is_refused(url):
    [complaint] = complaints(DATABASE_URL=url)

    assert complaint.startswith("DATABASE_URL must begin with")


@pytest.mark.parametrize("number", ["", "0", "-1", "1.5", "một", "1 000", "٣"])
def test_what_is_no_whole_number_is_refused(number):
    [complaint] = complaints(LMS_REQUESTS_PER_MINUTE=number)

    assert complaint.startswith("LMS_REQUESTS_PER_MINUTE must be a whole number")


def test_no_proxy_at_all_may_be_said_aloud():
    assert settings_from({**GOOD, "LMS_PROXIES": "0"}).proxies == 0


def test_numbers_are_read():
    settings = settings_from({**GOOD, "LMS_PROXIES": "2", "LMS_OWN_PHONE_DAYS": "30"})

    assert (settings.proxies, settings.own_phone_days) == (2, 30)


def test_unset_numbers_keep_their_defaults():
    assert settings_from(GOOD).requests_per_minute == Settings("sqlite:///x", "s", "https://x").requests_per_minute
