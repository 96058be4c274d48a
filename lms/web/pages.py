"""Turning an answer into a page or a redirect."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.utils import redirect

from lms.clock import local
from lms.problems import Problem


def page(template: str, **values: object) -> str:
    """The page made from a template and ready values."""
    return render_template(template, **values)


def redirect_to(endpoint: str, **values: str | int | None) -> ResponseReturnValue:
    """After something was done: go and look at it (303, so that a reload does nothing twice)."""
    given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    return redirect(url_for(endpoint, **given), 303)


def same_site_path(wanted: str | None, otherwise: str = "/") -> str:
    """``wanted`` if it is a path of this site, so that no link of ours leads away; else ``otherwise``."""
    if wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and "\n" not in wanted:
        return wanted
    return otherwise


def here() -> str:
    """Where a control on top of the page leads back to: this page, or the one whose form was sent."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    return came_from.path if came_from.netloc == request.host and came_from.path else "/"


def in_words(problem: Problem) -> str:
    """The sentence of a problem in the visitor's language."""
    sentence = gettext(problem.message)
    return sentence % problem.values if problem.values else sentence


def day(value: date) -> str:
    """dd/mm/yyyy; of an instant the day on which it falls in Việt Nam."""
    return (local(value) if isinstance(value, datetime) else value).strftime("%d/%m/%Y")


def time_of_day(instant: datetime) -> str:
    """HH:MM as a clock in Việt Nam shows it."""
    return local(instant).strftime("%H:%M")


def whole(number: int) -> str:
    """1.234.567, as numbers are written here."""
    return f"{number:,}".replace(",", ".")
