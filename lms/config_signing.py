"""How certificates are signed: the part of the settings that belongs to the office's legal key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


class Way(StrEnum):
    """Where the key lies."""

    NONE = "none"
    PEM = "pem"
    PKCS11 = "pkcs11"
    REMOTE = "remote"


class Level(StrEnum):
    """What a signature carries besides itself: a time-stamp, and what shows that the key was not revoked."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"


@dataclass(frozen=True, slots=True)
class Signing:
    """How this server signs. Files and addresses of another way than the chosen one stay empty."""

    way: Way = Way.NONE
    level: Level = Level.B
    chain: str = ""
    """PEM file: the certificate of the key first, then those above it."""
    trust: str = ""
    """PEM file of the roots by which signatures and time-stamps are judged."""
    key: str = ""
    library: str = ""
    token: str = ""
    label: str = ""
    url: str = ""
    secret: str = field(default="", repr=False)
    """The passphrase of the file, the PIN of the token or the bearer token of the service."""
    timestamp_url: str = ""
    seal: str = ""
    """PNG file with the seal, drawn into the rectangle of the signature; empty draws nothing."""
    seconds: int = 10
    """How long the service or the time-stamp server may take to answer."""

    @property
    def is_on(self) -> bool:
        """Whether certificates are signed at all."""
        return self.way is not Way.NONE


_SETTINGS = {
    "chain": "LMS_SIGN_CHAIN",
    "trust": "LMS_SIGN_TRUST",
    "key": "LMS_SIGN_KEY",
    "library": "LMS_SIGN_LIBRARY",
    "token": "LMS_SIGN_TOKEN",
    "label": "LMS_SIGN_LABEL",
    "url": "LMS_SIGN_URL",
    "timestamp_url": "LMS_SIGN_TIMESTAMP_URL",
    "seal": "LMS_SIGN_SEAL",
}
_FILES = (
    "LMS_SIGN_CHAIN",
    "LMS_SIGN_TRUST",
    "LMS_SIGN_KEY",
    "LMS_SIGN_LIBRARY",
    "LMS_SIGN_SEAL",
    "LMS_SIGN_SECRET_FILE",
)
_NEEDED = {
    Way.PEM: ("LMS_SIGN_KEY",),
    Way.PKCS11: ("LMS_SIGN_LIBRARY", "LMS_SIGN_TOKEN", "LMS_SIGN_LABEL"),
    Way.REMOTE: ("LMS_SIGN_URL",),
}
_ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_PRIVATE = 0o077


def read_signing(environment: Mapping[str, str]) -> Signing:
    """What the settings say; :func:`signing_complaints` has found nothing wrong with them."""
    way = Way(environment.get("LMS_SIGN", Way.NONE))
    said = {field: environment[variable] for field, variable in _SETTINGS.items() if environment.get(variable)}
    if way is Way.NONE:
        return Signing(trust=said.get("trust", ""))
    return Signing(
        way=way,
        level=Level(environment.get("LMS_SIGN_LEVEL", Level.B)),
        secret=_secret(environment),
        seconds=int(environment.get("LMS_SIGN_SECONDS", "10")),
        **said,
    )


def signing_complaints(environment: Mapping[str, str]) -> list[str]:
    """What is missing, wrong or unsafe, one sentence each; nothing where certificates are not signed."""
    way = environment.get("LMS_SIGN", Way.NONE)
    if way not in list(Way):
        return [f"LMS_SIGN must be one of {', '.join(Way)}"]
    files = [
        f"{variable}: there is no file {environment[variable]}"
        for variable in _FILES
        if environment.get(variable) and not Path(environment[variable]).is_file()
    ]
    if way == Way.NONE:
        return [complaint for complaint in files if complaint.startswith("LMS_SIGN_TRUST")]
    return [
        *files,
        *_missing(Way(way), environment),
        *_level_complaints(environment),
        *_address_complaints(environment),
        *(_key_file_complaints(environment) if way == Way.PEM else ()),
        *_seconds_complaints(environment.get("LMS_SIGN_SECONDS", "10")),
    ]


def _missing(way: Way, environment: Mapping[str, str]) -> list[str]:
    needed = ("LMS_SIGN_CHAIN", "LMS_SIGN_TRUST", *_NEEDED[way])
    missing = [f"{name} is missing: LMS_SIGN={way} needs it" for name in needed if not environment.get(name)]
    given = [name for name in ("LMS_SIGN_SECRET", "LMS_SIGN_SECRET_FILE") if environment.get(name)]
    if way is not Way.PEM and not given:
        missing.append(f"LMS_SIGN_SECRET or LMS_SIGN_SECRET_FILE is missing: LMS_SIGN={way} needs it")
    if len(given) > 1:
        missing.append("LMS_SIGN_SECRET and LMS_SIGN_SECRET_FILE are both set: keep one")
    return missing


def _level_complaints(environment: Mapping[str, str]) -> list[str]:
    level = environment.get("LMS_SIGN_LEVEL", Level.B)
    if level not in list(Level):
        return [f"LMS_SIGN_LEVEL must be one of {', '.join(Level)}"]
    if level != Level.B and not environment.get("LMS_SIGN_TIMESTAMP_URL"):
        return [f"LMS_SIGN_TIMESTAMP_URL is missing: LMS_SIGN_LEVEL={level} needs it"]
    return []


def _address_complaints(environment: Mapping[str, str]) -> list[str]:
    """The service gets a secret, so its line is encrypted; what a time-stamp server answers is signed itself."""
    complaints = []
    service, stamps = environment.get("LMS_SIGN_URL", ""), environment.get("LMS_SIGN_TIMESTAMP_URL", "")
    if service and not _is_address(service, "https") and urlsplit(service).hostname not in _ON_THIS_MACHINE:
        complaints.append("LMS_SIGN_URL must be https:// and a host: a secret goes there")
    if stamps and not _is_address(stamps, "http", "https"):
        complaints.append("LMS_SIGN_TIMESTAMP_URL must be http:// or https:// and a host")
    return complaints


def _key_file_complaints(environment: Mapping[str, str]) -> list[str]:
    complaints = []
    key = Path(environment.get("LMS_SIGN_KEY", ""))
    if environment.get("LMS_SIGN_KEY_IN_FILE") != "allowed":
        complaints.append(
            "LMS_SIGN=pem keeps the legal key in a file that can be copied: use pkcs11 or remote, "
            "or set LMS_SIGN_KEY_IN_FILE=allowed"
        )
    if key.is_file() and key.stat().st_mode & _PRIVATE:
        complaints.append("LMS_SIGN_KEY may be read by others: chmod 600")
    return complaints


def _seconds_complaints(written: str) -> list[str]:
    if written.isascii() and written.isdecimal() and 1 <= int(written) <= 60:  # noqa: PLR2004 - the lease of a job is longer
        return []
    return ["LMS_SIGN_SECONDS must be a whole number from 1 to 60"]


def _is_address(url: str, *schemes: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in schemes and bool(parts.hostname)


def _secret(environment: Mapping[str, str]) -> str:
    file = environment.get("LMS_SIGN_SECRET_FILE")
    return Path(file).read_text("utf-8").rstrip("\n") if file else environment.get("LMS_SIGN_SECRET", "")
