"""The page under one's account on which three pictures are chosen, or given up."""

from __future__ import annotations

from flask import current_app, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.people import passwords, queries
from lms.people.blueprint import bp
from lms.people.pictures import actions, rules
from lms.people.pictures.forms import PicturesForm
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/account/pictures")
@open_to(Role.LEARNER)
def pictures() -> ResponseReturnValue:
    """Offer the twelve pictures three times; nothing is chosen beforehand."""
    return _page(PicturesForm())


@bp.post("/account/pictures")
@open_to(Role.LEARNER)
def pictures_submit() -> ResponseReturnValue:
    """Keep the three pictures; those chosen before open nothing any more."""
    form = PicturesForm()
    try:
        chosen = rules.chosen(form.chosen())
        key = rules.keyed(current_app.config["SECRET_KEY"], me().login_id, chosen)
        pictures_hash = passwords.hashed(key)
        with transaction() as db:
            actions.choose_pictures(db, me().login_id, pictures_hash, now())
    except Problem as problem:
        form.take(problem)
        return _page(form), problem.status
    flash(_("The pictures are kept. Next time tap them in this order."), "ok")
    return redirect_to("people.account")


@bp.post("/account/pictures/end")
@open_to(Role.LEARNER)
def end_pictures() -> ResponseReturnValue:
    """Give the pictures up."""
    with transaction() as db:
        actions.end_pictures(db, me().login_id, now())
    flash(_("Nobody can come in by your pictures any more."), "ok")
    return redirect_to("people.account")


def _page(form: PicturesForm) -> str:
    login = queries.login(reading(), me().login_id)
    has_some = login is not None and login.pictures_hash is not None
    return page("people/pictures.html", form=form, has_some=has_some, is_staff=bool(me().grants))
