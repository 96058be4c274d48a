"""Why something was not signed."""

from __future__ import annotations

from lms.jobs.rules import NotNow


class CannotSign(Exception):
    """Somebody has to mend it: a file, a key, a certificate, what a service answers."""


class SignerAway(NotNow):
    """The token, the service or the time-stamp server does not answer; the certificate waits."""
