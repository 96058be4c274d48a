"""One period: its steps, each with the button of whoever may take it."""

from __future__ import annotations

from flask import abort, current_app, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.config import Settings
from lms.places import queries as places
from lms.problems import Problem
from lms.statistics.out.published.actions import finish, publish
from lms.statistics.periods import actions
from lms.statistics.periods.datasets import to_be_published
from lms.statistics.periods.digests import digest_of
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.periods.views.blueprint import WHO, bp
from lms.statistics.periods.views.found import find, find_frozen, is_of_the_province, my_communes
from lms.statistics.periods.views.showing import Typed, period_page
from lms.statistics.rules import Indicator
from lms.vietnamese import tidy
from lms.web import me, open_to, reading, redirect_to, transaction
from lms.web.pages import in_words

_LONGEST = 500


@bp.get("/statistics/periods/<code>")
@open_to(*WHO)
def period(code: str) -> ResponseReturnValue:
    """How far it is, and what is to be done."""
    return period_page(find(code))


@bp.post("/statistics/periods/<code>/confirm")
@open_to(*WHO)
def confirm(code: str) -> ResponseReturnValue:
    """A commune says that its figures, exactly those the page showed, are right."""
    found = find(code)
    unit = next((one for one in my_communes(found.cut_off) if one.code == request.form.get("unit")), None) or abort(404)
    note, shown = _typed("note"), request.form.get("sha256", "")
    typed = Typed(note=note, unit=unit.code)
    if digest_of(reading(), unit, found) != shown:
        return period_page(
            found, _("The figures have changed since the page was opened. Look at them once more."), typed
        ), 409
    try:
        with transaction() as db:
            actions.confirm(db, found, unit.id, shown, note, me().person_id, now())
    except Problem as problem:
        return period_page(found, in_words(problem), typed), problem.status
    flash(_("Confirmed: %(unit)s.", unit=unit.name), "ok")
    return redirect_to("periods.period", code=code)


@bp.post("/statistics/periods/<code>/explain")
@open_to(*WHO)
def explain(code: str) -> ResponseReturnValue:
    """Write why more people have attained than there are."""
    found, reason = _of_the_province(code), _typed("reason")
    unit = places.unit_by_code(reading(), request.form.get("unit", ""), found.cut_off) or abort(404)
    try:
        indicator = Indicator(request.form.get("indicator", ""))
    except ValueError:
        abort(404)
    if not reason:
        return period_page(found, _("Write why there are more who attained than people.")), 422
    with transaction() as db:
        actions.explain(db, found, unit.id, indicator, reason, me().person_id, now())
    flash(_("Noted."), "ok")
    return redirect_to("periods.period", code=code)


@bp.post("/statistics/periods/<code>/approve")
@open_to(*WHO)
def approve(code: str) -> ResponseReturnValue:
    """The province approves, and a job freezes; after the first time that is a correction with its reason."""
    found, reason = _of_the_province(code), _typed("reason")
    try:
        with transaction() as db:
            actions.approve(db, found, reason, me().person_id, now())
    except Problem as problem:
        return period_page(found, in_words(problem), Typed(reason=reason)), problem.status
    flash(_("Approved. The figures are being frozen; look again in a while."), "ok")
    return redirect_to("periods.period", code=code)


@bp.post("/statistics/periods/<code>/withdraw")
@open_to(*WHO)
def withdraw(code: str) -> ResponseReturnValue:
    """The province takes an approval back before the freezing has begun, and says why."""
    found, reason = _of_the_province(code), _typed("reason")
    try:
        with transaction() as db:
            actions.withdraw(db, found, reason, me().person_id, now())
    except Problem as problem:
        return period_page(found, in_words(problem), Typed(why_withdrawn=reason)), problem.status
    flash(_("The approval is withdrawn. Nothing is frozen."), "ok")
    return redirect_to("periods.period", code=code)


@bp.post("/statistics/periods/<code>/freeze")
@open_to(*WHO)
def freeze_again(code: str) -> ResponseReturnValue:
    """Ask once more for a freezing that did not come about."""
    found = _of_the_province(code)
    try:
        with transaction() as db:
            actions.freeze_again(db, found, me().person_id, now())
    except Problem as problem:
        return period_page(found, in_words(problem)), problem.status
    flash(_("The figures are being frozen; look again in a while."), "know")
    return redirect_to("periods.period", code=code)


@bp.post("/statistics/periods/<code>/break")
@open_to(*WHO)
def mark_break(code: str) -> ResponseReturnValue:
    """Say that from this period on figures cannot be compared with earlier ones."""
    found, reason = _of_the_province(code), _typed("reason")
    try:
        with transaction() as db:
            actions.mark_break(db, found, reason, me().person_id, now())
    except Problem as problem:
        return period_page(found, in_words(problem), Typed(why_break=reason)), problem.status
    flash(_("Noted."), "ok")
    return redirect_to("periods.period", code=code)


@bp.post("/statistics/periods/<code>/r<int:revision>/publish")
@open_to(*WHO)
def publish_revision(code: str, revision: int) -> ResponseReturnValue:
    """Publish a frozen revision as open data, if the audit lets it through."""
    found = _of_the_province(code)
    settings: Settings = current_app.config["SETTINGS"]
    of = find_frozen(code, revision)
    try:
        finished = finish(to_be_published(reading(), of, f"{settings.base_url}/du-lieu?period={code}"))
        with transaction() as db:
            publish(db, finished, now(), me().person_id)
    except Problem as problem:
        return period_page(found, in_words(problem)), problem.status
    flash(_("Published. Everybody can read the figures now."), "ok")
    return redirect_to("periods.period", code=code)


def _of_the_province(code: str) -> ReportingPeriod:
    """The period, for those in charge of the whole province; for others there is none."""
    return find(code) if is_of_the_province() else abort(404)


def _typed(field: str) -> str:
    return tidy(request.form.get(field, ""))[:_LONGEST]
