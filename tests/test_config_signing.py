"""Settings of signatures: nothing half said, and no legal key where it can be copied unless somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lms.config import UnsafeSettings, signing_from
from lms.config_signing import Level, Signing, Way

Complain = Callable[..., list[str]]


@pytest.fixture
def good(tmp_path: Path) -> dict[str, str]:
    for name in ("chain.pem", "roots.pem", "key.pem", "module.so", "seal.png"):
        (tmp_path / name).touch(mode=0o600)
    (tmp_path / "pin").write_text("246810\n")
    return {
        "LMS_SIGN": "pkcs11",
        "LMS_SIGN_CHAIN": str(tmp_path / "chain.pem"),
        "LMS_SIGN_TRUST": str(tmp_path / "roots.pem"),
        "LMS_SIGN_LIBRARY": str(tmp_path / "module.so"),
        "LMS_SIGN_TOKEN": "gcn",
        "LMS_SIGN_LABEL": "khoa",
        "LMS_SIGN_SECRET_FILE": str(tmp_path / "pin"),
    }


@pytest.fixture
def pem(good: dict[str, str], tmp_path: Path) -> dict[str, str]:
    key = str(tmp_path / "key.pem")
    kept = {name: good[name] for name in ("LMS_SIGN_CHAIN", "LMS_SIGN_TRUST")}
    return {**kept, "LMS_SIGN": "pem", "LMS_SIGN_KEY": key, "LMS_SIGN_KEY_IN_FILE": "allowed"}


def complaints(environment: dict[str, str]) -> list[str]:
    with pytest.raises(UnsafeSettings) as refused:
        signing_from(environment)
    return refused.value.complaints


def test_nothing_is_signed_unless_somebody_says_so() -> None:
    assert signing_from({}) == Signing()
    assert not Signing().is_on


def test_a_token_is_read_with_its_pin_from_a_file(good: dict[str, str]) -> None:
    signing = signing_from(good)

    assert (signing.way, signing.level, signing.secret, signing.is_on) == (Way.PKCS11, Level.B, "246810", True)
    assert "246810" not in repr(signing)


def test_everything_that_is_missing_is_told_at_once() -> None:
    told = complaints({"LMS_SIGN": "remote", "LMS_SIGN_LEVEL": "B-T", "LMS_SIGN_SECONDS": "0"})

    assert [complaint.split()[0] for complaint in told] == [
        "LMS_SIGN_CHAIN",
        "LMS_SIGN_TRUST",
        "LMS_SIGN_URL",
        "LMS_SIGN_SECRET",
        "LMS_SIGN_TIMESTAMP_URL",
        "LMS_SIGN_SECONDS",
    ]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("LMS_SIGN", "yes", "LMS_SIGN must be one of none, pem, pkcs11, remote"),
        ("LMS_SIGN_LEVEL", "B-LTA", "LMS_SIGN_LEVEL must be one of B-B, B-T, B-LT"),
        ("LMS_SIGN_CHAIN", "/nowhere.pem", "LMS_SIGN_CHAIN: there is no file"),
        ("LMS_SIGN_SEAL", "/nowhere.png", "LMS_SIGN_SEAL: there is no file"),
        ("LMS_SIGN_SECRET", "1234", "LMS_SIGN_SECRET and LMS_SIGN_SECRET_FILE are both set"),
        ("LMS_SIGN_URL", "http://ky.example.vn", "LMS_SIGN_URL must be https://"),
        ("LMS_SIGN_TIMESTAMP_URL", "tsa.example.vn", "LMS_SIGN_TIMESTAMP_URL must be"),
        ("LMS_SIGN_SECONDS", "3600", "LMS_SIGN_SECONDS must be"),
    ],
)
def test_what_is_wrong_is_named(good: dict[str, str], name: str, value: str, told: str) -> None:
    [complaint] = complaints({**good, name: value})

    assert complaint.startswith(told)
    assert "1234" not in complaint


def test_a_service_on_this_machine_needs_no_encryption(good: dict[str, str]) -> None:
    changes = {"LMS_SIGN": "remote", "LMS_SIGN_URL": "http://127.0.0.1:9000/ky"}

    assert signing_from({**good, **changes}).way is Way.REMOTE


def test_a_legal_key_in_a_file_must_be_allowed_aloud(pem: dict[str, str]) -> None:
    assert signing_from(pem).way is Way.PEM

    [complaint] = complaints({name: value for name, value in pem.items() if name != "LMS_SIGN_KEY_IN_FILE"})

    assert "can be copied" in complaint


def test_a_key_file_others_may_read_is_refused(pem: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key.pem").chmod(0o640)

    assert complaints(pem) == ["LMS_SIGN_KEY may be read by others: chmod 600"]
