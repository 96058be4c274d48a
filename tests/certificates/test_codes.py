"""A code is recognised as a slip of the pen by itself, before anybody looks it up."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.codes import ALPHABET, bare, check_symbol, grouped, is_well_formed, new_code, strange_places

CODES = st.text(ALPHABET, min_size=15, max_size=15).map(lambda symbols: symbols + check_symbol(symbols))


def test_a_new_code_is_well_formed_and_never_the_same() -> None:
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(is_well_formed(code) for code in codes)


def test_no_code_holds_symbols_that_look_like_others() -> None:
    assert not set("01ILO") & set(ALPHABET)


@given(CODES)
def test_every_wrong_symbol_is_noticed(code: str) -> None:
    wrong = [
        code[:place] + other + code[place + 1 :] for place in range(16) for other in ALPHABET if other != code[place]
    ]

    assert not any(is_well_formed(typed) for typed in wrong)


@given(CODES)
def test_every_swap_of_two_symbols_is_noticed(code: str) -> None:
    for one, other in combinations(range(16), 2):
        symbols = list(code)
        symbols[one], symbols[other] = symbols[other], symbols[one]

        assert code[one] == code[other] or not is_well_formed("".join(symbols))


@given(CODES)
def test_a_code_may_be_typed_as_people_type(code: str) -> None:
    for typed in (grouped(code), code.lower(), f" {grouped(code).replace('-', ' ')} ", grouped(code).replace("-", "–")):
        assert bare(typed) == code


def test_a_missing_or_doubled_symbol_is_noticed() -> None:
    code = new_code()

    assert not is_well_formed(code[:-1])
    assert not is_well_formed(code + code[-1])
    assert not is_well_formed("")


def test_symbols_that_no_code_has_are_pointed_at() -> None:
    assert strange_places("K7MWO3DPX9RTAHC1") == (5, 16)
