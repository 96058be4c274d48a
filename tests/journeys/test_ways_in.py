"""The other ways in, on a small phone with and without script: pictures, a card, a code; and one phone for two people."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import PASSWORD, World
from tests.journeys.visitor import Visitor

MINE = ("trau", "sen", "non")
NEW = "nui doi song suoi"

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize(
    ("template", "has_script"),
    [("sqlite", True), ("sqlite", False)],
    ids=["with-script", "without-script"],
    indirect=["template"],
)


@both
def test_a_phone_is_handed_on_and_the_pictures_open_it_again(visitor: Callable[[], Visitor], world: World) -> None:
    phone = visitor()
    phone.sign_in(world.an)
    choose_pictures(phone)
    phone.open("/account/sessions")
    phone.open("/desk")

    phone.press('footer a[href="/switch"]')
    phone.press("main form .b")

    assert phone.path == "/sign-in"
    assert nothing_is_left(phone)
    phone.page.go_back()
    phone.page.go_back()
    assert phone.path.startswith("/sign-in")
    assert nothing_is_left(phone)

    phone.open("/sign-in")
    phone.page.fill("[name=login]", "an")
    phone.press("button[name=way]")
    for picture in MINE:
        phone.press(f"button[value={picture}]")
    assert phone.path == "/desk"


@both
def test_a_card_is_scanned_and_a_tap_lets_in(visitor: Callable[[], Visitor], world: World, tmp_path: Path) -> None:
    teacher = visitor()
    teacher.sign_in(world.binh)
    find_an(teacher)
    teacher.press("main form[action$='/card'] .b")
    address = scanned(teacher, tmp_path)

    phone = visitor()
    phone.open(address)
    assert phone.path == "/sign-in/card"
    assert "An N." in phone.text
    phone.press("main form .b:not(.two)")

    assert phone.path == "/desk"
    assert phone.page.locator("aside.shared").count() == 1


@both
def test_a_class_code_a_name_and_the_password_let_in(visitor: Callable[[], Visitor], world: World) -> None:
    teacher = visitor()
    teacher.sign_in(world.binh)
    teacher.open("/classes/new")
    teacher.page.fill("[name=name]", "Lớp tối")
    teacher.page.check("[name=course] >> nth=0")
    teacher.press("main form .b")
    teacher.press("main form .b")
    code = teacher.page.locator(".digits").inner_text()
    teacher.press('main a[href$="/add"]')
    teacher.page.fill("#q", "an")
    teacher.press("main form[role=search] .b")
    teacher.press("button[name=who] >> nth=0")

    phone = visitor()
    phone.open("/")
    phone.press('main a[href="/lop"]')
    phone.page.fill("[name=code]", code.lower())
    phone.press("main form .b")
    phone.press(f"button[name=who] >> text={world.an.name}")
    phone.page.fill("[name=password]", PASSWORD)
    phone.press("main form .b")

    assert phone.path.startswith("/courses/")
    assert phone.page.locator("aside.shared").count() == 1


@both
def test_a_code_from_the_teacher_leads_to_a_new_password(visitor: Callable[[], Visitor], world: World) -> None:
    teacher = visitor()
    teacher.sign_in(world.binh)
    find_an(teacher)
    teacher.press("main form[action$='/code'] .b")
    code = teacher.page.locator(".digits").inner_text()

    phone = visitor()
    phone.open("/sign-in")
    phone.press('main a[href^="/sign-in/code"]')
    phone.page.fill("[name=login]", "an")
    phone.page.fill("[name=code]", code)
    phone.press("main form[action^='/sign-in/code'] .b")
    phone.page.fill("[name=password]", NEW)
    phone.press("main form[action='/sign-in/code/password'] .b")

    assert phone.path == "/desk"
    phone.open("/account")


def choose_pictures(phone: Visitor) -> None:
    phone.open("/account")
    phone.press('a[href="/account/pictures"]')
    for name, picture in zip(("first", "second", "third"), MINE, strict=True):
        phone.page.check(f"[name={name}][value={picture}]")
    phone.press("main form[action='/account/pictures'] .b")


def find_an(teacher: Visitor) -> None:
    teacher.open("/people/help?q=nguyen+an")
    teacher.press("main a.go")


def scanned(teacher: Visitor, folder: Path) -> str:
    """The path in the QR code of the card on the page at hand, as a camera reads it."""
    picture = folder / "card.png"
    teacher.page.locator(".slip").screenshot(path=picture)
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True).stdout
    return re.sub(r"^https?://[^/]+", "", read.strip())


def nothing_is_left(phone: Visitor) -> bool:
    """Whether neither the page nor the storage of the browser names the one before."""
    stored = phone.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    return not re.search(r"\bAn\b|Nguyễn", phone.page.locator("body").inner_text() + stored)
