"""How confirmations on VNeID are asked for: which columns a batch has, where it is sent, whether identity numbers are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

COLUMNS = {
    "stt": "STT",
    "dot": "Mã đợt",
    "khoa": "Khóa",
    "ho_ten": "Họ và tên",
    "nam_sinh": "Năm sinh",
    "so_dinh_danh": "Số định danh cá nhân",
    "ma_don_vi": "Mã xã, phường",
    "ten_don_vi": "Xã, phường",
    "noi_o": "Nơi ở",
    "ngay_cap": "Ngày cấp giấy chứng nhận",
    "ma_tra_cuu": "Mã tra cứu giấy chứng nhận",
}
"""What a batch may tell of a person, and what stands above it unless the setting says otherwise."""
KEY, NUMBER = "khoa", "so_dinh_danh"
_USUAL = ("stt", "dot", "khoa", "ho_ten", "nam_sinh", "ma_don_vi", "ten_don_vi", "noi_o", "ngay_cap", "ma_tra_cuu")
_ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_PRIVATE = 0o077
_KEY_LENGTH = 32

Layout = tuple[tuple[str, str], ...]
"""Columns in their order, each with its head."""


@dataclass(frozen=True, slots=True)
class Vneid:
    """How this server asks for confirmations; unset, by files and without identity numbers."""

    layout: Layout = tuple((name, COLUMNS[name]) for name in _USUAL)
    number_key: bytes = field(default=b"", repr=False)
    """What identity numbers are marked and sealed with; empty keeps none."""
    url: str = ""
    """Where batches are sent; empty is by hand."""
    token_url: str = ""
    client_id: str = ""
    secret: str = field(default="", repr=False)
    scope: str = ""
    seconds: int = 10
    """How long the other side may take to answer."""

    @property
    def is_connected(self) -> bool:
        """Whether there is somebody to send batches to."""
        return bool(self.url)

    @property
    def keeps_numbers(self) -> bool:
        """Whether identity numbers are kept here."""
        return bool(self.number_key)


def read_vneid(environment: Mapping[str, str]) -> Vneid:
    """What the settings say; :func:`vneid_complaints` has found nothing wrong with them."""
    return Vneid(
        layout=_layout(environment.get("LMS_VNEID_COLUMNS", "")) or Vneid().layout,
        number_key=Path(environment["LMS_VNEID_NUMBER_KEY"]).read_bytes() if _keeps_numbers(environment) else b"",
        url=environment.get("LMS_VNEID_URL", "").rstrip("/"),
        token_url=environment.get("LMS_VNEID_TOKEN_URL", ""),
        client_id=environment.get("LMS_VNEID_CLIENT", ""),
        secret=_secret(environment),
        scope=environment.get("LMS_VNEID_SCOPE", ""),
        seconds=int(environment.get("LMS_VNEID_SECONDS", "10")),
    )


def vneid_complaints(environment: Mapping[str, str]) -> list[str]:
    """What is missing, wrong or unsafe, one sentence each."""
    return [
        *_column_complaints(environment),
        *_number_complaints(environment),
        *_connection_complaints(environment),
        *_seconds_complaints(environment.get("LMS_VNEID_SECONDS", "10")),
    ]


def _layout(written: str) -> Layout:
    """«khoa, ho_ten: Tên» as columns with their heads."""
    pairs = [part.partition(":") for part in written.split(",") if part.strip()]
    return tuple((name.strip(), head.strip() or COLUMNS.get(name.strip(), "")) for name, _, head in pairs)


def _column_complaints(environment: Mapping[str, str]) -> list[str]:
    names = [name for name, _ in _layout(environment.get("LMS_VNEID_COLUMNS", ""))]
    complaints = [
        f"LMS_VNEID_COLUMNS: there is no column {name}; there are {', '.join(COLUMNS)}"
        for name in names
        if name not in COLUMNS
    ]
    if names and KEY not in names:
        complaints.append(f"LMS_VNEID_COLUMNS must hold {KEY}: the reply is matched by it")
    if len(set(names)) < len(names):
        complaints.append("LMS_VNEID_COLUMNS names a column twice")
    if NUMBER in names and not _keeps_numbers(environment):
        complaints.append(f"LMS_VNEID_COLUMNS holds {NUMBER}: set LMS_VNEID_NUMBERS=on, or leave it out")
    return complaints


def _keeps_numbers(environment: Mapping[str, str]) -> bool:
    return environment.get("LMS_VNEID_NUMBERS", "off") == "on"


def _number_complaints(environment: Mapping[str, str]) -> list[str]:
    if environment.get("LMS_VNEID_NUMBERS", "off") not in ("on", "off"):
        return ["LMS_VNEID_NUMBERS must be on or off"]
    if not _keeps_numbers(environment):
        return []
    file = Path(environment.get("LMS_VNEID_NUMBER_KEY", ""))
    if not file.is_absolute() or not file.is_file():
        return ["LMS_VNEID_NUMBER_KEY is missing: the file, whole path, with what identity numbers are sealed with"]
    complaints = []
    if file.stat().st_mode & _PRIVATE:
        complaints.append("LMS_VNEID_NUMBER_KEY may be read by others: chmod 600")
    if file.stat().st_size < _KEY_LENGTH:
        complaints.append(f"LMS_VNEID_NUMBER_KEY is short: it needs at least {_KEY_LENGTH} random bytes")
    return complaints


def _connection_complaints(environment: Mapping[str, str]) -> list[str]:
    url, token_url = environment.get("LMS_VNEID_URL", ""), environment.get("LMS_VNEID_TOKEN_URL", "")
    if not url:
        return []
    complaints = [
        f"{name} is missing: LMS_VNEID_URL needs it"
        for name in ("LMS_VNEID_TOKEN_URL", "LMS_VNEID_CLIENT")
        if not environment.get(name)
    ]
    complaints += [
        f"{name} must be https:// and a host: names and a secret go there"
        for name, address in (("LMS_VNEID_URL", url), ("LMS_VNEID_TOKEN_URL", token_url))
        if address and not _is_safe(address)
    ]
    return [*complaints, *_secret_complaints(environment)]


def _secret_complaints(environment: Mapping[str, str]) -> list[str]:
    given = [name for name in ("LMS_VNEID_SECRET", "LMS_VNEID_SECRET_FILE") if environment.get(name)]
    if not given:
        return ["LMS_VNEID_SECRET or LMS_VNEID_SECRET_FILE is missing: LMS_VNEID_URL needs it"]
    if len(given) > 1:
        return ["LMS_VNEID_SECRET and LMS_VNEID_SECRET_FILE are both set: keep one"]
    file = environment.get("LMS_VNEID_SECRET_FILE")
    return [f"LMS_VNEID_SECRET_FILE: there is no file {file}"] if file and not Path(file).is_file() else []


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    on_this_machine = parts.scheme == "http" and parts.hostname in _ON_THIS_MACHINE
    return bool(parts.hostname) and (parts.scheme == "https" or on_this_machine)


def _seconds_complaints(written: str) -> list[str]:
    if written.isascii() and written.isdecimal() and 1 <= int(written) <= 60:  # noqa: PLR2004 - the lease of a job is longer
        return []
    return ["LMS_VNEID_SECONDS must be a whole number from 1 to 60"]


def _secret(environment: Mapping[str, str]) -> str:
    file = environment.get("LMS_VNEID_SECRET_FILE")
    return Path(file).read_text("utf-8").rstrip("\n") if file else environment.get("LMS_VNEID_SECRET", "")
