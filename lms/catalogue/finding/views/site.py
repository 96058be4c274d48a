"""The plan of the site: for people as a page, for search engines as a list and a word on where not to go."""

from __future__ import annotations

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import queries
from lms.catalogue.finding.views.blueprint import bp
from lms.config import Settings
from lms.web import EVERYONE, open_to, page, reading
from lms.web.access import access_table

_ASKED_ANEW = {"/card", "/search", "/sign-out", "/switch", "/sync", "/view", "/x"}
"""Open to everyone, and yet nothing for a search engine: forms, secrets, answers to one question."""
_PUBLIC = ("home.front", "finding.words", "finding.plan", "home.privacy", "certificates.look_up")


@bp.get("/sitemap")
@open_to(EVERYONE)
def plan() -> ResponseReturnValue:
    """Every course with its lessons, and the pages that help."""
    return page("catalogue/finding/plan.html", courses=queries.current_all(reading()))


@bp.get("/sitemap.xml")
@open_to(EVERYONE)
def sitemap() -> Response:
    """Every public page with its full address, as sitemaps.org asks for it."""
    pages = [(_full(url_for(endpoint)), "") for endpoint in _PUBLIC]
    for course in queries.current_all(reading()):
        newest = max((module.updated for module in course.modules), default="")
        pages.append((_full(url_for("learning.course", course=course.slug)), newest))
        pages += [
            (_full(url_for("learning.screen", course=course.slug, module=module.slug, position=at)), module.updated)
            for module in course.modules
            for at in range(1, len(module.screens) + 1)
        ]
    return Response(render_template("catalogue/finding/sitemap.xml", pages=pages), mimetype="application/xml")


@bp.get("/robots.txt")
@open_to(EVERYONE)
def robots() -> Response:
    """Public pages are open to search engines; what belongs to one person, or asks anew each time, is not."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _closed()), f"Sitemap: {_full('/sitemap.xml')}"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _closed() -> list[str]:
    """How the addresses begin that are not for everyone. Courses are, but for what leads a guest to sign in."""
    labels = access_table(current_app)
    behind_doors = {
        "/" + rule.rule.split("/")[1]
        for rule in current_app.url_map.iter_rules()
        if (label := labels[rule.endpoint]) and not label.everyone
    }
    return sorted(_ASKED_ANEW | behind_doors - {"/courses"})


def _full(path: str) -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.base_url + path
