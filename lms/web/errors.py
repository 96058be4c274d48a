"""What people see when something cannot be done: what happened, what is safe, what to do now."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from lms.problems import Problem, TooMany
from lms.web.database import give_up
from lms.web.pages import in_words, page

log = logging.getLogger("lms")


def init_errors(app: Flask) -> None:
    """Answer every failure with a calm page in the visitor's language."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(InterfaceError, database_away)
    app.register_error_handler(Exception, _our_fault)


def _problem(problem: Problem) -> ResponseReturnValue:
    response = _error_page(problem.status, in_words(problem))
    if isinstance(problem, TooMany):
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _form_too_old(_error: CSRFError) -> ResponseReturnValue:
    return _error_page(400, _("This page had been open for too long. Go back, reload it and send it again."))


def _refused(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    sentences = {
        403: _("This was sent from another site, so it was not taken."),
        404: _("There is no such page here, or it is not yours."),
        405: _("This page cannot be asked for in that way. Go back and try again."),
        413: _("That is too much to send at once."),
        429: _("Too many requests from here. Please wait a minute and try again."),
    }
    response = _error_page(status, sentences.get(status, _("This could not be done. Go back and try again.")))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = "60"
    return response


def database_away(error: Exception) -> Response:
    """The calm page for a database that does not answer; nothing more is asked of it in this request."""
    log.error("database does not answer", exc_info=error)
    give_up()
    response = _error_page(503, _("The server is busy. Nothing that was saved is lost. Try again in a moment."))
    response.headers["Retry-After"] = "5"
    return response


def _our_fault(error: Exception) -> ResponseReturnValue:
    log.error("unexpected failure", exc_info=error)
    return _error_page(500, _("Something went wrong on our side. What was saved is safe. Please try again."))


def _error_page(status: int, sentence: str) -> Response:
    return make_response(page("errors/error.html", status=status, sentence=sentence), status)
