"""Joins the rooms into one application: the only module that knows them all."""

from __future__ import annotations

from flask import Flask

from lms.authoring import views as authoring
from lms.catalogue import views as catalogue
from lms.catalogue.finding import views as finding
from lms.certificates import views as certificates
from lms.classroom import views as classroom
from lms.config import Settings
from lms.db import Database
from lms.home import views as home
from lms.learning import views as learning
from lms.offline import views as offline
from lms.outreach import views as outreach
from lms.people import views as people
from lms.people.sign_in import init_sign_in
from lms.people.view.following import init_following
from lms.places import views as places
from lms.statistics import views as statistics
from lms.statistics.out import views as statistics_out
from lms.statistics.out.published import views as open_data
from lms.statistics.outline import views as outline
from lms.statistics.periods import views as periods
from lms.statistics.vneid import views as vneid
from lms.web.access import guard
from lms.web.shell import make_shell

ROOMS = (
    home,
    places,
    people,
    catalogue,
    finding,
    learning,
    classroom,
    offline,
    outreach,
    certificates,
    statistics,
    statistics_out,
    periods,
    outline,
    vneid,
    open_data,
    authoring,
)


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """The whole application. Refuses to be made with a route that does not say who may come in."""
    app = make_shell(settings, database or Database(settings.database_url, settings.keys))
    init_sign_in(app)
    init_following(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    guard(app)
    return app
