"""Vietnamese first, English for those who choose it; and the two reading aids every page offers."""

from __future__ import annotations

from flask import Flask, request
from flask_babel import Babel, get_locale

from lms.web.pages import here

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_COOKIE, SIZE_COOKIE, CONTRAST_COOKIE = "lang", "fs", "co"
SIZES = ("1", "2", "3")


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
