"""What can be refused, and in which words.

A problem carries an English sentence with named holes; whoever shows it translates it and fills the holes.
Nothing here knows of HTTP or a database, so that rules and actions may raise a problem.
"""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for the translators without translating it yet."""
    return message


class Problem(Exception):
    """Something a person asked for cannot be done; the sentence says why and what to do now.

    ``field`` names the form field the sentence belongs to, if it belongs to one.
    """

    status = 422

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values
        self.field = field


class NotFound(Problem):
    """It does not exist, or it is not theirs: outside one cannot tell the two apart."""

    status = 404


class Conflict(Problem):
    """Somebody was faster, or it is done already."""

    status = 409


class TooMany(Problem):
    """Too many tries; ``retry_after`` says how many seconds to wait."""

    status = 429

    def __init__(self, message: str, *, retry_after: int, field: str | None = None, **values: object) -> None:
        super().__init__(message, field=field, **values)
        self.retry_after = retry_after


class Busy(TooMany):
    """More work at this moment than the server takes on; nothing is lost, and soon it goes on."""

    status = 503
