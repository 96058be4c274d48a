"""What is said when something does not fit: never which part of it, nor whether anybody has that name."""

from __future__ import annotations

from collections.abc import Callable

from lms.people import phones
from lms.people.actions import Tried
from lms.people.sign_in import wrong
from lms.problems import N_, Problem, TooMany


def password_refusal(typed: str, field: str = "password") -> Callable[[Tried], Problem]:
    """Makes the problem of a password that does not fit; what is said depends on what was typed alone."""

    def refuse(tried: Tried) -> Problem:
        advice = phones.advice(typed)
        if advice:
            return Problem(advice.message, field="login", **advice.values)
        if tried.wait:
            sentence = N_("The login name or the password is not right. You can try again in %(minutes)s min.")
            return Problem(sentence, field=field, minutes=int(tried.wait.total_seconds()) // 60)
        if phones.as_typed(typed):
            sentence = N_(
                "The telephone number or the password is not right. The login name from the notebook works too."
            )
            return Problem(sentence, field=field)
        problem = wrong()
        problem.field = field
        return problem

    return refuse


def headers_of(problem: Problem | None) -> dict[str, str]:
    """When to come back, if there is a time."""
    return {"Retry-After": str(problem.retry_after)} if isinstance(problem, TooMany) else {}
