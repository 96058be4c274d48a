"""Real keys, a real token, a real time-stamp server: what they sign is valid, and every fault of theirs is refused."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lms.certificates.signing import office as desk
from lms.certificates.signing.checking import Verdict, check
from lms.certificates.signing.office import FIELD, Office
from lms.certificates.signing.problems import CannotSign, SignerAway
from lms.clock import now
from lms.config_signing import Level, Signing, Way
from lms.server import CannotServe, check_signing
from tests.certificates.signing.authority import OFFICE, Authority, served, service_of
from tests.certificates.signing.conftest import Town

Token = Callable[[str], Signing]
NOBODY = "http://127.0.0.1:9/"
"""Where nothing listens."""


def test_the_press_leaves_the_field_that_is_signed() -> None:
    from lms.certificates.printing.finishing import SIGNATURE_FIELD

    assert FIELD == SIGNATURE_FIELD


@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_valid_and_says_whose_it_is(town: Town, small: bytes, level: Level) -> None:
    signing = town.authority.signing(level=level, timestamp_url=town.stamps.url)

    signed = Office(signing).sign(small)

    found = check(signed.content, town.roots)
    assert (found.verdict, found.signer, found.is_stamped) == (Verdict.VALID, OFFICE, level is not Level.B)
    assert (signed.level, signed.signer, signed.fingerprint) == (level, OFFICE, found.fingerprint)
    assert (b"/DSS" in signed.content) == (level is Level.LT)
    assert signed.content.startswith(small)


def test_an_rsa_key_signs_too(town: Town, small: bytes) -> None:
    signing = town.authority.signing("rsa", rsa.generate_private_key(65537, 2048))

    assert check(Office(signing).sign(small).content, town.roots).verdict is Verdict.VALID


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_token_signs(town: Town, token: Token, small: bytes, kind: str) -> None:
    assert check(Office(token(kind)).sign(small).content, town.roots).verdict is Verdict.VALID


def test_a_token_with_another_pin_is_asked_only_once(
    token: Token, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pkcs11

    pkcs11.lib(token("ec").library).reinitialize()  # nobody is logged in from an earlier test
    office = Office(replace(token("ec"), secret="13579"))
    with pytest.raises(CannotSign, match="PIN is refused"):
        office.sign(small)
    monkeypatch.setattr(pkcs11, "lib", lambda _path: pytest.fail("the token was asked again"))

    with pytest.raises(CannotSign, match="PIN is refused"):
        office.sign(small)


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"label": "nobody"}, CannotSign), ({"token": "none"}, SignerAway), ({"library": "/nowhere.so"}, SignerAway)],
    ids=["no-such-key", "token-away", "no-library"],
)
def test_a_token_that_is_not_there_is_waited_for(
    token: Token, small: bytes, change: dict[str, str], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        Office(replace(token("ec"), **change)).sign(small)


def test_a_service_gets_a_digest_and_a_bearer_and_nothing_else(town: Town, small: bytes) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    with served(service_of(key), "application/json") as service:
        signing = replace(town.authority.signing("far", key), way=Way.REMOTE, key="", url=service.url, secret="xin-ky")
        signed = Office(signing).sign(small)

    assert check(signed.content, town.roots).verdict is Verdict.VALID
    [(authorization, body)] = service.asked
    assert authorization == "Bearer xin-ky"
    assert json.loads(body).keys() == {"algorithm", "digest"}
    assert len(json.loads(body)["digest"]) == 44


def _says(status: int, body: bytes) -> Callable[[bytes], tuple[int, bytes]]:
    return lambda _body: (status, body)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (_says(500, b""), SignerAway),
        (_says(429, b""), SignerAway),
        (_says(401, b""), CannotSign),
        (_says(302, b""), CannotSign),
        (_says(200, b"<html>"), CannotSign),
        (_says(200, b"{}"), CannotSign),
        (_says(200, json.dumps({"signature": b64encode(bytes(70)).decode()}).encode()), CannotSign),
        (service_of(ec.generate_private_key(ec.SECP256R1())), CannotSign),
    ],
    ids=["broken", "busy", "unknown", "elsewhere", "no-json", "empty", "rubbish", "anothers-key"],
)
def test_what_a_service_does_wrong_is_never_kept(
    town: Town, small: bytes, answer: Callable[[bytes], tuple[int, bytes]], problem: type[Exception]
) -> None:
    with served(answer) as service:
        signing = replace(town.authority.signing("far"), way=Way.REMOTE, url=service.url, secret="xin-ky")
        with pytest.raises(problem):
            Office(signing).sign(small)


def test_a_service_that_is_down_or_hangs_is_waited_for(town: Town, small: bytes) -> None:
    far = replace(town.authority.signing("far"), way=Way.REMOTE, secret="xin-ky", seconds=1)
    go_on = threading.Event()

    def hang(_body: bytes) -> tuple[int, bytes]:
        go_on.wait()
        return 200, b"{}"

    with pytest.raises(SignerAway):
        Office(replace(far, url=NOBODY)).sign(small)
    with served(hang) as service:
        with pytest.raises(SignerAway):
            Office(replace(far, url=service.url)).sign(small)
        go_on.set()


def test_who_did_not_answer_is_left_alone_for_a_while(
    town: Town, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    with served(_says(503, b"")) as service:
        office = Office(replace(town.authority.signing("far", key), way=Way.REMOTE, url=service.url, secret="xin-ky"))
        for _ in range(3):
            with pytest.raises(SignerAway):
                office.sign(small)
        assert len(service.asked) == 1

        service.answer = service_of(key)
        monkeypatch.setattr(desk.time, "monotonic", lambda: office._away_until + 1)
        assert office.sign(small).level is Level.B


@pytest.mark.parametrize("level", [Level.T, Level.LT])
def test_without_time_stamp_there_is_no_signature(town: Town, small: bytes, level: Level) -> None:
    with served(_says(503, b"")) as broken:
        for url in (NOBODY, broken.url):
            with pytest.raises(SignerAway):
                Office(town.authority.signing(level=level, timestamp_url=url)).sign(small)


def test_a_time_stamp_nobody_trusts_is_refused(town: Town, small: bytes, tmp_path: Path) -> None:
    stranger = Authority(tmp_path)
    stranger.prepare_stamps()
    with served(stranger.stamp, "application/timestamp-reply") as stamps, pytest.raises(CannotSign):
        Office(town.authority.signing(level=Level.T, timestamp_url=stamps.url)).sign(small)


def test_proof_that_the_key_holds_is_waited_for(small: bytes, town: Town, tmp_path: Path) -> None:
    """The list of what was revoked is away: B-LT cannot be made, and nothing less is made in its place."""
    alone = Authority(tmp_path, NOBODY)
    alone.prepare_stamps()
    with served(alone.stamp, "application/timestamp-reply") as stamps, pytest.raises(SignerAway):
        Office(alone.signing(level=Level.LT, timestamp_url=stamps.url)).sign(small)


@pytest.mark.parametrize(("since", "days"), [(-30, -1), (1, 30)], ids=["over", "not-yet"])
def test_a_certificate_out_of_its_time_does_not_sign(town: Town, small: bytes, since: int, days: int) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    signing = town.authority.signing("old", key)
    town.authority.office("old", key, since=since, days=days)

    with pytest.raises(CannotSign, match="not valid today"):
        Office(signing).sign(small)


def test_a_key_that_is_not_the_certificates_signs_nothing(town: Town, small: bytes) -> None:
    signing = town.authority.signing("one")
    town.authority.office("one", ec.generate_private_key(ec.SECP256R1()))

    with pytest.raises(CannotSign, match="no signature of"):
        Office(signing).sign(small)


def test_files_that_are_no_keys_are_named(town: Town, tmp_path: Path) -> None:
    odd = tmp_path / "odd.pem"
    signing = town.authority.signing("one")
    odd.write_bytes(
        ed25519.Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )

    for change in ({"key": str(odd)}, {"chain": str(odd)}, {"trust": str(odd)}):
        with pytest.raises(CannotSign, match=r"odd\.pem"):
            Office(replace(signing, **change))
    town.authority.office("big", ec.generate_private_key(ec.SECP384R1()))
    with pytest.raises(CannotSign, match="P-256 or RSA"):
        Office(replace(signing, chain=str(town.authority.folder / "big.chain.pem")))


def test_a_server_starts_only_with_a_key_that_fits(town: Town) -> None:
    check_signing(Signing())
    check_signing(town.authority.signing("one"))
    check_signing(
        replace(town.authority.signing("one"), way=Way.REMOTE, url=NOBODY)
    )  # asked when there is something to sign
    signing = town.authority.signing("one")
    town.authority.office("one", ec.generate_private_key(ec.SECP256R1()))

    with pytest.raises(CannotServe) as refused:
        check_signing(signing)

    assert refused.value.complaints == [f"certificates cannot be signed: what came back is no signature of {OFFICE}"]


def test_a_file_without_the_field_is_not_signed(town: Town, small: bytes) -> None:
    with pytest.raises(CannotSign):
        Office(town.authority.signing()).sign(small.replace(b"CoQuan", b"KhacDi"))


def test_an_expired_signature_is_judged_as_of_its_day(town: Town, small: bytes) -> None:
    signed = Office(town.authority.signing()).sign(small).content
    later: datetime = now() + timedelta(days=400)

    assert check(signed, town.roots, later).verdict is Verdict.INVALID
    assert check(signed, town.roots, now()).verdict is Verdict.VALID
