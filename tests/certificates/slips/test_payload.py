"""What is signed in the QR code: one way to write it, no bit of it may change, and it never outgrows a readable code."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.certificates.slips.payload import CUT, BadSlip, Slip, UnknownKey, in_digits, mark, read, signed

KEY = derive_private_key(1945, SECP256R1())
KID = "a1b2c3d4"
KEYS = {KID: KEY.public_key()}
ADDRESS = "https://binhdanhocvuso.phutho.gov.vn/x/K7MW3DPX9RTAHC4E"
ANS = Slip(1, 127, 2026, "Nguyễn Thị An", 1958, "Dịch vụ công trực tuyến", 20261123, 92, 1, "K7MW")


def test_the_facts_come_back_as_they_were_signed() -> None:
    assert read(signed(ANS, KEY, KID, ADDRESS), KEYS) == ANS


def test_the_same_facts_are_always_the_same_text() -> None:
    assert signed(ANS, KEY, KID, ADDRESS) == signed(ANS, KEY, KID, ADDRESS)


def test_no_bit_of_it_may_change() -> None:
    payload = signed(ANS, KEY, KID, ADDRESS)
    raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))

    for place in range(8 * len(raw)):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(BadSlip):
            read(base64.urlsafe_b64encode(changed).rstrip(b"=").decode(), KEYS)


def test_there_is_no_second_way_to_write_it() -> None:
    payload = signed(ANS, KEY, KID, ADDRESS)
    unused = len(payload) * 6 % 8
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same = payload[:-1] + last[last.index(payload[-1]) ^ 1] if unused else payload + "A"

    for other in (same, payload + "=", payload + "A", payload[:-4], "", "A", "§", "hEmi"):
        with pytest.raises(BadSlip):
            read(other, KEYS)


def test_a_key_nobody_knows_is_told_apart_from_a_wrong_signature() -> None:
    with pytest.raises(UnknownKey):
        read(signed(ANS, KEY, KID, ADDRESS), {})


def test_a_signature_made_anew_is_found_under_the_same_mark() -> None:
    other = derive_private_key(1946, SECP256R1())

    assert mark(signed(ANS, KEY, KID, ADDRESS)) == mark(signed(ANS, other, "00000000", ADDRESS))


def test_a_long_title_is_cut_and_the_name_never() -> None:
    long = replace(ANS, course="An toàn trên mạng: nhận ra lừa đảo, giữ tài khoản và tiền của mình")

    found = read(signed(long, KEY, KID, ADDRESS), KEYS)

    assert found.holder == ANS.holder
    assert found.course.endswith(CUT)
    assert long.course.startswith(found.course[:-1])


def test_where_not_even_the_name_fits_there_is_nothing_behind_the_address() -> None:
    assert signed(replace(ANS, holder="Ễ" * 100), KEY, KID, ADDRESS) == ""


@settings(deadline=None, max_examples=40)
@given(name=st.text("aăâbcđeêoôơưỄỷ ", min_size=1, max_size=60), course=st.text("aăâễỷ :,", min_size=1, max_size=200))
def test_the_code_stays_at_version_12_or_below(name: str, course: str) -> None:
    payload = signed(replace(ANS, holder=name, course=course), KEY, KID, ADDRESS)

    code = segno.make([f"{ADDRESS}#", in_digits(payload)] if payload else ADDRESS, error="m", micro=False, mask=2)

    assert isinstance(code.version, int)
    assert code.version <= 12
