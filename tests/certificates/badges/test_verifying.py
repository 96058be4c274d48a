"""Badges as others see them: genuine ones are verified, and one changed letter is enough to be refused."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.verifier import OB3VerificationError

from lms.certificates.badges.canonical import canonical, normalised
from lms.certificates.badges.credential import credential
from lms.certificates.badges.issuer import did_document
from lms.certificates.badges.proof import Signer, signed
from lms.certificates.badges.status_list import status_list
from lms.certificates.keys.shapes import kid_of
from lms.certificates.rules import Facts
from lms.db import new_id
from tests.certificates.badges.others import Verdict, judge, verify
from tests.certificates.paper import some_facts

HOST, DID = "https://hoc.example.vn", "did:web:hoc.example.vn"
LIST = f"{HOST}/status/1"
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)  # verifiers ask the clock of the machine
ENDED = 131_071


def somebody() -> Signer:
    key = Ed25519PrivateKey.generate()
    return Signer(DID, kid_of(key.public_key()), key)


FORMER, PRESENT, STRANGER = somebody(), somebody(), somebody()
IDENTITY = did_document(HOST, {signer.kid: signer.key.public_key() for signer in (FORMER, PRESENT)})
LISTS = {LIST: signed(status_list(HOST, 1, [0, 77, ENDED], AT), PRESENT, AT.isoformat())}


def badge(facts: Facts | None = None, place: int = 5, signer: Signer = PRESENT, number: int = 1) -> dict[str, Any]:
    facts = replace(facts or some_facts(), issued_at=AT.isoformat())
    return signed(credential(facts, new_id(), number, place), signer, facts.issued_at)


def changed(document: dict[str, Any], *path: str | int, to: object = None) -> dict[str, Any]:
    """A copy with something else in one place, or with nothing there."""
    copy = deepcopy(document)
    *way, last = path
    part: Any = copy
    for step in way:
        part = part[step]
    if to is None:
        del part[last]
    else:
        part[last] = to
    return copy


GOOD = {
    "plain": badge(),
    "of a key that has retired": badge(signer=FORMER),
    "last place but one": badge(place=ENDED - 1),
    "strange letters": badge(some_facts(course_title='Thư "mật" \\ <b>&amp;</b> 😀 \t ệ\u0301', movement="a\nb")),
    "a demonstration": badge(some_facts(is_demonstration=True)),
    "written down otherwise": json.loads(json.dumps(badge(), sort_keys=True, indent=7)),
}
ENDED_ONES = {"first place": badge(place=0), "in the middle": badge(place=77), "last place": badge(place=ENDED)}
_SAMPLE = badge(some_facts(issuer="Ban Chỉ đạo", score_percent=60))
FORGED = {
    "a letter of the course": changed(_SAMPLE, "name", to="Dịch vụ công trực tuyếm"),
    "a mark of the issuer": changed(_SAMPLE, "issuer", "name", to="Ban Chỉ đao"),
    "a better result": changed(_SAMPLE, "credentialSubject", "narrative", to="Đạt 100 %."),
    "another number": changed(_SAMPLE, "credentialSubject", "licenseNumber", to="00001/2026/GCN-BCĐ"),
    "an earlier day": changed(_SAMPLE, "validFrom", to="2020-01-01T00:00:00+07:00"),
    "another place in the list": changed(_SAMPLE, "credentialStatus", "statusListIndex", to="6"),
    "no word of the list": changed(_SAMPLE, "credentialStatus"),
    "another holder": changed(_SAMPLE, "credentialSubject", "id", to=f"urn:uuid:{new_id()}"),
    "the proof of another": changed(_SAMPLE, "proof", to=badge()["proof"]),
    "a later proof": changed(_SAMPLE, "proof", 0, "created", to="2027-01-01T00:00:00+07:00"),
    "a stranger's key": badge(signer=STRANGER),
    "a stranger's key under our name": badge(signer=Signer(DID, PRESENT.kid, STRANGER.key)),
}
SHAPELESS = {
    "no criteria": changed(_SAMPLE, "credentialSubject", "achievement", "criteria"),
    "one proof, not a list": changed(_SAMPLE, "proof", to=_SAMPLE["proof"][0]),
    "a word nobody knows": changed(_SAMPLE, "grade", to="Giỏi"),
    "the name in plain": changed(_SAMPLE, "credentialSubject", "identifier", 0, "hashed", to=False),
}


FORGIVEN = badge(place=77, number=2)
_MENDED = status_list(HOST, 2, [0, ENDED], AT)["credentialSubject"]["encodedList"]
MENDED = {
    f"{HOST}/status/2": changed(
        signed(status_list(HOST, 2, [0, 77, ENDED], AT), PRESENT, AT.isoformat()),
        *("credentialSubject", "encodedList"),
        to=_MENDED,
    )
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    """What Digital Bazaar's verifier says of all of them."""
    return judge(IDENTITY, {**LISTS, **MENDED}, {**GOOD, **ENDED_ONES, **FORGED, **SHAPELESS, "forgiven": FORGIVEN})


def test_genuine_badges_are_verified(verdicts: dict[str, Verdict]) -> None:
    assert {name: verdicts[name] for name in GOOD if not verdicts[name].is_good} == {}


def test_forged_badges_are_refused(verdicts: dict[str, Verdict]) -> None:
    assert [name for name in FORGED if verdicts[name].verified] == []


def test_badges_that_have_ended_are_genuine_and_ended(verdicts: dict[str, Verdict]) -> None:
    assert {(verdicts[name].verified, *(verdicts[name].ended or [])) for name in ENDED_ONES} == {(True, True)}


def test_badges_of_another_shape_are_told(verdicts: dict[str, Verdict]) -> None:
    assert [name for name in SHAPELESS if not verdicts[name].shape] == []
    assert any("criteria" in complaint for complaint in verdicts["no criteria"].shape)


@pytest.mark.parametrize("name", GOOD)
def test_a_second_verifier_agrees_on_genuine_ones(name: str) -> None:
    verify(IDENTITY, LISTS, GOOD[name])


@pytest.mark.parametrize("name", {**FORGED, **ENDED_ONES})
def test_a_second_verifier_agrees_on_the_others(name: str) -> None:
    with pytest.raises(OB3VerificationError):
        verify(IDENTITY, LISTS, {**FORGED, **ENDED_ONES}[name])


def test_a_list_in_which_a_bit_was_taken_back_is_refused(verdicts: dict[str, Verdict]) -> None:
    assert not verdicts["forgiven"].is_good
    with pytest.raises(OB3VerificationError):
        verify(IDENTITY, MENDED, FORGIVEN)


@pytest.mark.parametrize("name", GOOD)
def test_the_quick_canonical_form_is_that_of_pyld(name: str) -> None:
    document = {key: value for key, value in GOOD[name].items() if key != "proof"}

    assert canonical(document).decode() == normalised(document)
