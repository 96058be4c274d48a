"""What a signature costs: processor time of this process for each, on a printed certificate, keys read beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from lms.certificates.printing import printed
from lms.certificates.signing.chain import read_roots
from lms.certificates.signing.checking import check
from lms.certificates.signing.office import Office
from lms.config_signing import Level, Signing
from tests.certificates.paper import some_facts
from tests.certificates.signing.authority import Authority, SoftToken, served

SIGNATURES = 20
"""In a round."""


def rows(folder: Path, rounds: int) -> Iterator[tuple[str, list[float]]]:
    """For each way to sign its name and the milliseconds a signature took in every round; and for checking one."""
    paper = printed(some_facts())
    made: list[bytes] = []
    with served(lambda _body: (200, made[0])) as revocations:
        authority = Authority(folder, revocations.url)
        made.append(authority.revocations())
        authority.prepare_stamps()
        with served(authority.stamp, "application/timestamp-reply") as stamps:
            ways = {
                "P-256 in a file, B-B": authority.signing(),
                "RSA-3072 in a file, B-B": authority.signing("rsa", rsa.generate_private_key(65537, 3072)),
                "P-256 in a file, B-T": authority.signing(level=Level.T, timestamp_url=stamps.url),
                "P-256 in a file, B-LT": authority.signing(level=Level.LT, timestamp_url=stamps.url),
                "P-256 in SoftHSM, B-B": _in_a_token(authority, folder),
            }
            for name, signing in ways.items():
                office = Office(signing)
                yield name, [_milliseconds(partial(office.sign, paper)) for _ in range(rounds)]
            signed, roots = Office(authority.signing()).sign(paper).content, read_roots(str(authority.trust))
            yield "judged, B-B", [_milliseconds(partial(check, signed, roots)) for _ in range(rounds)]


def _milliseconds(act: Callable[[], object]) -> float:
    act()
    began = process_time()
    for _ in range(SIGNATURES):
        act()
    return (process_time() - began) * 1000 / SIGNATURES


def _in_a_token(authority: Authority, folder: Path) -> Signing:
    (folder / "token").mkdir()
    token, key = SoftToken(folder / "token"), ec.generate_private_key(ec.SECP256R1())
    token.hold("khoa", key, "01")
    return token.signing(authority, "khoa", key)
