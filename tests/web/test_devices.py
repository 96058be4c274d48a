"""The number of a browser: who gets one, who keeps it, and what can be read off its marks."""

from __future__ import annotations

from lms.web.devices import mark
from tests.pages import Browser
from tests.people.test_sign_in import HOST, sign_in


def number(browser: Browser) -> str | None:
    found = browser.client.get_cookie("__Host-device", domain=HOST)
    return found.value if found else None


def test_a_guest_has_none(guest: Browser) -> None:
    guest.post("/lop", page="/lop", code="ABC")

    assert number(guest) is None


def test_whoever_signs_in_gets_one_as_closed_as_the_session(guest: Browser) -> None:
    answer = sign_in(guest)

    (line,) = (one for one in answer.headers.getlist("Set-Cookie") if one.startswith("__Host-device="))
    assert all(word in line for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"))


def test_a_telephone_that_is_handed_on_keeps_it(guest: Browser) -> None:
    sign_in(guest, shared="y")
    before = number(guest)
    guest.post("/sign-out", page="/switch", next="sign-in")

    assert number(guest) == before
    sign_in(guest, "binh")
    assert number(guest) == before is not None


def test_a_mark_is_of_one_occasion_and_of_one_secret() -> None:
    here = mark("secret", "safety 2026-11-26", "abc")

    assert here == mark("secret", "safety 2026-11-26", "abc")
    assert len(here) == 16
    others = ("secret", "safety 2026-11-27", "abc"), ("other", "safety 2026-11-26", "abc"), ("secret", "safety", "ab")
    assert here not in {mark(*other) for other in others}
