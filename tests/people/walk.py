"""How somebody signs up, page after page, as a browser does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from werkzeug.test import TestResponse

from tests.pages import Browser

PASSPHRASE = "lua non suong som"


def say_who(
    browser: Browser, name: str = "Nguyễn Thị Hoa", birth_year: str = "1958", phone: str = "", onwards: str = ""
) -> TestResponse:
    """The first page."""
    path = f"/sign-up?next={onwards}" if onwards else "/sign-up"
    return browser.post(path, page=path, name=name, birth_year=birth_year, phone=phone)


def say_where(browser: Browser, commune: str = "08500", village: str = "08500.01") -> TestResponse:
    """The two pages about the residence."""
    browser.post("/sign-up/commune", page="/sign-up/commune", commune=commune)
    return browser.post("/sign-up/village", page="/sign-up/village", village=village)


def say_groups(browser: Browser, groups: Sequence[str] = ()) -> TestResponse:
    """The page about groups."""
    return browser.post("/sign-up/groups", page="/sign-up/groups", groups=list(groups))


def say_login(
    browser: Browser, login: str = "hoa58", password: str = PASSPHRASE, consent: str | None = "y"
) -> TestResponse:
    """The last page."""
    ticked = {} if consent is None else {"consent": consent}
    return browser.post("/sign-up/login", page="/sign-up/login", login=login, password=password, **ticked)


def until_login(browser: Browser, onwards: str = "") -> None:
    """Everything before the last page."""
    say_who(browser, onwards=onwards)
    say_where(browser)
    say_groups(browser)


def sign_up(browser: Browser, login: str = "hoa58", onwards: str = "") -> TestResponse:
    """All pages."""
    until_login(browser, onwards)
    return say_login(browser, login)


def errors(page: TestResponse) -> str:
    """What the page complains about, beside its fields."""
    return " ".join(re.findall(r'<p class="err"[^>]*>.*?</svg>(.*?)</p>', page.text))


def fields(page: TestResponse) -> set[str]:
    """The names of what can be filled in on a page's own forms, hidden things aside."""
    main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
    return {
        name
        for kind, name in re.findall(r'<input[^>]*type="(\w+)"[^>]*name="(\w+)"', _in_order(main))
        if kind not in ("hidden", "search")
    }


def _in_order(html: str) -> str:
    """Every input with its type before its name."""
    return re.sub(r'<input([^>]*?) (name="\w+")([^>]*?) (type="\w+")', r"<input\1 \4\3 \2", html)
