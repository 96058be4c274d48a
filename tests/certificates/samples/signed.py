"""The form signed: a signature adds to the file, and what it adds must be as lasting and as readable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lms.certificates.printing import SEAL_PLACE, printed
from lms.certificates.signing.office import Office
from lms.config_signing import Level
from tests.certificates.paper import some_facts
from tests.certificates.samples import sample
from tests.certificates.signing.authority import Authority, picture_of_seal, served


@sample
def signed(folder: Path) -> bytes:
    return Office(Authority(folder).signing()).sign(printed(some_facts())).content


@sample
def signed_with_seal(folder: Path) -> bytes:
    seal = picture_of_seal(folder / "seal.png")
    return Office(Authority(folder).signing(seal=str(seal))).sign(printed(some_facts(), seal=SEAL_PLACE)).content


@sample
def signed_with_time_stamp(folder: Path) -> bytes:
    with _stamping(folder, Level.T) as office:
        return office.sign(printed(some_facts())).content


@sample
def signed_for_long(folder: Path) -> bytes:
    with _stamping(folder, Level.LT, picture_of_seal(folder / "seal.png")) as office:
        return office.sign(printed(some_facts(), badge=b"{}", seal=SEAL_PLACE)).content


@contextmanager
def _stamping(folder: Path, level: Level, seal: Path | str = "") -> Iterator[Office]:
    made: list[bytes] = []
    with served(lambda _body: (200, made[0])) as revocations:
        authority = Authority(folder, revocations.url)
        made.append(authority.revocations())
        authority.prepare_stamps()
        with served(authority.stamp, "application/timestamp-reply") as stamps:
            yield Office(authority.signing(level=level, timestamp_url=stamps.url, seal=str(seal)))
