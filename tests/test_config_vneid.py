"""Settings of VNeID: no column nobody knows, no number without its key, no secret over an open line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.config import UnsafeSettings, vneid_from
from lms.config_vneid import Vneid

SENT = {
    "LMS_VNEID_URL": "https://vneid.example.vn/batches/",
    "LMS_VNEID_TOKEN_URL": "https://vneid.example.vn/token",
    "LMS_VNEID_CLIENT": "phu-tho",
    "LMS_VNEID_SECRET": "246810",
}


def complaints(environment: dict[str, str]) -> list[str]:
    with pytest.raises(UnsafeSettings) as refused:
        vneid_from(environment)
    return refused.value.complaints


def test_unset_it_is_files_without_numbers() -> None:
    found = vneid_from({})

    assert found == Vneid()
    assert (found.is_connected, found.keeps_numbers) == (False, False)
    assert "so_dinh_danh" not in dict(found.layout)


def test_columns_keep_their_order_and_may_be_called_otherwise() -> None:
    found = vneid_from({"LMS_VNEID_COLUMNS": "khoa:Mã người, ho_ten ,nam_sinh"})

    assert found.layout == (("khoa", "Mã người"), ("ho_ten", "Họ và tên"), ("nam_sinh", "Năm sinh"))


@pytest.mark.parametrize("columns", ["ho_ten", "khoa,khoa", "khoa,tuoi", "khoa,so_dinh_danh"])
def test_columns_that_cannot_be_are_refused(columns: str) -> None:
    assert len(complaints({"LMS_VNEID_COLUMNS": columns})) == 1


def test_where_batches_are_sent_is_read_with_its_secret(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("246810\n")
    without = {name: value for name, value in SENT.items() if name != "LMS_VNEID_SECRET"}
    found = vneid_from({**without, "LMS_VNEID_SECRET_FILE": str(tmp_path / "secret")})

    assert (found.url, found.secret, found.seconds) == ("https://vneid.example.vn/batches", "246810", 10)
    assert "246810" not in repr(found)


@pytest.mark.parametrize("missing", ["LMS_VNEID_TOKEN_URL", "LMS_VNEID_CLIENT", "LMS_VNEID_SECRET"])
def test_nothing_is_half_said(missing: str) -> None:
    [said] = complaints({name: value for name, value in SENT.items() if name != missing})

    assert missing in said


@pytest.mark.parametrize("name", ["LMS_VNEID_URL", "LMS_VNEID_TOKEN_URL"])
def test_names_and_a_secret_go_over_no_open_line(name: str) -> None:
    assert complaints({**SENT, name: "http://vneid.example.vn/x"}) == [
        f"{name} must be https:// and a host: names and a secret go there"
    ]
    assert vneid_from({**SENT, name: "http://127.0.0.1:9/x"}).is_connected


def test_numbers_need_a_key_that_nobody_else_reads(tmp_path: Path) -> None:
    key = tmp_path / "key"
    said = {"LMS_VNEID_NUMBERS": "on", "LMS_VNEID_NUMBER_KEY": str(key)}

    assert len(complaints(said)) == 1
    key.write_bytes(bytes(16))
    key.chmod(0o644)
    assert len(complaints(said)) == 2
    key.write_bytes(bytes(32))
    key.chmod(0o600)
    assert vneid_from({**said, "LMS_VNEID_COLUMNS": "khoa,so_dinh_danh"}).keeps_numbers


@pytest.mark.parametrize("wrong", [{"LMS_VNEID_NUMBERS": "yes"}, {"LMS_VNEID_SECONDS": "0"}])
def test_what_is_no_choice_is_refused(wrong: dict[str, str]) -> None:
    assert len(complaints(wrong)) == 1
