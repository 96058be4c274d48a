"""Vietnamese first, English for those who choose it; and the two reading aids every page offers."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Request, Response, request
from flask_babel import Babel, get_locale

from lms.web.pages import here

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_COOKIE, SIZE_COOKIE, CONTRAST_COOKIE = "lang", "fs", "co"
SIZES = ("1", "2", "3")
COOKIES = {"size": SIZE_COOKIE, "contrast": CONTRAST_COOKIE, "language": LANGUAGE_COOKIE}
"""The cookie that holds each choice; the controls on the page go by the cookie's name."""
_ALLOWED = {"size": SIZES, "contrast": ("0", "1"), "language": tuple(LANGUAGES)}
_A_YEAR = 60 * 60 * 24 * 365


def init_language(app: Flask) -> None:
    """Choose the language of every request from its cookie; the browser's own wish is not asked.

    Cheap phones are often sold with English menus to people who read none.
    """
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Ho_Chi_Minh"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=_chosen)
    app.context_processor(lambda: {"language": str(get_locale()), "aid": reading_aid(), "here": here()})


def _chosen() -> str:
    wanted = request.cookies.get(LANGUAGE_COOKIE, "vi") if request else "vi"
    return wanted if wanted in LANGUAGES else "vi"


def reading_aid() -> dict[str, str]:
    """The size of the letters («1» to «3») and the contrast («0» or «1») this browser chose."""
    size = request.cookies.get(SIZE_COOKIE, "1")
    return {
        "size": size if size in SIZES else "1",
        "contrast": "1" if request.cookies.get(CONTRAST_COOKIE) == "1" else "0",
    }


def chosen_in(said: Mapping[str, str]) -> dict[str, str]:
    """The choices (``size``, ``contrast``, ``language``) in a form or in cookies, without what nobody can choose."""
    return {what: said[name] for what, name in COOKIES.items() if name in said and said[name] in _ALLOWED[what]}


def chosen_here(asked: Request) -> dict[str, str]:
    """What was chosen in this browser."""
    return chosen_in(asked.cookies)


def set_view(response: Response, chosen: Mapping[str, str]) -> None:
    """Let this browser remember choices for a year."""
    for what, value in chosen.items():
        response.set_cookie(
            COOKIES[what], value, max_age=_A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
        )


def forget_view(response: Response) -> None:
    """Let this browser forget every choice."""
    for name in COOKIES.values():
        response.delete_cookie(name, secure=request.is_secure, httponly=True, samesite="Lax")
