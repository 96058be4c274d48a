"""What the tests of signatures begin with: an authority, its servers, a token, and certificates that are signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from lms.certificates.signing.chain import read_roots
from lms.certificates.signing.chosen import choose
from lms.config_signing import Signing
from tests.certificates.signing.authority import (
    Authority,
    Place,
    PrivateKey,
    SoftToken,
    page_with_field,
    picture_of_seal,
    served,
)


class Town(NamedTuple):
    """The authority with its servers."""

    authority: Authority
    stamps: Place
    revocations: Place

    @property
    def roots(self) -> list[x509.Certificate]:
        return read_roots(str(self.authority.trust))


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """An authority, its time-stamp server and its list of what was revoked."""
    made: list[bytes] = []
    with served(lambda _body: (200, made[0])) as revocations:
        authority = Authority(tmp_path_factory.mktemp("authority"), revocations.url)
        made.append(authority.revocations())
        authority.prepare_stamps()
        with served(authority.stamp, "application/timestamp-reply") as stamps:
            yield Town(authority, stamps, revocations)


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory, town: Town) -> Callable[[str], Signing]:
    """Settings that sign with a key in SoftHSM: «ec» or «rsa»."""
    if not SoftToken.LIBRARY.exists():
        pytest.skip("SoftHSM is not installed")
    soft = SoftToken(tmp_path_factory.mktemp("token"))
    keys: dict[str, PrivateKey] = {
        "ec": ec.generate_private_key(ec.SECP256R1()),
        "rsa": rsa.generate_private_key(65537, 2048),
    }
    for number, (label, key) in enumerate(keys.items(), start=1):
        soft.hold(label, key, f"0{number}")
    return lambda label: soft.signing(town.authority, label, keys[label])


@pytest.fixture(scope="session")
def small() -> bytes:
    """A small file with the field for the signature."""
    return page_with_field()


@pytest.fixture
def signs_with() -> Iterator[Callable[[Signing], None]]:
    """Chooses how this process signs, until the test is over."""
    yield choose
    choose(Signing())


@pytest.fixture
def seal(tmp_path: Path) -> Path:
    """A picture of a seal."""
    return picture_of_seal(tmp_path / "seal.png")
