"""Settings: everything comes from the environment, and all complaints are told at once.

A production server refuses to start with a missing or weak secret; a demonstration brings its own settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lms.config_signing import Signing, read_signing, signing_complaints
from lms.config_vneid import Vneid, read_vneid, vneid_complaints

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: courses, templates and migrations lie here."""

_SECRET_LENGTH = 32
_FEWEST_DIFFERENT = 10  # a secret of one repeated letter is long and worthless


class UnsafeSettings(Exception):
    """The settings are missing or unsafe; ``complaints`` holds one sentence for each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Settings:
    """How one server runs. Times are in the unit the name says."""

    database_url: str
    secret_key: str
    base_url: str
    """What certificates carry in their QR code: scheme and host, no path, no slash at the end."""
    keys: Path | None = None
    """The folder with the private keys; without it nothing is signed."""
    production: bool = True
    help_phone: str = ""
    office: str = ""
    """Whose site this is, shown at the foot of every page."""
    province: str = ""
    """The province in the words of the header, for example «Tỉnh Phú Thọ»."""
    own_phone_days: int = 90
    shared_phone_minutes: int = 30
    staff_minutes: int = 30
    export_papers: int = 10_000
    """How many certificates one print file, set of single files or list to sign may hold."""
    export_rows: int = 100_000
    """How many rows one workbook may have."""
    requests_per_minute: int = 1800
    """How much one address may ask: many phones stand behind one."""
    offline: bool = True
    """Whether telephones may keep courses; off, a worker is served that takes itself away."""
    proxies: int = 0
    """How many proxies stand in front and say who is asking; 0 trusts nobody's word."""
    signing: Signing = field(default_factory=Signing)
    """How certificates are signed; unset, they are not."""
    vneid: Vneid = field(default_factory=Vneid)
    """How confirmations on VNeID are asked for; unset, by files."""

    @property
    def host(self) -> str:
        """The host name of the base URL, with its port where it has one."""
        return urlsplit(self.base_url).netloc

    @property
    def is_secure(self) -> bool:
        """Whether the site is reached over HTTPS."""
        return self.base_url.startswith("https://")


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings of a production server.

    Raises :class:`UnsafeSettings` with every complaint at once.
    """
    complaints = [
        *_database_complaints(environment.get("DATABASE_URL", "")),
        *_secret_complaints(environment.get("LMS_SECRET_KEY", "")),
        *_base_url_complaints(environment.get("LMS_BASE_URL", "")),
        *_keys_complaints(environment.get("LMS_KEYS", "")),
        *_number_complaints(environment),
        *_switch_complaints(environment.get("LMS_OFFLINE", "on")),
        *signing_complaints(environment),
        *vneid_complaints(environment),
    ]
    if complaints:
        raise UnsafeSettings(complaints)
    settings = Settings(
        database_url=environment["DATABASE_URL"],
        secret_key=environment["LMS_SECRET_KEY"],
        base_url=environment["LMS_BASE_URL"].rstrip("/"),
        keys=keys_from(environment),
        help_phone=environment.get("LMS_HELP_PHONE", ""),
        office=environment.get("LMS_OFFICE", ""),
        province=environment.get("LMS_PROVINCE", ""),
        offline=environment.get("LMS_OFFLINE", "on") == "on",
        signing=read_signing(environment),
        vneid=read_vneid(environment),
    )
    numbers: dict[str, Any] = {
        name: int(environment[variable]) for name, variable in _NUMBERS.items() if variable in environment
    }
    return replace(settings, **numbers)


def keys_from(environment: Mapping[str, str]) -> Path | None:
    """The folder with the private keys: jobs and commands need it, even where nothing else is set."""
    return Path(environment["LMS_KEYS"]) if environment.get("LMS_KEYS") else None


def signing_from(environment: Mapping[str, str]) -> Signing:
    """How certificates are signed, for programs that need no other setting.

    Raises :class:`UnsafeSettings` with every complaint at once.
    """
    complaints = signing_complaints(environment)
    if complaints:
        raise UnsafeSettings(complaints)
    return read_signing(environment)


def vneid_from(environment: Mapping[str, str]) -> Vneid:
    """How confirmations on VNeID are asked for, for programs that need no other setting.

    Raises :class:`UnsafeSettings` with every complaint at once.
    """
    complaints = vneid_complaints(environment)
    if complaints:
        raise UnsafeSettings(complaints)
    return read_vneid(environment)


def voice_from(environment: Mapping[str, str]) -> str:
    """Which machine reads lessons when an administrator asks for it; empty is none. Making drafts needs no other setting."""
    return environment.get("LMS_VOICE", "")


_NUMBERS = {
    "own_phone_days": "LMS_OWN_PHONE_DAYS",
    "shared_phone_minutes": "LMS_SHARED_PHONE_MINUTES",
    "staff_minutes": "LMS_STAFF_MINUTES",
    "export_papers": "LMS_EXPORT_PAPERS",
    "export_rows": "LMS_EXPORT_ROWS",
    "requests_per_minute": "LMS_REQUESTS_PER_MINUTE",
    "proxies": "LMS_PROXIES",
}
_LEAST = {"LMS_PROXIES": 0}


def _database_complaints(url: str) -> list[str]:
    if not url:
        return ["DATABASE_URL is missing: for example sqlite:////var/lib/lms/lms.sqlite3 or postgresql://lms@db/lms"]
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        return ["DATABASE_URL must begin with sqlite:/// or postgresql://"]
    return []


def _secret_complaints(secret: str) -> list[str]:
    if not secret:
        return [
            "LMS_SECRET_KEY is missing: make one with python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        ]
    if len(secret) < _SECRET_LENGTH or len(set(secret)) < _FEWEST_DIFFERENT:
        return [f"LMS_SECRET_KEY is weak: it needs at least {_SECRET_LENGTH} random characters"]
    return []


def _base_url_complaints(url: str) -> list[str]:
    if not url:
        return ["LMS_BASE_URL is missing: the address people type, for example https://hoc.example.vn"]
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        return ["LMS_BASE_URL must be https:// and a host, without a path: it is printed on every certificate"]
    return []


def _keys_complaints(folder: str) -> list[str]:
    if not folder:
        return ["LMS_KEYS is missing: the folder for private keys, for example /var/lib/lms/keys"]
    if not Path(folder).is_absolute():
        return ["LMS_KEYS must be the whole path of a folder, beginning with /"]
    return []


def _number_complaints(environment: Mapping[str, str]) -> list[str]:
    return [
        f"{variable} must be a whole number, {_LEAST.get(variable, 1)} or more"
        for variable in _NUMBERS.values()
        if variable in environment and not _is_number(environment[variable], _LEAST.get(variable, 1))
    ]


def _switch_complaints(offline: str) -> list[str]:
    return [] if offline in ("on", "off") else ["LMS_OFFLINE must be on or off"]


def _is_number(written: str, least: int) -> bool:
    return written.isascii() and written.isdecimal() and int(written) >= least
