"""How a folder made from a bundle is run: its settings, and the address at which telephones in the same room find it.

A laptop in a culture house has no name on the internet, so nobody can give it a certificate for HTTPS. It serves plain
HTTP to its own network, and only a folder that was made from a bundle is ever served so (decision 0025).
"""

from __future__ import annotations

import fcntl
import io
import ipaddress
import secrets
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import segno

from lms.config import Settings
from lms.problems import N_, Problem

DATABASE, SECRET = "lms.sqlite3", "secret"
_ADDRESS_OF = 0x8915
"""SIOCGIFADDR: the IPv4 address of an interface (netdevice(7))."""


def database_url(folder: Path) -> str:
    """Where the data of a folder is."""
    return f"sqlite:///{folder.absolute() / DATABASE}"


def is_made(folder: Path) -> bool:
    """Whether a bundle was opened in this folder."""
    return (folder / DATABASE).exists()


def prepare(folder: Path) -> None:
    """The folder, readable by nobody else, with a secret of its own. Raises a problem if something is in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Problem(N_("There is data in this folder already. Choose another, empty one."))
    folder.chmod(0o700)
    secret = folder / SECRET
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_urlsafe(48))


def clear(folder: Path) -> None:
    """Take away what was made in a folder in which nothing could be opened."""
    for file in folder.iterdir():
        file.unlink()


def settings_of(folder: Path, address: str, office: str, class_name: str, province: str) -> Settings:
    """The settings of a folder that is served at this address (host and port)."""
    return Settings(
        database_url=database_url(folder),
        secret_key=(folder / SECRET).read_text(),
        base_url=f"http://{address}",
        production=False,
        province=province,
        office=f"Máy của lớp «{class_name}». Kết quả được mang về; giấy chứng nhận do {office} cấp.",
        offline=False,  # browsers keep pages for later only of sites they reach over HTTPS
    )


def welcome(base_url: str, class_name: str) -> str:
    """What is printed when the address answers: the address, and the same for cameras."""
    drawn = io.StringIO()
    segno.make(f"{base_url}/lop", error="m", micro=False).terminal(out=drawn, compact=True)
    return "\n".join(
        [
            "",
            f"Lớp «{class_name}» đang mở tại {base_url}",
            f"Bà con nối cùng mạng Wi-Fi, mở {base_url}/lop hoặc quét mã:",
            drawn.getvalue(),
            "Bấm Ctrl+C để dừng; mở lại thì mọi thứ vẫn còn.",
        ]
    )


def own_address() -> str:
    """The address of this machine on its network, that of a private one first; this machine itself if there is none."""
    found = sorted(set(_addresses()), key=lambda address: (not address.is_private, address))
    return str(found[0]) if found else "127.0.0.1"


def _addresses() -> Iterator[ipaddress.IPv4Address]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _number, name in socket.if_nameindex():
            with suppress(OSError):  # an interface without an address
                told = fcntl.ioctl(asked.fileno(), _ADDRESS_OF, struct.pack("256s", name.encode()[:15]))
                address = ipaddress.IPv4Address(told[20:24])
                if not address.is_loopback and not address.is_link_local:
                    yield address
